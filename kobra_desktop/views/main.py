"""Puts the main window together for who is signed in: pages, palette, bell, notices, the list
of what waits, settings.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.follows import FollowsModel
from kobra_desktop.models.alerts import OPEN, AlertsModel
from kobra_desktop.models.field_map.ground import GroundModel
from kobra_desktop.models.finder import PaletteFinder
from kobra_desktop.models.held import HeldModel
from kobra_desktop.models.palette import Entry
from kobra_desktop.models.sos import SosModel
from kobra_desktop.models.status import Link, StatusModel
from kobra_desktop.models.telling import Tellings
from kobra_desktop.models.telling_wishes import TellingWishes
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.administration.follows import OwnFollowsDialog
from kobra_desktop.views.dialogs.held import HeldDialog
from kobra_desktop.views.dialogs.tellings import TellingsDialog
from kobra_desktop.views.exits import Exits
from kobra_desktop.views.first_run.looks import LANGUAGES, themes
from kobra_desktop.views.first_run.steps import FirstStepsDialog, StepTools
from kobra_desktop.views.help.desk import HelpDesk
from kobra_desktop.views.kept_views import KeptViews
from kobra_desktop.views.pages import PageTools, page_specs
from kobra_desktop.views.places import Place, places
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.sos import SosBar
from kobra_desktop.views.telling import Teller
from kobra_desktop.views.theme import TEXT_SCALE, Look, ThemeChoice, own_scale
from kobra_desktop.views.widgets.notices import Act
from kobra_desktop.views.window import MainWindow, WindowModels
from kobra_domain.alerts import AlertKind
from kobra_domain.scope import Permission

THEME, LANGUAGE = "theme", "language"
PROBLEM, BEHIND = "problem", "behind"
NEWER_SERVER = "newer_server"
SCALES = (1.0, 1.15, 1.3, 1.5)


class KobraWindow(MainWindow):
    """The main window with everything joined to it; opens on the page of the last time, else
    Hoy.
    """

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        status: StatusModel,
        archive: Path | None = None,
    ) -> None:
        self.workspace, self._status, self._archive = workspace, status, archive
        self._first_steps: FirstStepsDialog | None = None
        finder = PaletteFinder(workspace)
        specs = page_specs(look, workspace, PageTools(status, archive))
        name = workspace.desk.who.name
        models = WindowModels(status, workspace.scope, workspace.memory, name, finder.find)
        super().__init__(look, specs, models)
        finder.setParent(self)
        finder.open_requested.connect(self.open_page)
        finder.failed.connect(self._on_problem)
        self._bell = AlertsModel(workspace, self)
        self._bell.list.tell(self._on_alerts)
        self.sos = SosBar(look, SosModel(self._bell, self))
        self.sos.map_requested.connect(lambda agent: self.open_page("map", {"agent": agent}))
        self.add_strip(self.sos)
        self._wishes = TellingWishes(workspace.memory, workspace.desk.who.id)
        tellings = Tellings(workspace, status, self._wishes, self)
        self.teller = Teller(look, tellings, self, workspace.background)
        self.teller.opened.connect(self.open_in_front)
        self.teller.front_requested.connect(self.front_requested)
        self.held = HeldModel(workspace, self)
        self.pending_requested.connect(self.show_held)
        self.conflicts_requested.connect(self.show_held)
        self.wall_requested.connect(lambda: self.open_page("map", {"wall": True}))
        self.exits = Exits(look, workspace, self)
        self.exits.said.connect(self.toast.say)
        self.export_requested.connect(self.exits.export)
        self.print_requested.connect(self.exits.print_rows)
        workspace.background.problem.connect(self._on_problem)
        status.changed.connect(self._on_status)
        self.views = KeptViews(self, workspace)
        finder.link_requested.connect(self.views.open_link)
        self._add_user_acts()
        self.help = HelpDesk(self, workspace, status)
        self._bell.open()
        self.open_page(self._first_page())
        self.help.tell_changes()

    def show_held(self) -> None:
        """What waits, and what needs a person."""
        HeldDialog(self.look, self.held, self).open()

    def show_tellings(self) -> None:
        """What one wants to be told at once."""
        TellingsDialog(self.look, self._wishes, self).open()

    def show_first_steps(self) -> None:
        """Where they were left."""
        if self._first_steps is not None:
            self._first_steps.raise_()
            return
        ground = GroundModel(self.workspace, self._archive)
        tools = StepTools(self.workspace, self._wishes, ground)
        asked = FirstStepsDialog(self.look, tools, self)
        ground.setParent(asked)
        asked.language_chosen.connect(self._on_language)
        asked.theme_chosen.connect(self._on_theme)
        asked.page_requested.connect(self.open_page)
        asked.finished.connect(self._on_steps_left)
        self._first_steps = asked
        asked.show()

    def _on_steps_left(self) -> None:
        left, self._first_steps = self._first_steps, None
        if left is not None:
            left.deleteLater()

    def show_own_follows(self) -> None:
        """What comes to one by mail."""
        model = FollowsModel(self.workspace, self._status, is_own=True)
        asked = OwnFollowsDialog(self.look, model, self)
        asked.said.connect(lambda words, _way_back: self.toast.say(words))
        asked.open()

    def _on_problem(self, problem: Known) -> None:
        """A known error that nobody asked for is said at the foot; it needs no answer."""
        self.toast.say(sentence(problem, self.workspace.locale))

    def _on_status(self) -> None:
        """What keeps it from syncing although the server is there: said until it is over."""
        status = self._status.status
        if status.link is Link.FAILING and status.problem is not None:
            words = sentence(status.problem, self.workspace.locale)
            acts = [self._updates_act()] if status.problem.code == NEWER_SERVER else []
            self.notices.say(PROBLEM, words, "warn", acts)
        else:
            self.notices.take_back(PROBLEM)
        if status.is_behind:
            text = self.tr(
                "The server is newer than this version of Kobra Desktop. All that there is here "
                "goes on working; what is new on the server comes with an update."
            )
            self.notices.say(BEHIND, text, "info", [self._updates_act()])
        else:
            self.notices.take_back(BEHIND)

    def _updates_act(self) -> Act:
        return self.tr("Look for updates…"), self.updates_requested.emit

    def _first_page(self) -> str:
        kept = self.workspace.memory.read("window")
        key = kept.get("page") if isinstance(kept, dict) else None
        return str(key) if key in self.keys else self.keys[0]

    def _on_alerts(self) -> None:
        lines = self._bell.lines(OPEN)
        sos = sum(line.kind is AlertKind.SOS for line in lines)
        self.top.set_alerts(len(lines), sos=sos)

    # The user's menu

    def _add_user_acts(self) -> None:
        memory = self.workspace.memory
        self._add_choice(self.tr("Theme"), themes(), self.look.choice.value, self._on_theme)
        scales = {str(scale): f"{round(scale * 100)} %" for scale in SCALES}
        scale = str(own_scale(memory))
        self._add_choice(self.tr("Text size"), scales, scale, self._on_scale)
        title = self.tr("Language (from the next start)")
        self._add_choice(title, LANGUAGES, self.workspace.locale, self._on_language)
        for words, act in (
            (self.tr("Notifications…"), self.show_tellings),
            (self.tr("What comes to me by mail…"), self.show_own_follows),
            (self.tr("Change password…"), self.password_requested.emit),
            (self.tr("Look for updates…"), self.updates_requested.emit),
            (self.tr("Lock the screen"), self.lock_requested.emit),
            (self.tr("Sign out"), self.sign_out_requested.emit),
        ):
            action = QAction(words, self)
            action.triggered.connect(lambda _checked=False, run=act: run())
            self.top.add_user_act(action)
        words = self.tr("First steps…")
        self.add_acts([Entry(words, "", "", "info", self.show_first_steps)])
        action = QAction(words, self)
        action.triggered.connect(lambda _checked=False: self.show_first_steps())
        self.top.add_help_act(action)
        words = self.tr("Change password…")
        self.add_acts([Entry(words, "", "", "lock", self.password_requested.emit)])
        words = self.tr("Notifications…")
        self.add_acts([Entry(words, "", "", "bell", self.show_tellings)])
        words = self.tr("Look for updates…")
        self.add_acts([Entry(words, "", "", "info", self.updates_requested.emit)])
        words = self.tr("What comes to me by mail…")
        self.add_acts([Entry(words, "", "", "mail", self.show_own_follows)])
        known = places(self.workspace.desk, self.workspace.locale)
        found = [one for one in known if one.page in self.keys]
        self.add_acts([self._entry_of(one) for one in found])
        if self.workspace.desk.may(Permission.PLAN_VISITS) and "visits" in self.keys:
            new = QCoreApplication.translate("VisitDialog", "New visit")
            run = lambda: self.open_page("visits", {"new": True})  # noqa: E731
            self.add_acts([Entry(new, "", "", "plus", run)])

    def _entry_of(self, place: Place) -> Entry:
        spec, run = self._specs[place.page], partial(self.open_page, place.page, place.state)
        return Entry(place.words, spec.title, "", spec.icon, run)

    def _add_choice(self, title: str, words: dict[str, str], now: str, choose: object) -> None:
        menu = QMenu(title, self)
        group = QActionGroup(menu)
        for value, word in words.items():
            action = QAction(word, menu)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.setData(value)
            self.add_acts([Entry(f"{title}: {word}", "", "", "settings", action.trigger)])
            group.addAction(action)
            menu.addAction(action)
        assert callable(choose)
        group.triggered.connect(lambda action: choose(action.data()))
        self.top.add_user_act(menu.menuAction())

    def _on_theme(self, value: str) -> None:
        self.workspace.memory.write(THEME, value)
        self.look.apply(ThemeChoice(value), own_scale(self.workspace.memory))

    def _on_scale(self, value: str) -> None:
        self.workspace.memory.write(TEXT_SCALE, float(value))
        self.look.apply(self.look.choice, own_scale(self.workspace.memory))

    def _on_language(self, value: str) -> None:
        self.workspace.memory.write(LANGUAGE, value)
