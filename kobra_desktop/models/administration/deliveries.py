"""Envíos as a list: what left, waits, failed, and why. Asked from the server, never kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.api import deliveries as online
from kobra_desktop.commands import deliveries as acts
from kobra_desktop.models.administration.acts import Refused
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.days import day_quality, past_days
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.server_list import ServerList
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_domain.deliveries import RESENT_STATES, Delivery, DeliveryPurpose, DeliveryState
from kobra_domain.portfolios import Portfolio
from kobra_domain.sending import DeliveryLetter, DeliveryPage, Standing
from kobra_domain.words import has_words, hour, moment, say, word
from kobra_records.files.exports.table import ColumnType

PAGE = 500
translate = QCoreApplication.translate
S = DeliveryState
# How each stands: its tint and its icon; whatever else waits.
STATE_LOOKS = {
    S.SENT: ("ok", "circle-check"),
    S.FAILED: ("error", "circle-x"),
    S.MAYBE_SENT: ("doubt", "circle-help"),
    S.UNSENT: ("warn", "ban"),
}
WAITS = ("neutral", "clock")


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One line in words."""

    delivery: Delivery
    state: str
    what: str
    channel: str
    portfolio: str
    why: str

    @property
    def id(self) -> str:
        """What tells it apart."""
        return self.delivery.id

    @property
    def can_resend(self) -> bool:
        """Whether it may be sent once more."""
        return self.delivery.state in RESENT_STATES

    @property
    def can_cancel(self) -> bool:
        """Whether it may still be taken back."""
        return self.delivery.state is S.WAITING


class DeliveriesModel(ServerList[DeliveryRow]):
    """What left and what waits, and the switch that holds all."""

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(workspace, status, parent)
        self.page: DeliveryPage | None = None  # the newest one
        self._items: tuple[Delivery, ...] = ()
        self._before: str | None = None
        listing: Listing[DeliveryRow] = Listing(
            name="deliveries",
            load=self._rows,
            identity=lambda row: row.id,
            words=lambda row: plain(f"{row.delivery.address} {row.what} {row.portfolio} {row.why}"),
            columns=delivery_columns(workspace),
            qualities=delivery_qualities(workspace),
        )
        self.list = LiveList(workspace, listing, View(), self)

    @property
    def is_paused(self) -> bool:
        """Whether nothing leaves."""
        return self.page is not None and self.page.is_paused

    @property
    def has_older(self) -> bool:
        """Whether the server has more."""
        return self._before is not None

    def open(self) -> None:
        """Read the newest page anew: states change as well as lines come."""
        api = self.workspace.desk.api
        self._ask(lambda: online.deliveries(api, limit=PAGE), self._on_newest)

    def more(self) -> None:
        """Read an older page."""
        api, before = self.workspace.desk.api, self._before
        if before is None or self.is_asking:
            return
        self._ask(lambda: online.deliveries(api, before, PAGE), self._on_older)

    def resend(self, row: DeliveryRow) -> None:
        """Have it sent once more."""
        desk = self.workspace.desk
        words = translate("Deliveries", "It is sent once more.")
        self._act(lambda: acts.resend(desk, row.id), lambda _: words)

    def cancel(self, row: DeliveryRow) -> None:
        """Take it back."""
        desk = self.workspace.desk

        def told(count: int) -> str:
            if count:
                return translate("Deliveries", "It is not sent.")
            return translate("Deliveries", "It was on its way already.")

        self._act(lambda: acts.cancel(desk, [row.id]), told)

    def pause(self, is_paused: bool) -> None:
        """Hold all that would leave, or let it go."""
        desk = self.workspace.desk
        words = (
            translate("Deliveries", "Nothing leaves until sending is resumed.")
            if is_paused
            else translate("Deliveries", "What waited is being sent.")
        )
        self._act(lambda: acts.pause(desk, is_paused), lambda _: words)

    def letter(
        self, row: DeliveryRow, then: Callable[[DeliveryLetter], None], refused: Refused
    ) -> None:
        """The mail as it would leave now."""
        api = self.workspace.desk.api
        self.acts.ask(lambda: online.letter(api, row.id), then, refused)

    def trouble_words(self) -> str:
        """What keeps mails as a whole from leaving; empty where nothing does."""
        return trouble_words(self.page.standing, self.workspace) if self.page else ""

    def _act(self, act: Callable[[], object], words: Callable[..., str]) -> None:
        def done(answer: object) -> None:
            self.said.emit(words(answer))
            self.open()

        self.acts.ask(act, done, self.failed.emit)

    def _on_newest(self, page: DeliveryPage) -> None:
        """What was read below it before stays."""
        self.page = page
        last = page.items[-1].id if page.items else ""
        ids = [one.id for one in self._items]
        if last in ids and len(ids) > len(page.items):
            self._items = page.items + self._items[ids.index(last) + 1 :]
        else:
            self._items, self._before = page.items, page.next

    def _on_older(self, page: DeliveryPage) -> None:
        self._items, self._before = self._items + page.items, page.next

    def _rows(self) -> list[DeliveryRow]:
        wanted = {one.portfolio_id for one in self._items if one.portfolio_id}
        with self.workspace.desk.store.reading() as connection:
            found: list[Portfolio] = rows.entities(connection, "portfolio", wanted)
        names = {one.id: one.name for one in found}
        return [_row(one, names, self.workspace.locale) for one in self._items]


def trouble_words(standing: Standing, workspace: Workspace) -> str:
    """What keeps mails as a whole from leaving, and since when; empty where nothing does."""
    waiting = standing.waiting
    if standing.is_paused:
        return ""
    if not standing.is_mail_set:
        words = translate("Deliveries", "There is no mail server yet: {n} wait.")
        return words.format(n=waiting) if waiting else ""
    found = standing.trouble
    if found is None or found.tried_at is None:
        return ""
    words = translate("Deliveries", "{why} Since {since}; it is tried again at {next}. {n} wait.")
    zone, locale = str(workspace.zone), workspace.locale
    return words.format(
        why=why_of(found, locale),
        since=moment(found.created_at, zone, locale, workspace.now),
        next=hour(found.next_at, zone),
        n=waiting,
    )


def why_of(found: Delivery, locale: str) -> str:
    """What was answered last, or which rule keeps it, with the server's own words."""
    code = found.code
    if not code:
        return found.detail
    told = say(code, {"detail": found.detail}, locale) if has_words(code, locale) else code
    if found.detail and found.detail not in told and found.state is not S.SENT:
        return f"{told} ({found.detail})"
    return told


def _row(found: Delivery, names: dict[str, str], locale: str) -> DeliveryRow:
    return DeliveryRow(
        delivery=found,
        state=word(found.state, locale),
        what=word(found.purpose, locale),
        channel=word(found.channel, locale),
        portfolio=names.get(found.portfolio_id or "", ""),
        why=why_of(found, locale),
    )


def delivery_qualities(workspace: Workspace) -> tuple[Quality[DeliveryRow], ...]:
    """What the chips filter by."""
    locale = workspace.locale
    states = [(one.value, word(one, locale)) for one in DeliveryState]
    purposes = [(one.value, word(one, locale)) for one in DeliveryPurpose]
    return (
        Quality(
            "state",
            translate("Deliveries", "State"),
            lambda row: row.delivery.state,
            lambda: states,
        ),
        Quality(
            "purpose",
            translate("Deliveries", "What"),
            lambda row: row.delivery.purpose,
            lambda: purposes,
        ),
        Quality(
            "channel",
            translate("Deliveries", "By"),
            lambda row: row.delivery.channel,
            word=lambda row: row.channel,
        ),
        day_quality(
            "day",
            translate("Deliveries", "Made"),
            lambda row: row.delivery.created_at.astimezone(workspace.zone).date(),
            workspace,
            past_days,
        ),
    )


def delivery_columns(workspace: Workspace) -> list[Column[DeliveryRow]]:
    """All columns, in order."""
    column = Columns[DeliveryRow](workspace)

    def look(row: DeliveryRow) -> tuple[str, str]:
        return STATE_LOOKS.get(row.delivery.state, WAITS)

    # Beside the open panel, which says the rest whole, an address and an answer give way: how a
    # line stands, what it is and when are read in the list.
    return [
        column(
            "state",
            translate("Deliveries", "State"),
            lambda row: row.state,
            130,
            is_name=True,  # beside the panel how and when are what rows are told apart by
            mark=lambda row: f"icon:{look(row)[1]}",
            tone=lambda row: f"{look(row)[0]}_fg",
        ),
        column("what", translate("Deliveries", "What"), lambda row: row.what, 180, stretch=1),
        column(
            "to", translate("Deliveries", "To"), lambda row: row.delivery.address, 90, stretch=2
        ),
        column(
            "made",
            translate("Deliveries", "Made"),
            lambda row: row.delivery.created_at,
            110,
            ColumnType.INSTANT,
            is_name=True,
        ),
        column("why", translate("Deliveries", "Last answer"), lambda row: row.why, 90, stretch=3),
        column(
            "portfolio",
            translate("Deliveries", "Portfolio"),
            lambda row: row.portfolio,
            80,
            stretch=1,
        ),
    ]
