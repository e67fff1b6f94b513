"""The state of Cartera › Titulares: its list."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kobra_desktop.models.portfolio.acts import PortfolioActs
from kobra_desktop.models.portfolio.party_columns import party_columns, party_qualities
from kobra_desktop.models.portfolio.party_source import PartySource
from kobra_desktop.models.windowed import WindowedList
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.parties import PartyRow


class PartiesModel(PortfolioActs):
    """The list follows the news by itself."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        source = PartySource(workspace)
        self.list: WindowedList[PartyRow] = WindowedList(
            workspace,
            source,
            party_columns(workspace),
            parent=self,
            qualities=party_qualities(workspace, lambda: source.currencies),
            name="parties",
        )
