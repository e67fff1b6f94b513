"""The map page's own wall: where it lives and its content security policy. The walls of every page
are in `web`.
"""

from __future__ import annotations

from PySide6.QtCore import QUrl

HOME = QUrl("kobra://map/index.html")


def policy(nonce: str) -> str:
    """The content security policy of the page."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            f"style-src 'self' 'nonce-{nonce}'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )
