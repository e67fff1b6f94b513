"""Which pages there are, who may use them, and how each is built when it is first opened."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.visit_card import VisitCardModel
from kobra_desktop.models.visits import VisitsModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.page import Page, PageSpec
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.page import VisitsPage


@dataclass(frozen=True, slots=True)
class PageTools:
    """What some pages need beside the workspace."""

    status: StatusModel


def page_specs(look: Look, workspace: Workspace, tools: PageTools) -> list[PageSpec]:
    """The rail's entries for this user, in order."""
    tr = QCoreApplication.translate

    def visits() -> Page:
        return VisitsPage(look, VisitsModel(workspace), VisitCardModel(workspace))

    return [PageSpec("visits", "clipboard-list", tr("Pages", "Visits"), visits)]
