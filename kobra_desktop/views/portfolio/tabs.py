"""Which tabs Cartera has; one whose function is not built is absent."""

from __future__ import annotations

from pathlib import Path

from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.portfolio.tab import PageTab
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.full_view import FullView


def portfolio_tabs(look: Look, workspace: Workspace, status: StatusModel) -> dict[str, PageTab]:
    """By key, in their order: accounts, parties, places, imports."""
    return {}


def person_view(look: Look, workspace: Workspace, archive: Path | None) -> FullView | None:
    """One holder in full, over the tabs."""
    from kobra_desktop.views.portfolio.person import PersonView

    return PersonView(look, workspace, archive)
