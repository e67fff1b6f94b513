"""Which pages there are, who may use them, and how each is built when it is first opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.agents import AgentsModel
from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today import TodayModel
from kobra_desktop.models.visit_card import VisitCardModel
from kobra_desktop.models.visits import VisitsModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.alerts.page import AlertsPage
from kobra_desktop.views.page import Page, PageSpec
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.page_state import PageState
from kobra_domain.scope import Permission

_P = Permission


@dataclass(frozen=True, slots=True)
class PageTools:
    """What some pages need beside the workspace; `archive` is where the server's map is kept."""

    status: StatusModel
    archive: Path | None = None


def page_specs(look: Look, workspace: Workspace, tools: PageTools) -> list[PageSpec]:
    """The rail's entries for this user, in order. The digit of each page's shortcut never moves."""
    translate, may = QCoreApplication.translate, workspace.desk.may

    def today() -> Page:
        return TodayPage(
            look,
            TodayModel(workspace),
            AlertsModel(workspace),
            AgentsModel(workspace, tools.status),
            tools.status,
        )

    # The heavy two are loaded when they are opened: half of a start would be theirs.
    def the_map() -> Page:
        from kobra_desktop.views.field_map.page import MapPage, map_models

        return MapPage(look, map_models(workspace, tools.status, tools.archive))

    def visits() -> Page:
        card = VisitCardModel(workspace)
        return VisitsPage(look, VisitsModel(workspace), card, tools.status, tools.archive)

    def questionnaires() -> Page:
        from kobra_desktop.views.questionnaires.page import QuestionnairesPage

        return QuestionnairesPage(look, workspace, tools.status)

    def alerts() -> Page:
        return AlertsPage(look, AlertsModel(workspace), tools.status)

    def administration() -> Page:
        from kobra_desktop.views.administration.page import AdministrationPage

        return AdministrationPage(look, workspace, tools.status)

    specs: list[tuple[Permission, PageSpec]] = [
        (
            _P.WATCH_FIELD,
            PageSpec("today", 1, "layout-dashboard", translate("Pages", "Today"), today),
        ),
        (_P.WATCH_FIELD, PageSpec("map", 2, "map", translate("Pages", "Map"), the_map)),
        (
            _P.WATCH_FIELD,
            PageSpec("visits", 3, "clipboard-list", translate("Pages", "Visits"), visits),
        ),
        (
            _P.REVIEW,
            PageSpec(
                "questionnaires",
                6,
                "file-pen-line",
                translate("Pages", "Questionnaires"),
                questionnaires,
            ),
        ),
        (_P.ATTEND_ALERTS, PageSpec("alerts", 8, "bell", translate("Pages", "Alerts"), alerts)),
        (
            _P.ADMINISTER,
            PageSpec(
                "administration",
                9,
                "settings",
                translate("Pages", "Administration"),
                administration,
            ),
        ),
    ]
    return [spec for needed, spec in specs if may(needed)] or [
        PageSpec("welcome", 1, "house", translate("Pages", "Welcome"), lambda: WelcomePage(look))
    ]


class WelcomePage(Page):
    """For who may sign in but works on the phone: it says so."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        stack = PageState(look, QWidget())
        words = self.tr("Your role works on the phone: this program shows nothing to it.")
        stack.show_empty(words, None, "smartphone")
        self.setLayout(column(stack))
