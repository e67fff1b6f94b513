"""The tiles of Hoy. Each opens its rows; none says good or bad by colour."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.today import Day
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import row
from kobra_desktop.views.widgets.tiles import Tile
from kobra_domain.visits import RIGHT_PARTY_OUTCOMES, Outcome, Verdict, VisitState
from kobra_domain.words import day_words, number, percent

TODAY = {"day": ["today"]}


class DayNumbers(QWidget):
    """`opened` brings the state that Visitas must show."""

    opened = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ended = [VisitState.COMPLETED.value, VisitState.NOT_COMPLETED.value]
        right = sorted(outcome.value for outcome in RIGHT_PARTY_OUTCOMES)
        self._tiles = {
            "planned": self._tile(look, self.tr("Planned"), TODAY),
            "done": self._tile(look, self.tr("Done"), {**TODAY, "state": ended}),
            "at_address": self._tile(
                look, self.tr("At the address"), {**TODAY, "verdict": [Verdict.AT_ADDRESS.value]}
            ),
            "right_party": self._tile(
                look, self.tr("Contact with holder"), {**TODAY, "outcome": right}
            ),
            "promises": self._tile(
                look, self.tr("Promises"), {**TODAY, "outcome": [Outcome.PROMISE.value]}
            ),
            "unassigned": self._tile(
                look, self.tr("Unassigned"), {"state": [VisitState.DRAFT.value]}
            ),
        }
        self.setLayout(row(*self._tiles.values(), space=12))

    def _tile(self, look: Look, name: str, accepted: dict[str, list[str]]) -> Tile:
        tile = Tile(look, name)
        tile.opened.connect(lambda: self.opened.emit({"accepted": accepted, "search": ""}))
        return tile

    def show_numbers(self, day: Day, locale: str) -> None:
        """The figures, each with its share of what it is part of."""
        today = day.numbers

        def share(part: int, whole: int, words: str) -> str:
            return words.format(share=percent(100 * part / whole, locale)) if whole else ""

        of_planned, of_done = self.tr("{share} of planned"), self.tr("{share} of done")
        on_phones = self.tr("{share} on the phones")
        under = {
            "planned": share(today.on_phone, today.planned, on_phones),
            "done": share(today.done, today.planned, of_planned),
            "at_address": share(today.at_address, today.done, of_done),
            "right_party": share(today.right_party, today.done, of_done),
            "promises": share(today.promises, today.right_party, self.tr("{share} of contacts")),
            "unassigned": self.tr("of any day"),
        }
        for name, tile in self._tiles.items():
            compared = self._compared(day, name, locale)
            caption = "\n".join(part for part in (under[name], compared) if part)
            tile.set_number(number(getattr(today, name), locale), caption)

    def _compared(self, day: Day, name: str, locale: str) -> str:
        """More or fewer than a week ago at this hour: an arrow and words, never colour alone."""
        if day.before is None or name == "unassigned":
            return ""
        more = getattr(day.numbers, name) - getattr(day.before, name)
        when = day_words(day.before_on, locale)
        if more == 0:
            return self.tr("= as on {day} at this hour").format(day=when)
        text = self.tr("↑ {n} more than {day}") if more > 0 else self.tr("↓ {n} fewer than {day}")
        return text.format(n=number(abs(more), locale), day=when)
