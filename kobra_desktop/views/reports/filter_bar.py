"""The line of filters over a report: its days, whose work, what it is compared with, and the way
back to how it was at first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kobra_desktop.models.listing import Days
from kobra_desktop.models.reports.report import Choices
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.chips import FilterChip
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.days_popover import DayField
from kobra_desktop.views.widgets.labels import label, set_property
from kobra_desktop.views.widgets.layouts import Flow, column, holding, row
from kobra_domain.errors import Invalid
from kobra_domain.metrics.asked import name_of
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.declared import ReportKind, compared
from kobra_domain.reports.filters import HELD, Against, Filters, Period
from kobra_domain.shift import FIRST_DAY, LAST_DAY
from kobra_domain.words import say, word

translate = QCoreApplication.translate
_DAY = timedelta(days=1)
_YEAR = "30 sep 2026"  # as wide as a day is


class FilterBar(QWidget):
    """`changed`: other filters are chosen."""

    changed = Signal()

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        kind: ReportKind,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._locale, self._kind = look, workspace.locale, kind
        self._filters = Filters()
        self._is_showing = False
        days = Days(lambda: workspace.today, workspace.locale)
        self.measure = self._choice(
            ((one.key, name_of(one, self._locale)) for one in kind.measures),
            translate("Reports", "Measure"),
        )
        self.period = self._choice(self._members(Period), translate("Reports", "Period"))
        self.first, self.last = (self._day(days, words) for words in _ends())
        self.chips = {one: self._chip(one) for one in HELD if one in kind.held}
        self.first_attempts = QCheckBox(translate("Reports", "First attempts only"))
        self.first_attempts.setProperty("look", "chip")
        self.against = self._choice(
            self._members(one for one in Against if one in kind.against),
            translate("Reports", "Compared with"),
        )
        self.team = self._choice((), translate("Reports", "Team to compare with"))
        self.clear = Button(look, translate("Reports", "Reset"), "chip_quiet", "undo-2")
        self.wrong = label("", "error", wrap=True)
        self._build()
        self._connect()
        self.show_filters(self._filters)

    def _build(self) -> None:
        flow = Flow(8)
        for part in (
            *((self.measure,) if self._kind.measures else ()),
            *((self.period,) if self._kind.has_period else ()),
            self.first,
            self.last,
            *self.chips.values(),
            *((self.first_attempts,) if self._kind.has_first_attempts else ()),
            *((_beside(translate("Reports", "Against"), self.against),) if self._compares else ()),
            self.team,
            self.clear,
        ):
            flow.addWidget(part)
        self.setLayout(column(flow, self.wrong, space=4))
        fields = (self.measure, self.period, self.first, self.last, *self.chips.values())
        after = (self.first_attempts, self.against, self.team, self.clear)
        here = [one for one in (*fields, *after) if self.isAncestorOf(one)]
        for one, other in pairwise(here):  # as they stand, not as they were made
            QWidget.setTabOrder(one, other)

    @property
    def _compares(self) -> bool:
        return set(self._kind.against) != {Against.NONE}

    def _connect(self) -> None:
        for choice in (self.measure, self.period, self.against, self.team):
            choice.edited.connect(self._take)
        for field in (self.first, self.last):
            field.editingFinished.connect(self._take)
        for chip in self.chips.values():
            chip.values_changed.connect(self._take)
        self.first_attempts.toggled.connect(self._take)
        self.clear.clicked.connect(self.reset)

    # What is held to

    @property
    def filters(self) -> Filters:
        """What is chosen."""
        return self._filters

    def show_filters(self, filters: Filters) -> None:
        """Show others; nothing is told."""
        self._is_showing = True
        self._filters = filters
        if self._kind.measures:
            self.measure.choose(filters.measure or self._kind.measures[0].key)
        self.period.choose(filters.period)
        self.first.show_day(filters.from_on)
        self.last.show_day(filters.to_on - _DAY if filters.to_on else None)
        for dimension, chip in self.chips.items():
            chip.set_values(filters.values(dimension))
        self.first_attempts.setChecked(filters.first_attempts)
        self.against.choose(compared(self._kind, filters))
        self.team.choose(filters.against_team)
        self._is_showing = False
        self._fit()

    def show_choices(self, found: Choices) -> None:
        """What there is to be chosen."""
        names = found.names
        for dimension, chip in self.chips.items():
            offered = (
                {one: one for one in found.zones}
                if dimension is Dimension.ZONE
                else names.options(dimension)
            )
            lacking = say(f"report.without.{dimension.value}", None, self._locale)
            chip.set_options([*offered.items(), *_lacking(dimension, lacking)])
        self._is_showing = True
        self.team.set_options([("", "–"), *names.options(Dimension.TEAM).items()])
        self.team.choose(self._filters.against_team)
        self._is_showing = False
        self._fit()

    def reset(self) -> None:
        """As it was at first; the measure stays."""
        self.show_filters(self._plain)
        self.changed.emit()

    def _take(self) -> None:
        if self._is_showing:
            return
        try:
            filters = self._read()
        except Invalid:
            return
        if filters != self._filters:
            self._filters = filters
            self._fit()
            self.changed.emit()
        else:
            self._fit()

    def _read(self) -> Filters:
        """What the fields say. Raises Invalid, which is said under them."""
        period: Period = self.period.chosen
        first, until = self._days(period)
        hidden = {one: v for one, v in self._filters.held.items() if one not in self.chips}
        ticked = {
            one: tuple(sorted(chip.values)) for one, chip in self.chips.items() if chip.values
        }
        return replace(
            self._filters,
            measure=self.measure.chosen if self._kind.measures else self._filters.measure,
            period=period,
            from_on=first,
            to_on=until,
            held={**hidden, **ticked},
            first_attempts=self.first_attempts.isChecked(),
            against=self._against(),
            against_team=self.team.chosen or "",
        )

    def _against(self) -> Against:
        """What is chosen. What a report stands in for what it lacks is of no other report."""
        chosen: Against = self.against.chosen
        is_untouched = chosen is compared(self._kind, self._filters)
        return self._filters.against if is_untouched else chosen

    def _days(self, period: Period) -> tuple[date | None, date | None]:
        """The days of a custom period, the last made the one after; when it is chosen first, those
        of the period before stand in the fields.
        """
        if period is not Period.CUSTOM:
            self._say("", [])
            return None, None
        wrong: list[DayField] = []
        ends: list[date | None] = []
        for field in (self.first, self.last):
            try:
                ends.append(_within_calendars(field.day()))
            except Invalid:
                wrong.append(field)
        words = translate("Days", "This is no date: {text}")
        if wrong:
            self._say(words.format(text=wrong[0].text()), wrong)
            raise Invalid("not_a_date")
        first, last = ends
        if first is not None and last is not None and last < first:
            self._say(
                translate("Days", "The first day comes after the last."), [self.first, self.last]
            )
            raise Invalid("wrong_order")
        self._say("", [])
        return first, last + _DAY if last else None

    def _say(self, words: str, wrong: list[DayField]) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        for field in (self.first, self.last):
            set_property(field, "wrong", field in wrong)
            field.setAccessibleDescription(words if field in wrong else "")

    def _fit(self) -> None:
        """What means nothing now is not there."""
        is_custom = self._kind.has_period and self.period.chosen is Period.CUSTOM
        self.first.setVisible(is_custom)
        self.last.setVisible(is_custom)
        self.wrong.setVisible(is_custom and bool(self.wrong.text()))
        self.team.setVisible(self.against.chosen is Against.TEAM)
        self.clear.setVisible(self._filters != self._plain)

    @property
    def _plain(self) -> Filters:
        """How it was at first; the measure stays."""
        return replace(self._kind.opens or Filters(), measure=self._filters.measure)

    # Parts

    def _members(self, members: Iterable[Any]) -> list[tuple[Any, str]]:
        return [(one, word(one, self._locale)) for one in members]

    def _choice(self, options: Iterable[tuple[Any, str]], name: str) -> Choice:
        made = Choice(options)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setProperty("look", "chip")
        made.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        return made

    def _day(self, days: Days, words: str) -> DayField:
        made = DayField(days)
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setProperty("look", "chip")
        made.ensurePolished()
        made.setFixedWidth(made.fontMetrics().horizontalAdvance(_YEAR) + 44)
        return made

    def _chip(self, dimension: Dimension) -> FilterChip:
        return FilterChip(self._look, word(dimension, self._locale), self)


def _ends() -> tuple[str, str]:
    return translate("Days", "From"), translate("Days", "To")


def _beside(words: str, field: QWidget) -> QWidget:
    return holding(row(label(words, "secondary"), field, space=6))


def _lacking(dimension: Dimension, words: str) -> list[tuple[str, str]]:
    """Rows without an agent or a team are a value like others; each has a portfolio."""
    return [] if dimension is Dimension.PORTFOLIO else [("", words)]


def _within_calendars(day: date | None) -> date | None:
    """A day that others can be reckoned from. Raises Invalid (`not_a_date`)."""
    if day is not None and not FIRST_DAY <= day < LAST_DAY:
        raise Invalid("not_a_date")
    return day
