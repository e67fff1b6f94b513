"""The walls around every page of ours that the web engine shows: our own scheme, the request
interceptor, navigation. The content security policy is each page's own.
"""

from __future__ import annotations

import secrets

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlScheme,
)

SCHEME = b"kobra"
_ALLOWED = frozenset({"kobra", "data", "blob"})
_Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.LocalStorageEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.NavigateOnDropEnabled,
)
_Level = QWebEnginePage.JavaScriptConsoleMessageLevel


def register_scheme() -> None:
    """Make `kobra://` known to the engine. Must run before QApplication is made; twice is
    harmless.
    """
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


def new_nonce() -> str:
    """Hexadecimal, because Qt lower-cases header values and a base64 nonce would never match."""
    return secrets.token_hex(16)


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Blocks every request that leaves our own scheme, whatever asked for it."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Called by the engine for each request."""
        info.block(info.requestUrl().scheme() not in _ALLOWED)


class WalledPage(QWebEnginePage):
    """Stays on its own page, grants nothing, opens no window, and tells what its console says."""

    console_error = Signal(str)

    def __init__(self, home: QUrl, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._home = home

    def acceptNavigationRequest(
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        """Only its own page, only as the main frame."""
        return isMainFrame and QUrl(url) == self._home

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """No second window: the page that is already there keeps the request and refuses it."""
        return self

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """Errors become a signal; the rest is nobody's business."""
        if level == _Level.ErrorMessageLevel:
            self.console_error.emit(f"{source.rsplit('/', 1)[-1]}:{line}: {message}")


class WalledProfile(QWebEngineProfile):
    """An off-the-record profile that remembers nothing and blocks what leaves the scheme."""

    def __init__(self) -> None:
        super().__init__()
        if not self.isOffTheRecord():
            raise RuntimeError("a page's profile would be written to disk")
        # Without a reference of ours Python drops the override, and silently nothing is blocked.
        self._interceptor = Interceptor()
        self.setUrlRequestInterceptor(self._interceptor)
        self.setHttpCacheType(QWebEngineProfile.HttpCacheType.MemoryHttpCache)
        self.downloadRequested.connect(_refuse_download)
        for attribute in _OFF:
            self.settings().setAttribute(attribute, False)


def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    request.cancel()
