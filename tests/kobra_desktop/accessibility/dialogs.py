"""What stands over the window or before it, or takes a page, each opened as a person opens it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.models.first_run.server import ServerModel
from kobra_desktop.models.first_run.trial import TrialModel
from kobra_desktop.models.planning.proposals import Terms
from kobra_desktop.models.portfolio.person import PersonModel
from kobra_desktop.models.sign_in import SignInModel
from kobra_desktop.views.administration.page import AdministrationPage
from kobra_desktop.views.administration.portfolios import PortfoliosTab
from kobra_desktop.views.administration.server import ServerTab
from kobra_desktop.views.administration.staff import StaffTab
from kobra_desktop.views.administration.users import UsersTab
from kobra_desktop.views.dialogs.crash import CrashDialog
from kobra_desktop.views.dialogs.help import AboutDialog, ShortcutsDialog
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.lock import LockScreen
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.planning.terms import TermsDialog
from kobra_desktop.views.portfolio.person_forms import ContactMadeDialog
from kobra_desktop.views.portfolio.person_hours import HoursDialog
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.reports.page import ReportsPage
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.page import TodayPage
from kobra_desktop.views.unlock import UnlockPage
from kobra_desktop.views.visits.page import VisitsPage
from kobra_desktop.views.widgets.fields import Setting
from kobra_domain.planning.solver import PlanScope
from tests.kobra_desktop.views.questionnaires.drafting import kept, small_form

W = TypeVar("W", bound=QWidget)
Opener = Callable[[KobraWindow], QWidget | None]


def _page(window: KobraWindow, kind: type[W]) -> W:
    assert isinstance(window.page, kind)
    return window.page


def _tab(window: KobraWindow, kind: type[W]) -> W:
    """A tab of Administración."""
    tab = _page(window, AdministrationPage).tab
    assert isinstance(tab, kind)
    return tab


def _chosen(window: KobraWindow) -> VisitsPage:
    page = _page(window, VisitsPage)
    page.table.selectRow(0)
    return page


def _share(entry: int, window: KobraWindow) -> None:
    _page(window, ReportsPage).share.menu().actions()[entry].trigger()


def _goals(window: KobraWindow) -> None:
    page = _page(window, ReportsPage)
    page._goals.read(page._open_goals)


def _portfolio(window: KobraWindow) -> None:
    tab = _tab(window, PortfoliosTab)
    tab.edit(tab.model.list.model.row_at(0).portfolio)


def _of_a_person(
    window: KobraWindow, dialog: Callable[[Look, QWidget, PersonModel], QDialog]
) -> None:
    dialog(window.look, window, PersonModel(window.workspace, window)).open()


def _crash(window: KobraWindow) -> None:
    CrashDialog(window.look, "Kobra Desktop 0.1.0\nKeyError", window).open()


def _begin(window: KobraWindow) -> QWidget:
    background = window.workspace.background
    trial = TrialModel(Path("no-such-folder"), background)
    server = ServerModel(background, lambda: datetime.now(UTC))
    page = BeginPage(window.look, trial, server, window.workspace.locale)
    trial.setParent(page)
    server.setParent(page)
    return page


def _sign_in(window: KobraWindow) -> QWidget:
    workspace = window.workspace
    model = SignInModel(workspace.background, workspace.memory, lambda typed: typed)
    page = SignInPage(window.look, model, workspace.locale)
    model.setParent(page)
    return page


def _terms(window: KobraWindow) -> None:
    tab = _page(window, VisitsPage).plan_tab
    terms = Terms(scope=PlanScope.ALL)
    TermsDialog(window.look, window, Setting.of(window.workspace), terms, tab.proposals).open()


def _question(window: KobraWindow) -> None:
    tab = _tab(window, UsersTab)
    tab.reset(tab.model.list.model.row_at(0).user)


def _answers(window: KobraWindow) -> None:
    """What a phone sent."""
    waiting = _page(window, VisitsPage).reviews.list.model
    window.open_page("visits", {"submission": waiting.id_at(0)})


def _editor(window: KobraWindow) -> None:
    page = _page(window, QuestionnairesPage)
    page.with_preview = False
    page.open_editor(kept(window.workspace, small_form())).editor.select(("a",))


def _never(*_said: object) -> None:
    """Nobody presses the button."""


# By the page that it is opened on. An opener that answers a widget has made a page that stands
# before the window.
DIALOGS: dict[str, tuple[str, Opener]] = {
    "begin": ("today", _begin),
    "sign in": ("today", _sign_in),
    "lock": ("today", lambda w: LockScreen(w.look, "Marta Rey", _never, w.workspace.locale)),
    "unlock": ("today", lambda w: UnlockPage(w.look, _never, w.workspace.locale)),
    "first steps": ("today", lambda w: w.show_first_steps()),
    "new agent": ("administration/staff", lambda w: _tab(w, StaffTab).create_new()),
    "agents' sheet": ("administration/staff", lambda w: _over(_tab(w, StaffTab).bring_sheet())),
    "team": ("administration/staff", lambda w: _tab(w, StaffTab).edit_team("")),
    "enrolment": ("administration/staff", lambda w: _over(_tab(w, StaffTab).make_sheets())),
    "user": ("administration/users", lambda w: _tab(w, UsersTab).create_new()),
    "portfolio": ("administration/portfolios", _portfolio),
    "region": ("administration/server", lambda w: _over(_tab(w, ServerTab).open_region())),
    "other hours": ("portfolio/parties", lambda w: _of_a_person(w, HoursDialog)),
    "contact made": ("portfolio/parties", lambda w: _of_a_person(w, ContactMadeDialog)),
    "plan's terms": ("visits/list", _terms),
    "new visit": ("visits/list", lambda w: _chosen(w).create_new()),
    "assign": ("visits/list", lambda w: _chosen(w).assign_chosen()),
    "export": ("visits/list", lambda w: w.exits.export(w.page)),
    "print": ("visits/list", lambda w: w.exits.print_rows(w.page)),
    "summary": ("today", lambda w: _page(w, TodayPage).open_summary()),
    "goals": ("reports/agents", _goals),
    "share by link": ("reports/agents", partial(_share, -3)),
    "share by mail": ("reports/agents", partial(_share, -2)),
    "what is shared": ("reports/agents", partial(_share, -1)),
    "held": ("today", lambda w: w.show_held()),
    "tellings": ("today", lambda w: w.show_tellings()),
    "palette": ("today", lambda w: w.command_palette.open_over(w)),
    "help": ("today", lambda w: w.help.show_here()),
    "shortcuts": ("today", lambda w: ShortcutsDialog(w.look, w).open()),
    "about": ("today", lambda w: AboutDialog(w.look, w).open()),
    "question": ("administration/users", _question),
    "crash": ("today", _crash),
}


# What takes the whole page, likewise.
INSIDE: dict[str, tuple[str, Opener]] = {
    "editor": ("questionnaires", _editor),
    "answers": ("visits/review", _answers),
}


def _over(_dialog: QDialog) -> None:
    """It stands open."""


def open_one(window: KobraWindow, name: str) -> None:
    """Open it, and bring its window to the front."""
    made = (DIALOGS | INSIDE)[name][1](window)
    if made is not None:
        made.setParent(window, Qt.WindowType.Window)
        made.resize(1024, 700)
        made.show()


def shown(window: KobraWindow) -> QWidget | None:
    """What stands over the window now."""
    found = [one for one in window.findChildren(QWidget) if one.isWindow() and one.isVisible()]
    return found[-1] if found else None


def close_all(window: KobraWindow) -> None:
    """Leave the window alone."""
    for one in window.findChildren(QWidget):
        if one.isWindow() and one.isVisible():
            if isinstance(one, QDialog):
                one.reject()
            else:
                one.hide()
                one.deleteLater()
