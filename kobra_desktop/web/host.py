"""Keeps one page alive: its profile, scheme and bridge; what it was told is told again to a page
made anew. What the messages mean is between its widget and the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete, isValid

from kobra_desktop.web.scheme import Route, Runner, WebScheme
from kobra_desktop.web.walls import SCHEME, WalledPage, WalledProfile

MOST_REBUILDS = 3
_Ended = QWebEnginePage.RenderProcessTerminationStatus


@dataclass(frozen=True, slots=True)
class Site:
    """What a page is: where it lives, what answers its requests, the object of its script that is
    spoken to, and in which order a new page must hear what was said before.
    """

    home: QUrl
    route: Route
    receiver: str
    order: tuple[str, ...]


class WebBridge(QObject):
    """The one object a page can call; a page's own bridge adds its slots."""

    ready = Signal()

    @Slot()
    def report_ready(self) -> None:
        """The page can be spoken to."""
        self.ready.emit()


class PageHost(QObject):
    """One page that is spoken to only when it is ready, and made anew three times when it dies.
    What is said before it is there is held.
    """

    ready = Signal()
    failed = Signal(bool)  # whether it had been loaded before
    console_error = Signal(str)

    def __init__(
        self, site: Site, bridge: WebBridge, run: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._site, self._bridge, self._run = site, bridge, run
        self._held: dict[str, dict[str, Any]] = {}
        self._is_ready = self._is_over = False
        self._rebuilds = 0
        self._ground = QColor(Qt.GlobalColor.white)
        self._page: WalledPage | None = None
        self._view: QWebEngineView | None = None
        bridge.ready.connect(self._on_ready)
        app = QApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.dispose)

    @property
    def page(self) -> WalledPage:
        """The page that `shown_in` has made."""
        assert self._page is not None
        return self._page

    def set_ground(self, colour: str) -> None:
        """What the engine paints where the page has not painted yet; its own is white."""
        self._ground = QColor(colour)
        if self._page is not None and isValid(self._page):
            self._page.setBackgroundColor(self._ground)

    def shown_in(self, parent: QWidget) -> QWebEngineView | None:
        """Make the page, begin to load it, and answer the one widget that shows it; once. The first
        page of a program takes the engine a while. Nothing after `dispose`.
        """
        if self._is_over:
            return None
        app = QApplication.instance()
        assert app is not None
        self._profile = WalledProfile()
        host = self._site.home.host()
        self._scheme = WebScheme(host, self._site.route, self._run, self._profile)
        self._profile.installUrlSchemeHandler(SCHEME, self._scheme)
        page = self._page = WalledPage(self._site.home, self._profile, app)
        page.setBackgroundColor(self._ground)
        self._profile.setParent(app)  # after the page: children die in order, the page must first
        self._bridge.setParent(page)
        self._channel = QWebChannel(page)
        self._channel.registerObject("bridge", self._bridge)
        page.setWebChannel(self._channel)
        page.renderProcessTerminated.connect(self._on_terminated)
        page.loadFinished.connect(self._on_loaded)
        page.console_error.connect(self.console_error)
        # A view that is deleted without `dispose` must not leave a page to outlive its profile.
        self.destroyed.connect(partial(_end, page, self._profile))
        self._view = QWebEngineView(parent)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setPage(page)
        self.load()
        return self._view

    def load(self) -> None:
        """Begin again: a person asked for it, or the page is in another language."""
        self._rebuilds = 0
        if self._page is not None:
            self._page.load(self._site.home)

    def hold(self, what: str, **fields: Any) -> dict[str, Any]:
        """Remember for a page made anew, without saying it now."""
        message = {"do": what, **fields}
        self._held[what] = message
        return message

    def forget(self, what: Iterable[str]) -> None:
        """A page made anew need not hear these."""
        for each in what:
            self._held.pop(each, None)

    def say(self, what: str, **fields: Any) -> None:
        """Say it now or when the page is ready, and again to a page made anew."""
        message = self.hold(what, **fields)
        if self._is_ready:
            self._send(message)

    def tell(self, what: str, **fields: Any) -> None:
        """Say something that a page made anew need not hear; dropped before `ready`."""
        if self._is_ready:
            self._send({"do": what, **fields})

    def _send(self, message: dict[str, Any]) -> None:
        # A string in a string: the page parses it as JSON, so no name in it can become code.
        text = orjson.dumps(orjson.dumps(message).decode()).decode()
        self.page.runJavaScript(f"{self._site.receiver}.receive({text});1")

    def _on_ready(self) -> None:
        self._is_ready = True
        for what in self._site.order:
            if what in self._held:
                self._send(self._held[what])
        self.ready.emit()

    def _on_loaded(self, is_ok: bool) -> None:
        if not is_ok:
            self._is_ready = False
            self.failed.emit(False)

    def _on_terminated(self, status: _Ended, _code: int) -> None:
        self._is_ready = False
        if status == _Ended.NormalTerminationStatus:
            return
        self._rebuilds += 1
        if self._rebuilds > MOST_REBUILDS:
            self.failed.emit(True)
        else:
            self.page.load(self._site.home)

    def dispose(self) -> None:
        """End the page, then its profile: the order the engine asks for. Done by itself when the
        program quits; twice is no harm.
        """
        self._is_ready, self._is_over = False, True
        if self._view is not None and isValid(self._view):
            # Hidden first: a view without a page that is hidden later makes one nobody ends.
            self._view.hide()
            self._view.setPage(None)  # type: ignore[arg-type]
        if self._page is not None:
            _end(self._page, self._profile)


def _end(page: WalledPage, profile: WalledProfile) -> None:
    if isValid(page):
        delete(page)
    if isValid(profile):
        profile.deleteLater()
