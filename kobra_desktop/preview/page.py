"""The preview's page and what its address serves. The live code is resources/web/src/forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QUrl

from kobra_desktop import resources
from kobra_desktop.web.scheme import Answer, Work, channel_script, file_kind

HOME = QUrl("kobra://form/index.html")
_SHIPPED = frozenset({"forms.js", "forms.css"})
# The widgets bring their style along as elements and attributes, and the engine is WebAssembly out
# of a data address; code made of text stays forbidden.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src data: blob:",
        "font-src data:",
        "connect-src 'self' data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
MEDIA = "media/"
WALLED = ("Content-Security-Policy", "default-src 'none'; sandbox")
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kobra</title>
<link rel="stylesheet" href="forms.css">
<script src="qwebchannel.js"></script>
<script type="module" src="forms.js"></script>
</head>
<body><div id="form"></div></body>
</html>
"""


@dataclass(frozen=True, slots=True)
class PreviewFile:
    """A file of the form that is shown; `read` (on a worker) answers None when it is not here."""

    sha256: str
    media_type: str
    read: Callable[[], bytes | None]


class Routes:
    """What the preview serves: its page, in a language, its two files, and those of the form by
    their SHA-256. These come from anywhere: none of them may act as a page.
    """

    def __init__(self) -> None:
        self.language = "es"
        self.files: Mapping[str, PreviewFile] = {}

    def find(self, path: str, _query: str) -> Work | None:
        """The work that answers a path, or None."""
        if path == "index.html":
            return self._page
        if path == "qwebchannel.js":
            return channel_script
        if path.startswith(MEDIA):
            return self._media(path.removeprefix(MEDIA))
        if path not in _SHIPPED:
            return None
        file = resources.root() / "web" / "dist" / path
        return lambda: Answer(file, file_kind(file))

    def _media(self, sha256: str) -> Work | None:
        file = next((each for each in self.files.values() if each.sha256 == sha256), None)
        if file is None:
            return None
        kind, read = file.media_type, file.read

        def work() -> Answer | None:
            content = read()
            return None if content is None else Answer(content, kind, (WALLED,))

        return work

    def _page(self) -> Answer:
        html = _PAGE.format(language="es" if self.language == "es" else "en")
        return Answer(html.encode(), "text/html", (("Content-Security-Policy", POLICY),))
