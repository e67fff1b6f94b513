"""Users: the list, and what an administrator does with one. Codes need the server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.commands.users import edit_user, invite_user, reset_code
from kobra_desktop.models.administration.acts import FormActs, Refused, Then, Values, is_offline
from kobra_desktop.models.administration.choices import Choices, read_choices
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key_or_last
from kobra_desktop.store.queries.people import UserRow, user_rows
from kobra_domain.answers import AccessCode, Invited
from kobra_domain.invitations import Invitation, link_of
from kobra_domain.limits import check
from kobra_domain.people import Role, User
from kobra_domain.words import moment, say, word

translate = QCoreApplication.translate
_NEW = "00000000-0000-4000-8000-000000000000"  # stands for an id while a form is checked

_INVITED = ("name", "email", "role", "team_ids", "portfolio_ids", "agent_id", "language")


@dataclass(frozen=True, slots=True)
class CodeToTell:
    """A code for an administrator to read out, until when it works, whether it was mailed; `link`
    is the same for who has the program.
    """

    code: str
    expires: str
    email: str
    is_mailed: bool
    link: str


class UsersModel(QObject):
    """The list follows the news by itself."""

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.status = workspace, status
        self.acts = FormActs(workspace, self)
        store = workspace.desk.store
        listing: Listing[UserRow] = Listing(
            name="users",
            load=lambda: user_rows(store),
            identity=lambda row: row.user.id,
            words=lambda row: plain(f"{row.user.name} {row.user.email} {' '.join(row.team_names)}"),
            columns=user_columns(workspace),
            qualities=user_qualities(workspace.locale),
        )
        self.list = LiveList(workspace, listing, View(sort_key="name"), self)

    @property
    def is_offline(self) -> bool:
        """Whether what needs the server cannot be done now."""
        return is_offline(self.status)

    def row(self, user_id: str) -> UserRow | None:
        """A user, whether a filter hides it or not."""
        return self.list.row(user_id)

    def choices(self, then: Callable[[Choices], None], owner: QObject) -> None:
        """What a form chooses from."""
        self.acts.look(lambda: read_choices(self.workspace), then, owner)

    def is_me(self, user_id: str) -> bool:
        """Whether it is who is signed in: nobody shuts themselves out."""
        return user_id == self.workspace.desk.who.id

    # Acts

    def invite(self, values: Values, then: Callable[[CodeToTell], None], refused: Refused) -> None:
        """Invite somebody; the answer holds the code to read out."""
        desk = self.workspace.desk
        asked = {name: values[name] for name in _INVITED}

        def ask() -> CodeToTell:
            check(User(id=_NEW, **values))
            return self._told(invite_user(desk, **asked), values["email"])

        self.acts.ask(ask, then, refused)

    def edit(self, user: User, values: Values, then: Then, refused: Refused) -> None:
        """Write these fields."""
        words = translate("Administration", "{name} changed").format(name=user.name)
        self.acts.keep(
            lambda: edit_user(self.workspace.desk, user.id, seen=user, **values),
            words,
            then,
            refused,
        )

    def set_active(self, user: User, *, is_active: bool) -> None:
        """Let them in, or no longer."""
        words = (
            translate("Administration", "{name} can sign in again")
            if is_active
            else translate("Administration", "{name} can no longer sign in")
        ).format(name=user.name)
        desk = self.workspace.desk
        self.acts.run(
            lambda: edit_user(desk, user.id, seen=user, is_active=is_active), lambda _: words
        )

    def reset(self, user: User, then: Callable[[CodeToTell], None], refused: Refused) -> None:
        """A code for who forgot the password."""
        desk = self.workspace.desk
        self.acts.ask(lambda: self._told(reset_code(desk, user.id), user.email), then, refused)

    def _told(self, answer: AccessCode, email: str) -> CodeToTell:
        workspace = self.workspace
        expires = moment(answer.expires_at, str(workspace.zone), workspace.locale, workspace.now)
        is_mailed = isinstance(answer, Invited) and answer.is_mailed
        link = link_of(Invitation(workspace.desk.api.server, answer.code, email))
        return CodeToTell(answer.code, expires, email, is_mailed, link)


def user_qualities(locale: str) -> tuple[Quality[UserRow], ...]:
    """What the chips filter by."""
    roles = [(role.value, word(role, locale)) for role in Role]
    states = [
        ("active", translate("Administration", "Active")),
        ("disabled", translate("Administration", "Disabled")),
    ]
    return (
        Quality(
            "role", say("field.role", None, locale), lambda r: r.user.role.value, lambda: roles
        ),
        Quality(
            "state",
            say("field.state", None, locale),
            lambda row: "active" if row.user.is_active else "disabled",
            lambda: states,
        ),
    )


def user_columns(workspace: Workspace) -> list[Column[UserRow]]:
    """All columns, in order."""
    locale = workspace.locale
    role = translate("Administration", "Role")
    teams, portfolios = (
        translate("Administration", "Teams"),
        translate("Administration", "Portfolios"),
    )
    column = Columns[UserRow](workspace)
    return [
        column(
            "name",
            translate("Administration", "Name"),
            lambda row: row.user.name,
            150,
            stretch=1,
            is_name=True,
            tone=_tone,
        ),
        column(
            "email",
            translate("Administration", "E-mail"),
            lambda row: row.user.email,
            190,
            stretch=1,
            tone=_tone,
        ),
        column(
            "role",
            role,
            lambda row: word(row.user.role, locale),
            112,
            sort=lambda row: list(Role).index(row.user.role),
            tone=_tone,
        ),
        _scoped(column, "teams", teams, lambda row: row.team_names, 128),
        _scoped(column, "portfolios", portfolios, lambda row: row.portfolio_names, 120),
        column("state", translate("Administration", "State"), state_words, 90),
    ]


def _scoped(
    column: Columns[UserRow],
    key: str,
    title: str,
    names: Callable[[UserRow], tuple[str, ...]],
    width: int,
) -> Column[UserRow]:
    """What somebody sees: by name, or everything."""
    everything = translate("Administration", "everything")

    def is_admin(row: UserRow) -> bool:
        return row.user.role is Role.ADMIN

    return column(
        key,
        title,
        lambda row: everything if is_admin(row) else ", ".join(names(row)),
        width,
        sort=lambda row: name_key_or_last(", ".join(names(row))),
        stretch=1,
        tone=lambda row: "text_3" if is_admin(row) else _tone(row),
    )


def _tone(row: UserRow) -> str:
    return "" if row.user.is_active else "text_3"


def state_words(row: UserRow) -> str:
    """Whether they may sign in, and what waits."""
    if row.is_held:
        return translate("Administration", "Conflict")
    if row.is_pending:
        return translate("Administration", "To send")
    if not row.user.is_active:
        return translate("Administration", "Disabled")
    return translate("Administration", "Active")
