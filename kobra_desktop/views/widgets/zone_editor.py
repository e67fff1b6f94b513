"""The editor of a time zone."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from kobra_desktop.models.administration.choices import COUNTRY_OF, ZONES, ZONES_OF
from kobra_desktop.views.widgets.choices import Option
from kobra_desktop.views.widgets.editors import ChoiceEditor
from kobra_domain.errors import Invalid
from kobra_domain.words import zone_words


class ZoneEditor(ChoiceEditor):
    """A time zone by its city: of one's own country first, then the usual ones; any other can be
    typed by its name (Asia/Tokyo).
    """

    def __init__(self, own: str, at: datetime, locale: str) -> None:
        self._at, self._locale = at, locale
        here = ZONES_OF.get(COUNTRY_OF.get(own, ""), ())
        self._zones = tuple(dict.fromkeys((own, *here, *ZONES)))
        super().__init__(self._options(), is_searched=True)

    def put(self, value: Any) -> None:
        """Show it, among the options or not."""
        if value and value not in self._zones:
            self._zones = (*self._zones, value)
            self.set_options(self._options())
        super().put(value)

    def read(self) -> Any:
        """The zone chosen, or the name typed."""
        try:
            return self.widget.value
        except Invalid:
            return self.widget.currentText().strip()

    def _options(self) -> list[Option]:
        return [(zone, self._words(zone)) for zone in self._zones]

    def _words(self, zone: str) -> str:
        try:
            return zone_words(zone, self._at, self._locale)
        except (ZoneInfoNotFoundError, ValueError):  # of a machine that knows another one
            return zone
