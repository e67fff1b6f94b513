"""Which tabs Cartera has; one whose function is not built is absent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.portfolio.unplaced import waiting_places
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.portfolio.tab import PageTab, PortfolioTab
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.full_view import FullView
from kobra_domain.scope import Permission

translate = QCoreApplication.translate


def portfolio_tabs(
    look: Look, workspace: Workspace, status: StatusModel, archive: Path | None = None
) -> dict[str, PageTab]:
    """By key, in their order: accounts, parties, places, imports, files out."""
    tabs = {
        "accounts": PageTab(translate("Portfolio", "Accounts"), lambda: _accounts(look, workspace)),
        "parties": PageTab(translate("Portfolio", "Holders"), lambda: _parties(look, workspace)),
        "places": PageTab(
            translate("Portfolio", "Doors to be placed"),
            lambda: _places(look, workspace, archive),
            waiting=lambda: waiting_places(workspace),
            waits=translate("Portfolio", "Doors that are not on the map yet"),
        ),
    }
    if workspace.desk.may(Permission.IMPORT):
        word = translate("Imports", "Imports")
        tabs["imports"] = PageTab(word, lambda: _imports(look, workspace, status))
    if workspace.desk.may(Permission.EXPORT):
        word = translate("Outgoing", "Outgoing")
        tabs["outgoing"] = PageTab(word, lambda: _outgoing(look, workspace, status))
    return tabs


def _outgoing(look: Look, workspace: Workspace, status: StatusModel) -> PortfolioTab:
    from kobra_desktop.views.portfolio.outgoing.tab import OutgoingTab

    return OutgoingTab(look, workspace, status)


def _imports(look: Look, workspace: Workspace, status: StatusModel) -> PortfolioTab:
    from kobra_desktop.views.portfolio.importing.tab import ImportsTab

    return ImportsTab(look, workspace, status)


def _accounts(look: Look, workspace: Workspace) -> PortfolioTab:
    from kobra_desktop.models.portfolio.accounts import AccountsModel
    from kobra_desktop.views.portfolio.accounts import AccountsTab

    return AccountsTab(look, AccountsModel(workspace))


def _parties(look: Look, workspace: Workspace) -> PortfolioTab:
    from kobra_desktop.models.portfolio.parties import PartiesModel
    from kobra_desktop.views.portfolio.parties import PartiesTab

    return PartiesTab(look, PartiesModel(workspace))


def _places(look: Look, workspace: Workspace, archive: Path | None) -> PortfolioTab:
    from kobra_desktop.views.portfolio.unplaced import UnplacedTab

    return UnplacedTab(look, workspace, archive)


def person_view(look: Look, workspace: Workspace, archive: Path | None) -> FullView | None:
    """One holder in full, over the tabs."""
    from kobra_desktop.views.portfolio.person import PersonView

    return PersonView(look, workspace, archive)
