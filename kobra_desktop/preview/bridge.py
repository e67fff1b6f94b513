"""What the preview's page can say. It can ask for nothing and change nothing."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal, Slot

from kobra_desktop.web.host import WebBridge

_LONGEST_XML = 4 * 2**20
_LONGEST_MESSAGE = 2000


class FormBridge(WebBridge):
    """The page's reports. A page that lies can only claim what a person could have filled in."""

    shown = Signal(float)
    submitted = Signal(str)
    failed = Signal(str)

    @Slot(float)
    def report_shown(self, milliseconds: float) -> None:
        """The form that was asked for last stands on the page."""
        if math.isfinite(milliseconds):
            self.shown.emit(milliseconds)

    @Slot(str)
    def report_submitted(self, xml: str) -> None:
        """The form was filled in to its end: what a phone would send."""
        if len(xml) <= _LONGEST_XML:
            self.submitted.emit(xml)

    @Slot(str)
    def report_failed(self, message: str) -> None:
        """The engine cannot show the form; its own words."""
        self.failed.emit(message[:_LONGEST_MESSAGE])
