"""What waits to be given for the day: grouped by door, zone, range, priority or what speaks for it,
narrowed by words and chips. A group stands for all that is in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.models.planning.day import Day, DayVisit
from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.store.accents import plain, words_of
from kobra_desktop.store.collation import name_key
from kobra_domain.buckets import bucket_at, bucket_word
from kobra_domain.metrics.dimensions import zone_of
from kobra_domain.planning.why import Why
from kobra_domain.visits import Priority
from kobra_domain.words import moment, say, word

LAST = "\uffff"  # behind every name
translate = QCoreApplication.translate


class Grouping(StrEnum):
    """What lines stand together by."""

    WHY = "why"
    ZONE = "zone"
    DOOR = "door"
    BUCKET = "bucket"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolLine:
    """A visit that waits, in words. `law`: why it may not be made on the day, and when it may;
    empty where it may. `groups`: by grouping the key it sorts by and what the group is called.
    """

    id: str
    name: str
    place: str
    why: str
    law: str
    until: str
    priority: Priority
    groups: dict[Grouping, tuple[str, str]]
    searchable: str

    @property
    def is_blocked(self) -> bool:
        """Whether the law says no on this day."""
        return bool(self.law)


@dataclass(frozen=True, slots=True)
class PoolGroup:
    """Lines that stand together under a name."""

    key: str
    name: str
    lines: tuple[PoolLine, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The visits in it."""
        return tuple(one.id for one in self.lines)


class PoolModel(QObject):
    """`changed`: other lines or groups. It follows the day's board; lines are made on a worker."""

    changed = Signal()

    def __init__(self, plan: DayPlanModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.grouping = Grouping.WHY
        self.hides_blocked = False
        self.folded: set[str] = set()
        self.is_loaded = False
        self._typed = ""
        self._lines: tuple[PoolLine, ...] = ()
        self._asked = 0
        plan.changed.connect(self._on_board)

    @property
    def total(self) -> int:
        """How many wait, whatever is hidden."""
        return len(self._lines)

    @property
    def blocked(self) -> int:
        """How many of them the law refuses on the day."""
        return sum(one.is_blocked for one in self._lines)

    @property
    def lines(self) -> list[PoolLine]:
        """Those that are looked at."""
        wanted = words_of(self._typed)
        return [
            one
            for one in self._lines
            if not (self.hides_blocked and one.is_blocked)
            and all(part in one.searchable for part in wanted)
        ]

    @property
    def groups(self) -> list[PoolGroup]:
        """The lines as they stand together, in order."""
        held: dict[tuple[str, str], list[PoolLine]] = defaultdict(list)
        for one in self.lines:
            held[one.groups[self.grouping]].append(one)
        return [PoolGroup(key, name, tuple(found)) for (key, name), found in sorted(held.items())]

    @property
    def is_narrowed(self) -> bool:
        """Whether something is hidden."""
        return bool(self._typed.strip()) or self.hides_blocked

    def group_by(self, grouping: Grouping) -> None:
        """Let them stand together by something else."""
        self.grouping, self.folded = grouping, set()
        self.changed.emit()

    def search(self, typed: str) -> None:
        """Only lines with these words."""
        self._typed = typed
        self.changed.emit()

    def hide_blocked(self, is_hidden: bool) -> None:
        """Leave out what the law refuses on the day."""
        self.hides_blocked = is_hidden
        self.changed.emit()

    def fold(self, key: str, is_folded: bool) -> None:
        """Show a group by its name alone, or with its lines."""
        (self.folded.add if is_folded else self.folded.discard)(key)
        self.changed.emit()

    def _on_board(self) -> None:
        board, workspace = self.plan.board, self.plan.workspace
        self._asked += 1
        asked = self._asked
        if board is None:
            self._lines, self.is_loaded = (), False
            self.changed.emit()
            return

        def done(lines: tuple[PoolLine, ...]) -> None:
            if asked == self._asked:
                self._lines, self.is_loaded = lines, True
                self.changed.emit()

        day, ids, locale = board.day, board.waiting, workspace.locale
        workspace.background.read(lambda: pool_lines(day, ids, locale), done, owner=self)


def pool_lines(day: Day, ids: Iterable[str], locale: str) -> tuple[PoolLine, ...]:
    """The visits that wait, those of greater priority first, then by name."""
    found = [_line(day, day.visits[one], locale) for one in ids]
    order = tuple(Priority)
    return tuple(
        sorted(found, key=lambda one: (-order.index(one.priority), name_key(one.name), one.id))
    )


def _line(day: Day, visit: DayVisit, locale: str) -> PoolLine:
    card = visit.card
    address, party = card.address, card.party
    name = party.name if party is not None else ""
    place = address.line if address is not None else ""
    why = [word(one, locale) for one in visit.why]
    law, until = _law(day, visit, locale)
    numbers = " ".join(account.number for account in card.accounts)
    return PoolLine(
        id=visit.id,
        name=name,
        place=place,
        why=" · ".join(why),
        law=law,
        until=until,
        priority=card.visit.priority,
        groups={one: made(visit, locale) for one, made in _GROUPS.items()},
        searchable=plain(f"{name} {place} {numbers} {' '.join(why)}"),
    )


def _law(day: Day, visit: DayVisit, locale: str) -> tuple[str, str]:
    """Why it may not be made, whole, and in short from when it may."""
    reason = visit.refusal
    if reason is None:
        return "", ""
    sentence = say(reason.code, {**reason.params, "asked_at": day.at.isoformat()}, locale)
    next_at = reason.params.get("next_allowed_at")
    if not isinstance(next_at, str):
        return sentence, translate("Planning", "Blocked by rule")
    at = moment(datetime.fromisoformat(next_at), str(reason.params["zone"]), locale, day.at)
    return sentence, translate("Planning", "From {time} on").format(time=at)


def _by_why(visit: DayVisit, locale: str) -> tuple[str, str]:
    if not visit.why:
        return "9", translate("Planning", "Nothing in particular")
    first = visit.why[0]
    return str(tuple(Why).index(first)), word(first, locale)


def _by_zone(visit: DayVisit, locale: str) -> tuple[str, str]:
    address = visit.card.address
    name = None if address is None else zone_of(address.neighbourhood, address.municipality)
    if name is None:
        return LAST, translate("Planning", "Without zone")
    return plain(name), name


def _by_door(visit: DayVisit, locale: str) -> tuple[str, str]:
    address = visit.card.address
    if address is None:
        return LAST, translate("Planning", "Without address")
    return f"{address.municipality} {address.key or address.id}", address.street


def _by_bucket(visit: DayVisit, locale: str) -> tuple[str, str]:
    card = visit.card
    bounds = card.portfolio.buckets if card.portfolio is not None else ()
    worst = max(
        (held for one in card.accounts if (held := bucket_at(one, bounds)) is not None),
        default=None,
    )
    if worst is None:
        return "99", translate("Planning", "Days not known")
    return f"{worst:02}", bucket_word(worst, bounds, locale)


def _by_priority(visit: DayVisit, locale: str) -> tuple[str, str]:
    priority, order = visit.card.visit.priority, tuple(Priority)
    return str(len(order) - order.index(priority)), word(priority, locale)


_GROUPS: dict[Grouping, Callable[[DayVisit, str], tuple[str, str]]] = {
    Grouping.WHY: _by_why,
    Grouping.ZONE: _by_zone,
    Grouping.DOOR: _by_door,
    Grouping.BUCKET: _by_bucket,
    Grouping.PRIORITY: _by_priority,
}


def grouping_words() -> Sequence[tuple[Grouping, str]]:
    """What each grouping is called."""
    return (
        (Grouping.WHY, translate("Planning", "Why today")),
        (Grouping.ZONE, translate("Planning", "Zone")),
        (Grouping.DOOR, translate("Planning", "Door")),
        (Grouping.BUCKET, translate("Planning", "Days past due")),
        (Grouping.PRIORITY, translate("Planning", "Priority")),
    )
