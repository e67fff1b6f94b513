"""The preview's page and what its address serves. The live code is resources/web/src/forms."""

from __future__ import annotations

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


class Routes:
    """What the preview serves: its page, in a language, and its two files."""

    def __init__(self) -> None:
        self.language = "es"

    def find(self, path: str, _query: str) -> Work | None:
        """The work that answers a path, or None."""
        if path == "index.html":
            return self._page
        if path == "qwebchannel.js":
            return channel_script
        if path not in _SHIPPED:
            return None
        file = resources.root() / "web" / "dist" / path
        return lambda: Answer(file, file_kind(file))

    def _page(self) -> Answer:
        html = _PAGE.format(language="es" if self.language == "es" else "en")
        return Answer(html.encode(), "text/html", (("Content-Security-Policy", POLICY),))
