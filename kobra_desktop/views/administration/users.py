"""Administración › Usuarios: who may sign in, as what, and to see what."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.administration.users import CodeToTell, UsersModel, state_words
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.administration.user_form import CodeDialog, UserDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.fields import LANGUAGES
from kobra_desktop.views.widgets.labels import line
from kobra_desktop.views.widgets.layouts import Flow, column, holding
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.side_panel import SidePanel
from kobra_domain.people import Role, User
from kobra_domain.words import say, word, zone_words

translate = QCoreApplication.translate


class UsersTab(Tab):
    """Shows a UsersModel."""

    def __init__(self, look: Look, model: UsersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        model.setParent(self)
        self.panel = SidePanel(look)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Administration", "Users"),
            translate("Administration", "Name, e-mail, team…   Ctrl+F"),
            translate("Administration", "Invite a user"),
            "user-plus",
            panel=self.panel,
        )
        self.box.set_empty(translate("Administration", "There are no users in sight."), "users")
        self.setLayout(column(self.box, margins=(20, 12, 20, 12)))
        self._connect()

    @property
    def _locale(self) -> str:
        return self.model.workspace.locale

    def _connect(self) -> None:
        model = self.model
        self.listen(model.acts, self._locale)
        self.box.chosen.connect(self._on_chosen)
        self.box.opened.connect(self._on_opened)
        self.box.new_requested.connect(self.create_new)
        self.panel.closed.connect(self.box.table.clearSelection)
        model.list.tell(self._on_loaded)
        model.status.changed.connect(self._on_loaded)

    # Tab

    def filter_field(self) -> QLineEdit | None:
        """The search."""
        return self.box.search

    def choose(self, row_id: str) -> None:
        """Select a user."""
        self.box.choose(row_id)

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    # The panel

    def _on_loaded(self) -> None:
        if self.panel.isVisible():
            self._on_chosen(self.box.chosen_id)

    def _on_chosen(self, user_id: str) -> None:
        row_ = self.model.row(user_id) if user_id else None
        if row_ is None:
            self.panel.hide()
            return
        user, locale = row_.user, self._locale
        body = self.panel.begin(user.name)
        if not user.is_active:
            words = translate("Administration", "Cannot sign in.")
            body.addWidget(note(self.look, "warn", words, "user-x"))
        if self.model.is_offline:
            words = translate(
                "Administration", "Without connection: codes and invitations have to wait."
            )
            body.addWidget(note(self.look, "neutral", words, "cloud-off"))
        body.addWidget(self._acts(user))
        body.addWidget(line())
        languages = dict(LANGUAGES)
        facts = [
            (say("field.email", None, locale), user.email),
            (say("field.role", None, locale), word(user.role, locale)),
            *self._scope(row_),
            (say("field.language", None, locale), languages.get(user.language, user.language)),
            (
                say("field.time_zone", None, locale),
                zone_words(user.time_zone, self.model.workspace.now, locale),
            ),
            (say("field.state", None, locale), state_words(row_)),
        ]
        body.addWidget(pairs(facts))
        body.addStretch(1)
        self.panel.show()

    def _scope(self, row_: Any) -> list[tuple[str, str]]:
        locale, role = self._locale, row_.user.role
        teams, portfolios = (say(f"field.{n}_ids", None, locale) for n in ("team", "portfolio"))
        if role is Role.ADMIN:
            everything = translate("Administration", "everything")
            return [(teams, everything), (portfolios, everything)]
        if role is Role.AGENT:
            return [(word(Role.AGENT, locale), row_.agent_name or "—")]
        none = translate("Administration", "none")
        return [
            (teams, ", ".join(row_.team_names) or none),
            (portfolios, ", ".join(row_.portfolio_names) or none),
        ]

    def _acts(self, user: User) -> QWidget:
        flow = Flow(6)
        edit = Button(self.look, translate("Administration", "Edit…"), "row", "pencil")
        edit.clicked.connect(lambda: self.edit(user))
        flow.addWidget(edit)
        reset = Button(self.look, translate("Administration", "New code…"), "row", "key-round")
        reset.setEnabled(not self.model.is_offline)
        reset.setToolTip(
            translate("Administration", "For who forgot the password; the old one keeps working")
        )
        reset.clicked.connect(lambda: self.reset(user))
        flow.addWidget(reset)
        if not self.model.is_me(user.id):
            flow.addWidget(self._switch(user))
        return holding(flow)

    def _switch(self, user: User) -> Button:
        if user.is_active:
            made = Button(self.look, translate("Administration", "Disable"), "row", "user-x")
        else:
            made = Button(self.look, translate("Administration", "Enable"), "row", "user-check")
        made.clicked.connect(lambda: self.model.set_active(user, is_active=not user.is_active))
        return made

    # Acts

    def _on_opened(self, user_id: str) -> None:
        row_ = self.model.row(user_id)
        if row_ is not None:
            self.edit(row_.user)

    def edit(self, user: User) -> None:
        """The form of one user."""

        def submit(values: Values, then: Then, refused: Refused) -> None:
            self.model.edit(user, values, then, refused)

        UserDialog(self.look, self, self.model, user, submit).open()

    def create_new(self) -> None:
        """Ctrl+N: invite somebody."""

        def submit(values: Values, then: Then, refused: Refused) -> None:
            def told(code: CodeToTell) -> None:
                then()
                title = translate("Administration", "{name} is invited")
                self._tell(title.format(name=values["name"]), code)

            self.model.invite(values, told, refused)

        UserDialog(self.look, self, self.model, None, submit).open()

    def reset(self, user: User) -> None:
        """A code to read out, after a question: it is an act on somebody's account."""
        asked = Question(
            self.look,
            self,
            translate("Administration", "Make a new code?"),
            translate(
                "Administration",
                "Whoever has the code can choose a new password once. Make sure that it is "
                "{name} you speak with.",
            ).format(name=user.name),
            translate("Administration", "Make a code"),
            translate("Form", "Leave it"),
        )
        title = translate("Administration", "Code for {name}").format(name=user.name)
        asked.accepted.connect(
            lambda: self.model.reset(user, lambda told: self._tell(title, told), self._on_refused)
        )
        asked.open()

    def _tell(self, title: str, told: CodeToTell) -> None:
        CodeDialog(self.look, self, title, told).open()

    def _on_refused(self, problem: Known) -> None:
        self.said.emit(sentence(problem, self._locale), None)
