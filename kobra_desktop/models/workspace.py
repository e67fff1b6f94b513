"""What every page's model is given: the desk, the lanes of work, the news, and how this user
reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from kobra_desktop.background import Background, Relay
from kobra_desktop.commands.desk import Desk
from kobra_desktop.models.memory import Memory
from kobra_desktop.models.scope import ScopeModel
from kobra_desktop.store.queries.reach import Reach
from kobra_domain.shift import moment_of

Shared = TypeVar("Shared", bound=QObject)


@dataclass(frozen=True, slots=True)
class Workspace:
    """`news.arrived` brings every ChangeSet, `heard.arrived` lists of Latest as they come in live.
    `locale` is es, es_CO, es_MX or en.
    """

    desk: Desk
    background: Background
    news: Relay
    heard: Relay
    scope: ScopeModel
    memory: Memory
    locale: str
    zone: ZoneInfo
    _shared: dict[str, QObject] = field(default_factory=dict, repr=False)

    @property
    def now(self) -> datetime:
        """This moment, by the desk's clock."""
        return self.desk.clock()

    @property
    def today(self) -> date:
        """The date where the user is."""
        return self.now.astimezone(self.zone).date()

    @property
    def reach(self) -> Reach:
        """The scope as queries take it."""
        scope = self.scope.scope
        teams = frozenset({scope.team_id}) if scope.team_id else None
        portfolios = frozenset({scope.portfolio_id}) if scope.portfolio_id else None
        return Reach(teams, portfolios)

    def shared(self, name: str, make: Callable[[], Shared]) -> Shared:
        """What several screens show alike, made once: it lives as long as somebody is signed
        in, and goes with the news that it follows.
        """
        if name not in self._shared:
            self._shared[name] = made = make()
            made.setParent(self.news)
        return self._shared[name]  # type: ignore[return-value]

    def midnight(self, day: date) -> datetime:
        """The moment (UTC) at which a day begins by the person's clock."""
        return moment_of(self.zone.key, day, time.min)

    def hour(self, at: datetime | None) -> str:
        """Hour and minute where the user is; empty for a moment that never was."""
        return f"{at.astimezone(self.zone):%H:%M}" if at else ""
