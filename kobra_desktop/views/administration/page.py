"""Administración: tabs, each built when it is first seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.administration.alert_rules import AlertRulesModel
from kobra_desktop.models.administration.aside import AsideModel
from kobra_desktop.models.administration.audit import AuditModel
from kobra_desktop.models.administration.authorisations import AuthorisationsModel
from kobra_desktop.models.administration.portfolios import PortfoliosModel
from kobra_desktop.models.administration.privacy import PrivacyModel
from kobra_desktop.models.administration.server import ServerModel
from kobra_desktop.models.administration.staff import StaffModel
from kobra_desktop.models.administration.users import UsersModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.administration.alert_rules import AlertRulesTab
from kobra_desktop.views.administration.aside import AsideTab
from kobra_desktop.views.administration.audit import AuditTab
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.administration.portfolios import PortfoliosTab
from kobra_desktop.views.administration.privacy import PrivacyTab
from kobra_desktop.views.administration.sending.tab import SendingTab
from kobra_desktop.views.administration.server import ServerTab
from kobra_desktop.views.administration.staff import StaffTab
from kobra_desktop.views.administration.tab_stack import TabStack
from kobra_desktop.views.administration.users import UsersTab
from kobra_desktop.views.page import Page, PageState
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.freshness import Freshness
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.tabs import TabBar

translate = QCoreApplication.translate


class AdministrationPage(Page):
    """A state names the tab (`users`, `staff`, `portfolios`, `sending`, `alerts`, `aside`,
    `audit`, `privacy`, `server`) and what is chosen in it (`chosen`, an id).
    """

    def __init__(
        self, look: Look, workspace: Workspace, status: StatusModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        makers: dict[str, Callable[[], Tab]] = {
            "users": lambda: UsersTab(look, UsersModel(workspace, status)),
            "staff": lambda: self._staff(workspace, status),
            "portfolios": lambda: PortfoliosTab(
                look, PortfoliosModel(workspace), AuthorisationsModel(workspace)
            ),
            "sending": lambda: self._sending(workspace, status),
            "alerts": lambda: AlertRulesTab(look, AlertRulesModel(workspace)),
            "aside": lambda: AsideTab(look, AsideModel(workspace, status)),
            "audit": lambda: AuditTab(look, AuditModel(workspace, status)),
            "privacy": lambda: PrivacyTab(look, PrivacyModel(workspace, status)),
            "server": lambda: ServerTab(look, ServerModel(workspace, status)),
        }
        self.tabs = TabBar(
            look,
            {
                "users": translate("Administration", "Users"),
                "staff": translate("Administration", "Teams and agents"),
                "portfolios": translate("Administration", "Portfolios"),
                "sending": translate("Administration", "Deliveries"),
                "alerts": translate("Administration", "Alerts"),
                "aside": translate("Administration", "Set aside"),
                "audit": translate("Administration", "Audit"),
                "privacy": translate("Administration", "Personal data"),
                "server": translate("Administration", "Server"),
            },
        )
        self.stack = TabStack(makers)
        self.stack.said.connect(self.said)
        title = label(translate("Administration", "Administration"), "page")
        self.fresh = Freshness(look, workspace, status)
        head = holding(
            column(
                row(title, None, self.fresh),
                self.tabs,
                space=6,
                margins=(20, 14, 20, 0),
            )
        )
        lines = column(head, self.stack, space=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.tabs.chosen.connect(self.stack.show_tab)

    def _staff(self, workspace: Workspace, status: StatusModel) -> Tab:
        tab = StaffTab(self.look, StaffModel(workspace, status))
        tab.zone_requested.connect(
            lambda team_id: self.open_requested.emit("map", {"tab": "zones", "team": team_id})
        )
        return tab

    def _sending(self, workspace: Workspace, status: StatusModel) -> Tab:
        tab = SendingTab(self.look, workspace, status)
        tab.open_requested.connect(self.open_requested)
        return tab

    @property
    def tab_keys(self) -> list[str]:
        """The tabs, in their order."""
        return self.stack.keys

    @property
    def tab(self) -> Tab:
        """The one in front."""
        return self.stack.tab(self.tabs.key)

    # Page

    def on_shown(self) -> None:
        """Bring the tab in front up to date."""
        self.stack.show_tab(self.tabs.key)

    def state(self) -> PageState:
        """Which tab, and its lists."""
        return {"tab": self.tabs.key, "lists": self.tab.state()}

    def restore(self, state: PageState) -> None:
        """A tab, and perhaps a row of it."""
        key = str(state.get("tab") or self.tabs.key)
        if key in self.stack.keys:
            self.tabs.choose(key)
        self.tab.restore(state.get("lists"))
        if chosen := state.get("chosen"):
            self.tab.choose(str(chosen))
        if state.get("new"):
            self.create_new()

    def filter_field(self) -> QLineEdit | None:
        """The search of the tab."""
        return self.tab.filter_field()

    def create_new(self) -> None:
        """Ctrl+N."""
        self.tab.create_new()

    def escape(self) -> bool:
        """Close the panel of the tab."""
        return self.tab.escape()
