"""Numbers and amounts from one to another, as they are typed and told by a filter."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.models.counts import figure
from kobra_desktop.models.listing import Figures
from kobra_desktop.models.options import OptionsModel
from kobra_desktop.models.typed_numbers import read_number
from kobra_desktop.store.queries.figure_ranges import (
    LARGEST,
    FigureRange,
    between,
    is_range,
    read_range,
)
from kobra_domain.errors import Invalid


def read_figure(text: str, locale: str) -> int | None:
    """The whole number that a person means, None for nothing. Raises Invalid (`not_a_number`)."""
    if not text.strip():
        return None
    number = read_number(text, locale)
    if number < 0 or number != int(number) or number > LARGEST:
        raise Invalid("not_a_number")
    return int(number)


def range_words(value: str) -> str:
    """«30 – 60», «desde 100.000 COP», «hasta 60»; empty for no range."""
    found, translate = read_range(value), QCoreApplication.translate
    if found is None:
        return ""
    first, last = (None if end is None else figure(end) for end in (found.first, found.last))
    if first is None:
        words = translate("Figures", "up to {figure}").format(figure=last)
    elif last is None:
        words = translate("Figures", "from {figure}").format(figure=first)
    else:
        words = f"{first} – {last}"
    return f"{words} {found.unit}".strip()


class FiguresModel(OptionsModel):
    """Values by name, any of them, or one range."""

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.figures = figures

    @property
    def range_value(self) -> str:
        """The range that is chosen, empty for none."""
        return next((value for value in self.values if is_range(value)), "")

    @property
    def range(self) -> FigureRange | None:
        """The same by its ends."""
        return read_range(self.range_value)

    def set_ends(self, first: int | None, last: int | None, unit: str) -> None:
        """Hold to a range in the place of named values; without an end no longer. Raises Invalid
        (`wrong_order`).
        """
        value = between(first, last, unit)
        if value == self.range_value:
            return
        kept = set() if value else {one for one in self.values if not is_range(one)}
        self.set_values(kept | ({value} if value else set()))

    def toggle(self, line: int) -> None:
        """A named value takes the place of a range."""
        self._ticked = {value for value in self._ticked if not is_range(value)}
        super().toggle(line)

    def has_word(self, value: str) -> bool:
        """A range has one if it can be read."""
        return super().has_word(value) or is_range(value)

    def _words_of(self, values: Iterable[str]) -> list[str]:
        ranges = [value for value in values if is_range(value)]
        named = [value for value in values if not is_range(value)]
        return [*super()._words_of(named), *map(range_words, sorted(ranges))]
