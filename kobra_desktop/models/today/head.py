"""What stands over the tabs of Hoy: the lawful windows of now, of which day the balances are."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.models.balances import balances_words
from kobra_desktop.models.live import MinuteRead
from kobra_desktop.models.today.clock import DayHours, DayPart, day_hours
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.house import Laws, laws_here
from kobra_desktop.store.queries.portfolios import portfolios_here
from kobra_domain.contact import LawfulHours
from kobra_domain.scope import has_scope
from kobra_domain.words import duration, hour, moment
from kobra_records.holidays import holidays_of


@dataclass(frozen=True, slots=True)
class Head:
    """`has_scope`: whether the user has any; `balances`: of which day they are."""

    hours: DayHours = field(default_factory=DayHours)
    windows: tuple[str, ...] = ()
    balances: str = ""
    has_scope: bool = True


class HeadModel(QObject):
    """`changed`: other words, or another part of the day. Windows count down each minute."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._read = MinuteRead(workspace, lambda: read_head(workspace), self)
        self._read.loaded.connect(self.changed)
        self._read.failed.connect(self.failed)

    @property
    def head(self) -> Head | None:
        """What was read; None until then."""
        return self._read.value

    @property
    def part(self) -> DayPart:
        """Which part of the day this is, by the clock."""
        hours = self.head.hours if self.head else DayHours()
        return hours.part(self.workspace.now)

    def open(self) -> None:
        """The page is seen."""
        self._read.open()

    def rest(self) -> None:
        """The page is not seen."""
        self._read.rest()

    def reload(self) -> None:
        """Read it anew."""
        self._read.reload()


def read_head(workspace: Workspace) -> Head:
    """Read it. Runs on a worker."""
    store = workspace.desk.store
    return Head(
        hours=day_hours(workspace),
        windows=tuple(windows_of(laws_here(store, portfolios_here(store)), workspace)),
        balances=balances_words(workspace),
        has_scope=has_scope(workspace.desk.who),
    )


def windows_of(laws: Laws, workspace: Workspace) -> list[str]:
    """«CO until 19:00 (4 h 18 min left)» once for each country and zone that has portfolios."""
    chosen = workspace.scope.scope.portfolio_id
    known = {
        (p.country, p.creditor_type, p.time_zone, rules.hours.key): rules
        for p, rules in laws
        if (p.id == chosen if chosen else p.is_active)
    }
    words = []
    for (country, _, zone, _), rules in sorted(known.items(), key=lambda law: law[0]):
        hours = LawfulHours(rules=rules, zone=zone, holidays=holidays_of(country))
        words.append(f"{country} {_window_words(hours, zone, workspace)}")
    return list(dict.fromkeys(words))


def _window_words(hours: LawfulHours, zone: str, workspace: Workspace) -> str:
    translate, now, locale = QCoreApplication.translate, workspace.now, workspace.locale
    if (held := hours.holding(now)) is not None:
        left = duration((held.end_at - now).total_seconds(), locale)
        text = translate("Today", "until {time} ({left} left)")
        return text.format(time=hour(held.end_at, zone), left=left)
    next_at = hours.next_at(now)
    if next_at is None:
        return translate("Today", "no lawful hours")
    return translate("Today", "closed, opens {time}").format(
        time=moment(next_at, zone, locale, now)
    )
