"""Links of reports as a list: one's own, or all for who administers. Asked each time they are seen;
an address is told once, when its link is made.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.api import report_sharing as online
from kobra_desktop.models.administration.acts import Refused
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.counts import counts
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.reports.shared_list import SharedList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_domain.reports.sharing import LinkMade, LinkSaid, LinkState, LinkWish
from kobra_domain.scope import Permission
from kobra_domain.words import word
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate
Made = Callable[[LinkMade], None]


class LinksModel(SharedList[LinkSaid]):
    """What was shared by link."""

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        view = View(sort_key="made", is_descending=True)
        super().__init__(workspace, status, view, parent)

    def _listing(self) -> Listing[LinkSaid]:
        return Listing(
            name="report_links",
            load=lambda: list(self._items),
            identity=lambda row: row.id,
            words=lambda row: plain(f"{row.title} {row.about} {row.made_by_name} {row.email}"),
            columns=link_columns(self.workspace),
            qualities=link_qualities(self.workspace.locale),
        )

    @property
    def open_count(self) -> int:
        """How many of one's own open now."""
        own = self.workspace.desk.who.id
        is_open = (one.state is LinkState.OPEN and one.made_by == own for one in self._items)
        return sum(is_open)

    def open(self) -> None:
        """Ask the server."""
        api = self.workspace.desk.api
        self._ask(lambda: online.links(api), self._on_items)

    # Acts

    def make(self, wish: LinkWish, made: Made, refused: Refused, owner: QObject) -> None:
        """A new one."""
        api = self.workspace.desk.api
        self.acts.ask(lambda: online.make_link(api, wish), made, refused, owner)

    def renew(self, row: LinkSaid, made: Made) -> None:
        """Another address with the report as it is now."""
        api = self.workspace.desk.api

        def done(found: LinkMade) -> None:
            self.open()
            made(found)

        self.acts.ask(lambda: online.renew_link(api, row.id), done, self.failed.emit)

    def end(self, row: LinkSaid) -> None:
        """It opens nothing any more."""
        api = self.workspace.desk.api
        done = self._then(translate("Sharing", "The link opens no more"))
        self.acts.ask(lambda: online.end_link(api, row.id), done, self.failed.emit)

    def end_all(self) -> None:
        """All of one's own end."""
        api = self.workspace.desk.api

        def done(count: int) -> None:
            self.said.emit(counts.links_ended(count))
            self.open()

        self.acts.ask(lambda: online.end_links(api), done, self.failed.emit)


def link_qualities(locale: str) -> tuple[Quality[LinkSaid], ...]:
    """What the chips filter by."""
    states = [(one.value, word(one, locale)) for one in LinkState]
    title = translate("Sharing", "State")
    return (Quality("state", title, lambda row: row.state.value, lambda: states),)


def link_columns(workspace: Workspace) -> list[Column[LinkSaid]]:
    """All columns, in order."""
    column, locale = Columns[LinkSaid](workspace), workspace.locale
    made: list[Column[LinkSaid]] = [
        column(
            "title", translate("Sharing", "Report"), lambda row: row.title, 150, stretch=1,
            tone=_tone,
        ),
        column(
            "about", translate("Sharing", "Held to"), lambda row: row.about, 220, stretch=2,
            tone=_tone,
        ),
        column(
            "state", translate("Sharing", "State"), lambda row: word(row.state, locale), 90,
            tone=_tone,
        ),
        column(
            "opened", translate("Sharing", "Opened"), lambda row: row.opened, 80,
            ColumnType.NUMBER,
        ),
        column(
            "last", translate("Sharing", "Last opened"), lambda row: row.last_opened_at, 120,
            ColumnType.INSTANT,
        ),
        column(
            "until", translate("Sharing", "Opens until"), lambda row: row.expires_at, 120,
            ColumnType.INSTANT,
        ),
        column(
            "made", translate("Sharing", "Made"), lambda row: row.made_at, 120,
            ColumnType.INSTANT, is_shown=False,
        ),
        column(
            "email", translate("Sharing", "In the mail to"), lambda row: row.email, 160,
            is_shown=False,
        ),
    ]  # fmt: skip
    if workspace.desk.may(Permission.ADMINISTER):
        title = translate("Sharing", "Made by")
        made.insert(2, column("by", title, lambda row: row.made_by_name, 130, is_name=True))
    return made


def _tone(row: LinkSaid) -> str:
    return "" if row.state is LinkState.OPEN else "text_3"
