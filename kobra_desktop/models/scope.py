"""The one choice of team and portfolio that all pages keep."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kobra_desktop.store.collation import by_word


@dataclass(frozen=True, slots=True)
class Scope:
    """None: all that the user may see."""

    team_id: str | None = None
    portfolio_id: str | None = None


def in_order(names: dict[str, str]) -> dict[str, str]:
    """The names by id, in the order in which they are read."""
    return dict(by_word(names.items()))


class ScopeModel(QObject):
    """Holds the scope and the names it can be chosen from. `chosen`: what is seen is another;
    `changed`: that, or other names.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scope = Scope()
        self.teams: dict[str, str] = {}
        self.portfolios: dict[str, str] = {}

    @property
    def words(self) -> str:
        """The choice as it stands in the top bar."""
        team = self.teams.get(self.scope.team_id or "", self.tr("All teams"))
        portfolio = self.portfolios.get(self.scope.portfolio_id or "", self.tr("All portfolios"))
        return f"{team} × {portfolio}"

    def set_names(self, teams: dict[str, str], portfolios: dict[str, str]) -> None:
        """What can be chosen; a choice that is gone falls back to all."""
        self.teams, self.portfolios = in_order(teams), in_order(portfolios)
        team = self.scope.team_id if self.scope.team_id in teams else None
        portfolio = self.scope.portfolio_id if self.scope.portfolio_id in portfolios else None
        self.choose(Scope(team, portfolio))
        self.changed.emit()

    def choose(self, scope: Scope) -> None:
        """Look at this from now on."""
        if scope != self.scope:
            self.scope = scope
            self.changed.emit()
            self.chosen.emit()
