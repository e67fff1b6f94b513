"""Which tabs Hoy has, in the order of a day; one whose function is not built is absent."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.agents import AgentsModel
from kobra_desktop.models.alerts import AlertsModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today.cash import CashModel
from kobra_desktop.models.today.clock import DayPart
from kobra_desktop.models.today.closing import ClosingModel
from kobra_desktop.models.today.day import TodayModel
from kobra_desktop.models.today.opening import OpeningModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.closing import ClosingTab
from kobra_desktop.views.today.opening import OpeningTab
from kobra_desktop.views.today.tab import DayTab
from kobra_desktop.views.today.workday import WorkdayTab

translate = QCoreApplication.translate


def today_tabs(look: Look, workspace: Workspace, status: StatusModel) -> dict[str, DayTab]:
    """By the part of the day that chooses each."""
    return {
        DayPart.OPENING: DayTab(
            translate("Today", "Opening"), lambda: _opening(look, workspace, status)
        ),
        DayPart.WORKDAY: DayTab(
            translate("Today", "Workday"), lambda: _workday(look, workspace, status)
        ),
        DayPart.CLOSING: DayTab(
            translate("Today", "Closing"), lambda: _closing(look, workspace, status)
        ),
    }


def _opening(look: Look, workspace: Workspace, status: StatusModel) -> OpeningTab:
    return OpeningTab(look, OpeningModel(workspace, AgentsModel(workspace, status)), status)


def _workday(look: Look, workspace: Workspace, status: StatusModel) -> WorkdayTab:
    agents = AgentsModel(workspace, status)
    today, cash = TodayModel(workspace), CashModel(workspace)
    return WorkdayTab(look, today, cash, AlertsModel(workspace), agents, status)


def _closing(look: Look, workspace: Workspace, status: StatusModel) -> ClosingTab:
    return ClosingTab(look, ClosingModel(workspace), AgentsModel(workspace, status))
