"""The goals of some months as a sheet to type into: a row for all, for each team and its agents, a
column a month. Nothing is written before it is saved, and each step is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from kobra_desktop.commands.goals import Wanted
from kobra_desktop.models.typed_numbers import read_number, typed_number
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.goals import GoalsRead
from kobra_domain.buckets import next_month
from kobra_domain.errors import Invalid
from kobra_domain.goals import Goal, goal_id, goals_in
from kobra_domain.limits import check_field
from kobra_domain.people import Role
from kobra_domain.questionnaires.results import minor_units
from kobra_domain.reports.names import month_words
from kobra_domain.words.figures import COINS, OTHER_COIN, amount, number

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate
MONTHS = 4
DEPTH_ROLE, IS_SUM_ROLE, IS_WRONG_ROLE = (int(Qt.ItemDataRole.UserRole) + n for n in range(3))
Key = tuple[str, date, int]  # currency, month, row


@dataclass(frozen=True, slots=True)
class Whose:
    """A row: all, a team, an agent. `depth`: how far it stands in."""

    name: str
    depth: int
    team_id: str | None = None
    agent_id: str | None = None


class GoalSheet(QAbstractTableModel):
    """`edited`: something else stands there."""

    edited = Signal()

    def __init__(
        self, workspace: Workspace, read: GoalsRead, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._locale = workspace.locale
        self._goals = read.goals
        self.currencies = read.currencies or ("COP",)
        self.currency = self.currencies[0]
        self.first = _month_before(workspace.today.replace(day=1))
        is_admin = workspace.desk.who.role is Role.ADMIN
        self.rows = tuple(_rows(read, is_admin=is_admin))
        members: dict[str, list[str]] = {one.id: [] for one in read.teams}
        for agent in read.agents:
            if agent.team_id in members:
                members[str(agent.team_id)].append(agent.id)
        self._members = members
        self._typed: dict[Key, str] = {}
        self._past: list[dict[Key, str]] = []

    # What is shown

    @property
    def months(self) -> tuple[date, ...]:
        """The months of the columns."""
        made = [self.first]
        while len(made) < MONTHS:
            made.append(next_month(made[-1]))
        return tuple(made)

    def show_currency(self, currency: str) -> None:
        """Show the goals of another; what was typed stays."""
        self.beginResetModel()
        self.currency = currency
        self.endResetModel()

    def move(self, months: int) -> None:
        """Show later months, or earlier."""
        self.beginResetModel()
        for _ in range(abs(months)):
            self.first = next_month(self.first) if months > 0 else _month_before(self.first)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt's."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt's: the names, then the months."""
        return 0 if parent is not None and parent.isValid() else 1 + MONTHS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt's."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if section == 0 and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return translate("Goals", "Whose")
        return month_words(self.months[section - 1], self._locale)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Qt's: the name, or the goal; where there is none, the sum of those below."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == DEPTH_ROLE:
            return self.rows[row].depth
        if column == 0:
            return self.rows[row].name if role == Qt.ItemDataRole.DisplayRole else None
        text = self.text_at(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == IS_WRONG_ROLE:
            return self._is_wrong(text)
        if role == IS_SUM_ROLE:
            return not text and self._sum(row, self.months[column - 1]) is not None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, column, text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def text_at(self, row: int, column: int) -> str:
        """What stands in a month's cell, as it is typed; empty: no goal."""
        key = (self.currency, self.months[column - 1], row)
        if key in self._typed:
            return self._typed[key]
        held = self._held(key)
        if held is None or held.amount_minor is None:
            return ""
        return typed_number(amount(held.amount_minor, self.currency), self._locale)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt's: months are typed into."""
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsEditable if index.column() else found

    # What is typed

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Qt's: one cell."""
        if role != Qt.ItemDataRole.EditRole or not index.column():
            return False
        self.write({(index.row(), index.column()): str(value)})
        return True

    def write(self, cells: dict[tuple[int, int], str]) -> None:
        """Several cells as one step."""
        changed = {
            (self.currency, self.months[column - 1], row): text.strip()
            for (row, column), text in cells.items()
            if 0 <= row < len(self.rows) and 1 <= column <= MONTHS
            if text.strip() != self.text_at(row, column)
        }
        if changed:
            self._past.append(dict(self._typed))
            self._typed |= changed
            self._tell()

    def copy_before(self, column: int) -> None:
        """What the month before has, where a month has nothing."""
        month_on = self.months[column - 1]
        before = _month_before(month_on)
        found = {}
        for row in range(len(self.rows)):
            key = (self.currency, before, row)
            held = self._held(key)
            known = held.amount_minor if held else None
            text = "" if known is None else typed_number(amount(known, self.currency), self._locale)
            text = self._typed.get(key, text)
            if text and not self.text_at(row, column):
                found[row, column] = text
        self.write(found)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    def undo(self) -> None:
        """Take the last step back."""
        if self._past:
            self._typed = self._past.pop()
            self._tell()

    # What is to be written

    @property
    def is_touched(self) -> bool:
        """Whether something else stands there than was held."""
        return any(self._differs(key, text) for key, text in self._typed.items())

    @property
    def problems(self) -> int:
        """How many cells say no amount."""
        return sum(self._is_wrong(text) for text in self._typed.values())

    def wanted(self) -> list[Wanted]:
        """The goals to set. Raises Invalid for what is no amount."""
        made = []
        for (currency, month_on, row), text in self._typed.items():
            if self._differs((currency, month_on, row), text):
                whose = self.rows[row]
                made.append(
                    Wanted(
                        month_on=month_on,
                        currency=currency,
                        team_id=whose.team_id,
                        agent_id=whose.agent_id,
                        amount_minor=_read(text, currency, self._locale),
                        seen=self._held((currency, month_on, row)),
                    )
                )
        return made

    def _differs(self, key: Key, text: str) -> bool:
        held = self._held(key)
        try:
            return _read(text, key[0], self._locale) != (held.amount_minor if held else None)
        except Invalid:
            return True

    def _is_wrong(self, text: str) -> bool:
        try:
            _read(text, self.currency, self._locale)
        except Invalid:
            return True
        return False

    def _held(self, key: Key) -> Goal | None:
        currency, month_on, row = key
        whose = self.rows[row]
        return self._goals.get(
            goal_id(month_on, currency, team_id=whose.team_id, agent_id=whose.agent_id)
        )

    def _shown(self, row: int, column: int, text: str) -> str:
        if text:
            try:
                minor = _read(text, self.currency, self._locale)
            except Invalid:
                return text
            return _printed(minor or 0, self.currency, self._locale)
        found = self._sum(row, self.months[column - 1])
        return "" if found is None else _printed(found, self.currency, self._locale)

    def _sum(self, row: int, month_on: date) -> int | None:
        """Of a row without a goal: that of those below it."""
        whose = self.rows[row]
        if whose.agent_id is not None:
            return None
        goals = goals_in(self.currency, self._standing(month_on), self._members)
        return goals.aim(month_on, (whose.team_id,) if whose.team_id else ()).amount_minor

    def _standing(self, month_on: date) -> Iterable[Goal]:
        """The goals of a month as they would be saved."""
        for row, whose in enumerate(self.rows):
            key = (self.currency, month_on, row)
            held = self._held(key)
            minor = held.amount_minor if held else None
            if key in self._typed:
                try:
                    minor = _read(self._typed[key], self.currency, self._locale)
                except Invalid:
                    minor = None
            of = {"team_id": whose.team_id, "agent_id": whose.agent_id}
            yield Goal(
                id=goal_id(month_on, self.currency, **of),
                month_on=month_on,
                currency=self.currency,
                amount_minor=minor,
                **of,
            )

    def _tell(self) -> None:
        last = self.index(len(self.rows) - 1, MONTHS)
        self.dataChanged.emit(self.index(0, 1), last)
        self.edited.emit()


def _rows(read: GoalsRead, *, is_admin: bool) -> Iterable[Whose]:
    """All (who sees everything sets it), each team with its agents, then who is in none."""
    if is_admin:
        yield Whose(translate("Goals", "The whole company"), 0)
    known = {one.id for one in read.teams}
    for team in read.teams:
        yield Whose(team.name, 0, team.id)
        for agent in read.agents:
            if agent.team_id == team.id:
                yield Whose(agent.name, 1, team.id, agent.id)
    for agent in read.agents:
        if agent.team_id not in known and is_admin:
            yield Whose(agent.name, 0, agent.team_id, agent.id)


def _read(text: str, currency: str, locale: str) -> int | None:
    """The minor units of a typed amount, None of nothing. Raises Invalid."""
    if not text.strip():
        return None
    digits = COINS.get(currency, OTHER_COIN).digits
    minor = minor_units(read_number(text, locale), digits)
    if minor is None:
        raise Invalid("too_large", field="amount_minor")
    check_field(Goal, "amount_minor", minor)
    return minor


def _printed(minor: int, currency: str, locale: str) -> str:
    whole = amount(minor, currency)
    return number(whole, locale, 0 if whole == whole.to_integral_value() else 2)


def _month_before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
