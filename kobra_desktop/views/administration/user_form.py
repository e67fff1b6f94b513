"""Inviting a user and changing one: name, role, where, language. A code to read out
follows.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.administration.choices import Choices
from kobra_desktop.models.administration.users import CodeToTell, UsersModel
from kobra_desktop.views.administration.editors import CheckList, Choice, zone_box
from kobra_desktop.views.administration.form import FormDialog, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.copy_button import CopyButton
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.people import Role, User
from kobra_domain.words import say, word

translate = QCoreApplication.translate
LANGUAGES = (("es", "Español"), ("es_CO", "Español (Colombia)"), ("es_MX", "Español (México)"))


class UserDialog(FormDialog):
    """A new user (`user` None: an invitation) or one that is there."""

    def __init__(
        self, look: Look, parent: QWidget, model: UsersModel, user: User | None, submit: Submit
    ) -> None:
        title = (
            translate("Administration", "Edit user")
            if user
            else translate("Administration", "Invite a user")
        )
        super().__init__(look, parent, title, submit, model.workspace.locale)
        self._user = user
        self._make(model, user)
        self._lay_out()
        self.role.currentIndexChanged.connect(self._on_role)
        self._on_role()
        self.settle()
        model.choices(self._on_choices, self)

    def _make(self, model: UsersModel, user: User | None) -> None:
        locale = self._locale
        self.name = line_edit(text=user.name if user else "")
        self.email = line_edit("nombre@entidad.example", user.email if user else "")
        self.email.setReadOnly(user is not None)
        is_me = user is not None and model.is_me(user.id)
        role = user.role if user else Role.SUPERVISOR
        self.role = Choice([(r, word(r, locale)) for r in Role], role)
        self.role.setEnabled(not is_me)
        self.teams = CheckList(4, self.look.pixels(28))
        self.portfolios = CheckList(4, self.look.pixels(28))
        self.teams.tick(user.team_ids if user else ())
        self.portfolios.tick(user.portfolio_ids if user else ())
        self.agent = Choice([(user.agent_id if user else None, "…")])
        languages = (*LANGUAGES, ("en", "English"))
        self.language = Choice(languages, user.language if user else "es")
        zone = user.time_zone if user else str(model.workspace.zone)
        self.zone = zone_box(zone)

    def _lay_out(self) -> None:
        locale = self._locale
        who = row(
            self.add("name", say("field.name", None, locale), self.name),
            self.add("email", say("field.email", None, locale), self.email),
            space=12,
        )
        zone = self.add("time_zone", say("field.time_zone", None, locale), self.zone)
        zone.setVisible(self._user is not None)  # an invitation carries none
        rest = row(
            self.add("role", say("field.role", None, locale), self.role),
            self.add("language", say("field.language", None, locale), self.language),
            zone,
            space=12,
        )
        self._everything = label(
            translate("Administration", "An administrator sees all teams and portfolios."),
            "secondary",
        )
        self._team_field = self.add("team_ids", say("field.team_ids", None, locale), self.teams)
        self._portfolio_field = self.add(
            "portfolio_ids", say("field.portfolio_ids", None, locale), self.portfolios
        )
        where = row(self._team_field, self._portfolio_field, space=12)
        self._agent_field = self.add("agent_id", say("field.agent_id", None, locale), self.agent)
        inside = column(who, rest, self._everything, where, self._agent_field, None, space=14)
        self.build(inside, 640, 450, self._caption())
        if self._user is None:
            self.save.setText(translate("Administration", "Invite"))

    def _caption(self) -> str:
        if self._user is not None:
            return ""
        return translate(
            "Administration", "The answer is a code that opens the account once: mail or read out."
        )

    def _on_role(self) -> None:
        role = self.role.value
        is_scoped = role in (Role.SUPERVISOR, Role.VIEWER)
        self._everything.setVisible(role is Role.ADMIN)
        self._team_field.setVisible(is_scoped)
        self._portfolio_field.setVisible(is_scoped)
        self._agent_field.setVisible(role is Role.AGENT)

    def _on_choices(self, choices: Choices) -> None:
        was_changed = self.is_changed
        self.teams.set_options(choices.teams)
        self.portfolios.set_options(choices.portfolios)
        nobody: tuple[None, str] = (None, translate("Administration", "Nobody"))
        self.agent.set_options([nobody, *choices.agents])
        if not was_changed:
            self.settle()

    def values(self) -> Values:
        """The fields of a User; scope only where the role has one."""
        role = self.role.value
        is_scoped = role in (Role.SUPERVISOR, Role.VIEWER)
        return {
            "name": self.name.text().strip(),
            "email": self.email.text().strip(),
            "role": role,
            "team_ids": self.teams.ids if is_scoped else (),
            "portfolio_ids": self.portfolios.ids if is_scoped else (),
            "agent_id": self.agent.value if role is Role.AGENT else None,
            "language": self.language.value,
            "time_zone": self.zone.currentText().strip(),
        }


class CodeDialog(QDialog):
    """A code to read out, large and spaced; told once."""

    def __init__(self, look: Look, parent: QWidget, title: str, told: CodeToTell) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Administration", "Access code"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.code = label(told.code, "code")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setAccessibleName(" ".join(told.code))
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        mailed = translate("Administration", "It was also mailed to {email}.")
        alone = translate(
            "Administration", "It was not mailed: the server has no mail. Read it out to {email}."
        )
        words = (mailed if told.is_mailed else alone).format(email=told.email)
        tint, icon = ("ok", "mail") if told.is_mailed else ("warn", "phone")
        self.mailed = note(look, tint, words, icon)
        until = translate("Administration", "It works once, until {time}. It is not shown again.")
        copy = CopyButton(look, translate("Administration", "Copy code"), lambda: told.code)
        close = Button(look, translate("Administration", "Done"), "primary")
        close.clicked.connect(self.accept)
        lines = column(
            label(title, "section"),
            self.code,
            self.mailed,
            label(until.format(time=told.expires), "secondary", wrap=True),
            row(None, copy, close),
            space=14,
        )
        lines.setContentsMargins(24, 20, 24, 16)
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(440))
        close.setFocus()
