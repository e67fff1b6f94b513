"""Who is told of what by mail, as a list: of everybody, or of oneself. Asked from the server each
time it is opened, never kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.api import follows as online
from kobra_desktop.commands.follows import remove_follow, save_follow
from kobra_desktop.models.administration.acts import Refused, Then
from kobra_desktop.models.administration.choices import Choices, read_choices
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.server_list import ServerList
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key
from kobra_domain.follows import Follow, FollowMode
from kobra_domain.people import User
from kobra_domain.portfolios import Portfolio
from kobra_domain.words import say, word
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate
USER, CLIENT, OTHER = "user", "client", "other"


@dataclass(frozen=True, slots=True)
class FollowRow:
    """One address in words. `who`: user, client (of the institution), other."""

    follow: Follow
    name: str
    who: str
    portfolios: str
    how: str

    @property
    def id(self) -> str:
        """What tells it apart."""
        return self.follow.id


class FollowsModel(ServerList[FollowRow]):
    """Who is told of what; `is_own`: of oneself alone."""

    def __init__(
        self,
        workspace: Workspace,
        status: StatusModel,
        parent: QObject | None = None,
        *,
        is_own: bool = False,
    ) -> None:
        super().__init__(workspace, status, parent)
        self.is_own = is_own
        self._items: tuple[Follow, ...] = ()
        listing: Listing[FollowRow] = Listing(
            name="own_follows" if is_own else "follows",
            load=self._rows,
            identity=lambda row: row.id,
            words=lambda row: plain(f"{row.name} {row.follow.email} {row.portfolios}"),
            columns=follow_columns(workspace, is_own=is_own),
            qualities=() if is_own else follow_qualities(workspace.locale),
        )
        self.list = LiveList(workspace, listing, View(sort_key="portfolios"), self)

    def open(self) -> None:
        """Ask the server."""
        api, is_own = self.workspace.desk.api, self.is_own
        self._ask(lambda: online.follows(api, is_own=is_own), self._on_items)

    def choices(self, then: Callable[[Choices], None], owner: QObject) -> None:
        """What a form chooses from."""
        self.acts.look(lambda: read_choices(self.workspace), then, owner)

    def new_id(self) -> str:
        """The id of a new one."""
        return self.workspace.desk.new_id()

    # Acts

    def save(self, follow: Follow, then: Then, refused: Refused) -> None:
        """Make or change one."""
        desk, is_own = self.workspace.desk, self.is_own

        def done(_: Follow) -> None:
            then()
            self.said.emit(translate("Follows", "Saved: it holds from the next result on"))
            self.open()

        self.acts.ask(lambda: save_follow(desk, follow, is_own=is_own), done, refused)

    def switch(self, row: FollowRow) -> None:
        """On or off."""
        other = replace(row.follow, is_on=not row.follow.is_on)
        self.save(other, lambda: None, self.failed.emit)

    def remove(self, row: FollowRow) -> None:
        """It is gone."""
        desk, is_own = self.workspace.desk, self.is_own

        def done(_: None) -> None:
            self.said.emit(translate("Follows", "Removed"))
            self.open()

        self.acts.ask(lambda: remove_follow(desk, row.id, is_own=is_own), done, self.failed.emit)

    # What came

    def _on_items(self, items: tuple[Follow, ...]) -> None:
        self._items = items

    def _rows(self) -> list[FollowRow]:
        wanted = {portfolio for one in self._items for portfolio in one.portfolio_ids}
        people = {one.user_id for one in self._items if one.user_id}
        with self.workspace.desk.store.reading() as connection:
            inside: list[Portfolio] = rows.entities(connection, "portfolio", wanted)
            users: list[User] = rows.entities(connection, "user", people)
        portfolios = {one.id: one.name for one in inside}
        names = {one.id: one.name for one in users}
        return [_row(item, portfolios, names, self.workspace.locale) for item in self._items]


def _row(item: Follow, portfolios: dict[str, str], names: dict[str, str], locale: str) -> FollowRow:
    gone = translate("Follows", "out of sight")
    found = sorted((portfolios.get(one, gone) for one in item.portfolio_ids), key=name_key)
    return FollowRow(
        follow=item,
        name=names.get(item.user_id or "", ""),
        who=CLIENT if item.is_client else USER if item.user_id else OTHER,
        portfolios=", ".join(found) or translate("Follows", "All that they see"),
        how=how_words(item, locale),
    )


def how_words(item: Follow, locale: str) -> str:
    """«Un resumen al día, 18:30», «Cada resultado, hasta 5 por hora»."""
    if not item.is_on:
        return translate("Follows", "Nothing: switched off")
    words = word(item.mode, locale)
    if item.mode is FollowMode.DIGEST and item.digest_at is not None:
        return f"{words}, {item.digest_at:%H:%M}"
    if item.cap is not None:
        most = translate("Follows", "up to {count} an hour").format(count=item.cap)
        return f"{words}, {most}"
    return words


def who_words() -> dict[str, str]:
    """Who an address is."""
    return {
        USER: translate("Follows", "User of Kobra"),
        CLIENT: translate("Follows", "Of the institution"),
        OTHER: translate("Follows", "Other address"),
    }


def follow_qualities(locale: str) -> tuple[Quality[FollowRow], ...]:
    """What the chips filter by."""
    modes = [(mode.value, word(mode, locale)) for mode in FollowMode]
    return (
        Quality(
            "who",
            translate("Follows", "Who"),
            lambda row: row.who,
            lambda: list(who_words().items()),
        ),
        Quality(
            "mode",
            say("field.mode", None, locale),
            lambda row: row.follow.mode.value,
            lambda: modes,
        ),
    )


def follow_columns(workspace: Workspace, *, is_own: bool) -> list[Column[FollowRow]]:
    """All columns, in order."""
    column, locale = Columns[FollowRow](workspace), workspace.locale
    told = [
        column(
            "portfolios",
            translate("Follows", "Portfolios"),
            lambda row: row.portfolios,
            200,
            stretch=1,
            tone=_tone,
        ),
        column("how", say("field.mode", None, locale), lambda row: row.how, 220, tone=_tone),
    ]
    if is_own:
        return told
    return [
        column(
            "email",
            translate("Follows", "E-mail"),
            lambda row: row.follow.email,
            220,
            stretch=1,
            tone=_tone,
        ),
        column(
            "name",
            translate("Follows", "Name"),
            lambda row: row.name,
            150,
            is_name=True,
            tone=_tone,
        ),
        column("who", translate("Follows", "Who"), lambda row: who_words()[row.who], 130),
        *told,
        column(
            "cap",
            say("field.cap", None, locale),
            lambda row: row.follow.cap,
            90,
            ColumnType.NUMBER,
            is_shown=False,  # what one receives says it
        ),
    ]


def _tone(row: FollowRow) -> str:
    return "" if row.follow.is_on else "text_3"
