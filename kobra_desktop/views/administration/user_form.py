"""Inviting a user and changing one: name, role, where, language. A code to read out
follows.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.models.administration.acts import Values
from kobra_desktop.models.administration.choices import Choices
from kobra_desktop.models.administration.users import CodeToTell, UsersModel
from kobra_desktop.views.administration.qr import QrCode
from kobra_desktop.views.dialogs.form import Form, Submit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.copy_button import CopyButton
from kobra_desktop.views.widgets.editors import LineEditor
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.errors import Invalid
from kobra_domain.people import Role, User

translate = QCoreApplication.translate
_SCOPED = (Role.SUPERVISOR, Role.VIEWER)


class UserDialog(Form):
    """A new user (`user` None: an invitation) or one that is there."""

    kind = User

    def __init__(
        self, look: Look, parent: QWidget, model: UsersModel, user: User | None, submit: Submit
    ) -> None:
        title, act = translate("Administration", "Edit user"), ""
        if user is None:
            title = translate("Administration", "Invite a user")
            act = translate("Administration", "Invite")
        setting = Setting.of(model.workspace)
        start = {"role": Role.SUPERVISOR, "time_zone": setting.zone}
        super().__init__(look, parent, title, setting, submit, held=user, start=start, act=act)
        self._make()
        self._lay_out()
        if user is not None:
            self.email.typing.focus.setEnabled(False)
            self.role.typing.focus.setEnabled(not model.is_me(user.id))
        self.role.typing.listen(self._on_role)
        self._on_role()
        self.name.take_focus()
        model.choices(self._on_choices, self)

    def _make(self) -> None:
        self.name, self.role = self.of("name"), self.of("role")
        self.email = self.by("email", LineEditor("nombre@entidad.example"))
        self.language, self.zone = self.of("language"), self.of("time_zone")
        self.teams, self.portfolios = self.of("team_ids"), self.of("portfolio_ids")
        self.agent = self.of("agent_id")

    def _lay_out(self) -> None:
        hide_unless(self.zone, self.held is not None)  # an invitation carries none
        self._everything = label(
            translate("Administration", "An administrator sees all teams and portfolios."),
            "secondary",
        )
        inside = column(
            row(self.name, self.email, space=12),
            row(self.role, self.language, self.zone, space=12),
            self._everything,
            row(self.teams, self.portfolios, space=12),
            self.agent,
            None,
            space=14,
        )
        self.build(inside, 640, 450, self._caption())

    def _caption(self) -> str:
        if self.held is not None:
            return ""
        return translate(
            "Administration", "The answer is a code that opens the account once: mail or read out."
        )

    def _on_role(self) -> None:
        role = self.role.value
        self._everything.setVisible(role is Role.ADMIN)
        self.teams.setVisible(role in _SCOPED)
        self.portfolios.setVisible(role in _SCOPED)
        self.agent.setVisible(role is Role.AGENT)

    def _on_choices(self, choices: Choices) -> None:
        self.teams.set_options(choices.teams)
        self.portfolios.set_options(choices.portfolios)
        nobody: tuple[None, str] = (None, translate("Administration", "Nobody"))
        self.agent.set_options([nobody, *choices.agents])

    def judge(self, values: Values) -> Iterable[Invalid]:
        """Who has neither team nor portfolio would see nothing but zeros."""
        is_asked = not values.keys().isdisjoint(("role", "team_ids", "portfolio_ids"))
        has_some = self.teams.value or self.portfolios.value
        if is_asked and self.role.value in _SCOPED and not has_some:
            yield Invalid("no_scope", field="team_ids")

    def send(self, values: Values) -> None:
        """Another role takes the scope away that it has not."""
        if "role" in values:
            role = values["role"]
            if role not in _SCOPED:
                values |= {"team_ids": (), "portfolio_ids": ()}
            if role is not Role.AGENT:
                values["agent_id"] = None
        super().send(values)


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
        self.link = CopyButton(look, translate("Administration", "Copy link"), lambda: told.link)
        close = Button(look, translate("Administration", "Done"), "primary")
        close.clicked.connect(self.accept)
        name = translate("Administration", "QR code of the invitation")
        self.picture = QrCode(told.link, look.pixels(180), name)
        how = translate(
            "Administration",
            "Who has just installed the program reads it on its first page, with «Read a QR code», "
            "from a photo or a screenshot.",
        )
        lines = column(
            label(title, "section"),
            self.code,
            self.mailed,
            row(self.picture, label(how, "secondary", wrap=True), space=16),
            label(until.format(time=told.expires), "secondary", wrap=True),
            row(None, self.link, copy, close),
            space=14,
        )
        lines.setContentsMargins(24, 20, 24, 16)
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(440))
        close.setFocus()
