"""The endpoints of client institutions as a list: where they are, what they hear, how they answer.
Asked from the server each time it is opened, never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.api import webhooks as online
from kobra_desktop.commands.webhooks import (
    add_webhook,
    change_webhook,
    remove_webhook,
    renew_secret,
    replay_webhook,
    send_example,
)
from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.counts import figure
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.server_list import ServerList
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.portfolios import portfolio_rows
from kobra_domain.portfolios import Institution, Portfolio
from kobra_domain.webhooks import (
    NewWebhook,
    ReplayWish,
    Webhook,
    WebhookSecret,
    WebhookTerms,
    WebhookTryWhole,
    change_of,
    check_terms,
)
from kobra_domain.words import moment, say, word
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate
OK, FAILING, OFF, NEW = "ok", "failing", "off", "new"


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """One endpoint in words. `state`: ok, failing, off, or new (nothing was sent yet)."""

    webhook: Webhook
    institution: str
    portfolios: str
    state: str
    state_words: str
    answer: str

    @property
    def id(self) -> str:
        """What tells it apart."""
        return self.webhook.id

    @property
    def host(self) -> str:
        """The server of its address."""
        return urlsplit(self.webhook.url).netloc or self.webhook.url


@dataclass(frozen=True, slots=True)
class Owner:
    """An institution with its portfolios, by name."""

    id: str
    name: str
    portfolios: tuple[tuple[str, str], ...]


class WebhooksModel(ServerList[WebhookRow]):
    """Endpoints, and what can be done with them."""

    def __init__(
        self, workspace: Workspace, status: StatusModel, parent: QObject | None = None
    ) -> None:
        super().__init__(workspace, status, parent)
        self._items: tuple[Webhook, ...] = ()
        listing: Listing[WebhookRow] = Listing(
            name="webhooks",
            load=self._rows,
            identity=lambda row: row.id,
            words=lambda row: plain(f"{row.institution} {row.portfolios} {row.webhook.url}"),
            columns=webhook_columns(workspace),
            qualities=webhook_qualities(),
        )
        self.list = LiveList(workspace, listing, View(sort_key="institution"), self)

    def open(self) -> None:
        """Ask the server."""
        api = self.workspace.desk.api
        self._ask(lambda: online.webhooks(api), self._on_items)

    def owners(self, then: Callable[[tuple[Owner, ...]], None], owner: QObject) -> None:
        """Whose endpoints there can be."""
        store = self.workspace.desk.store
        self.acts.look(lambda: _owners(portfolio_rows(store)), then, owner)

    # Acts

    def add(self, values: Values, then: Callable[[WebhookSecret], None], refused: Refused) -> None:
        """A new endpoint; the answer holds its secret."""
        desk = self.workspace.desk

        def ask() -> WebhookSecret:
            wish = NewWebhook(**values)
            check_terms(wish, needs_https=True)
            return add_webhook(desk, wish)

        def done(made: WebhookSecret) -> None:
            then(made)
            self.open()

        self.acts.ask(ask, done, refused)

    def change(self, held: Webhook, values: Values, then: Then, refused: Refused) -> None:
        """Write these fields of what was seen. Where somebody else has changed one meanwhile it is
        refused; what stands is read then, so that it can be wished again over that.
        """
        desk = self.workspace.desk
        wish = change_of(held, **_terms_alone(values))

        def ask() -> None:
            check_terms(wish, needs_https=not held.allows_private and wish.url != held.url)
            change_webhook(desk, held.id, wish)

        def failed(problem: Known) -> None:
            refused(problem)
            if problem.code == "webhook_changed":
                self.open()

        def done(_: None) -> None:
            then()
            self.said.emit(translate("Webhooks", "Webhook changed"))
            self.open()

        self.acts.ask(ask, done, failed)

    def switch(self, row: WebhookRow, *, is_on: bool) -> None:
        """On or off."""
        self.change(row.webhook, {"is_on": is_on}, lambda: None, self.failed.emit)

    def remove(self, row: WebhookRow) -> None:
        """It is gone."""
        desk = self.workspace.desk

        def done(_: None) -> None:
            self.said.emit(translate("Webhooks", "Webhook removed"))
            self.open()

        self.acts.ask(lambda: remove_webhook(desk, row.id), done, self.failed.emit)

    def renew_secret(self, row: WebhookRow, then: Callable[[WebhookSecret], None]) -> None:
        """Another secret; the answer holds it."""
        desk = self.workspace.desk

        def done(made: WebhookSecret) -> None:
            then(made)
            self.open()

        self.acts.ask(lambda: renew_secret(desk, row.id), done, self.failed.emit)

    def test(self, row: WebhookRow, then: Callable[[WebhookTryWhole | None], None]) -> None:
        """Post a signed example; what came back, None where the server does not answer."""
        desk = self.workspace.desk

        def done(found: WebhookTryWhole) -> None:
            then(found)
            self.open()

        def failed(problem: Known) -> None:
            then(None)
            self.failed.emit(problem)

        self.acts.ask(lambda: send_example(desk, row.id), done, failed)

    def replay(self, webhook_id: str, wish: ReplayWish, then: Then, refused: Refused) -> None:
        """Send once more, and say how many that are."""
        desk = self.workspace.desk

        def done(count: int) -> None:
            then()
            words = translate("Webhooks", "To be sent again: {count}").format(count=figure(count))
            self.said.emit(words)
            self.open()

        self.acts.ask(lambda: replay_webhook(desk, webhook_id, wish), done, refused)

    # What came

    def _on_items(self, items: tuple[Webhook, ...]) -> None:
        self._items = items

    def _rows(self) -> list[WebhookRow]:
        owners = {one.institution_id for one in self._items}
        wanted = {portfolio for one in self._items for portfolio in one.portfolio_ids}
        with self.workspace.desk.store.reading() as connection:
            found: list[Institution] = rows.entities(connection, "institution", owners)
            inside: list[Portfolio] = rows.entities(connection, "portfolio", wanted)
        institutions = {one.id: one.name for one in found}
        portfolios = {one.id: one.name for one in inside}
        locale = self.workspace.locale
        return [_row(item, institutions, portfolios, locale) for item in self._items]


def _row(
    item: Webhook, institutions: dict[str, str], portfolios: dict[str, str], locale: str
) -> WebhookRow:
    gone = translate("Webhooks", "out of sight")
    names = sorted((portfolios.get(one, gone) for one in item.portfolio_ids), key=name_key)
    state = state_of(item)
    return WebhookRow(
        webhook=item,
        institution=institutions.get(item.institution_id, gone),
        portfolios=", ".join(names),
        state=state,
        state_words=word(item.off_reason, locale) if item.off_reason else _states()[state],
        answer=answer_words(item.last_status, item.last_code, locale) if item.last_at else "",
    )


def state_of(item: Webhook) -> str:
    """In one word, for colour and filter."""
    if not item.is_on:
        return OFF
    if item.failing_since is not None:
        return FAILING
    return OK if item.last_ok_at is not None else NEW


def _states() -> dict[str, str]:
    return {
        OK: translate("Webhooks", "Answers"),
        FAILING: translate("Webhooks", "Fails, is tried again"),
        OFF: translate("Webhooks", "Off"),
        NEW: translate("Webhooks", "Nothing sent yet"),
    }


def answer_words(status: int | None, code: str, locale: str) -> str:
    """What was answered, or why nothing was."""
    if status is not None and status // 100 == 2:
        return translate("Webhooks", "Confirmed ({status})").format(status=status)
    detail = "" if status is None else str(status)
    return say(code or "webhook.status", {"detail": detail}, locale).rstrip(".")


def facts_of(row: WebhookRow, workspace: Workspace) -> list[tuple[str, str]]:
    """An endpoint in words, for its panel."""
    item, locale, zone = row.webhook, workspace.locale, str(workspace.zone)

    def at(when: Any) -> str:
        return moment(when, zone, locale, workspace.now) if when else "—"

    made = [
        (translate("Webhooks", "Institution"), row.institution),
        (translate("Webhooks", "Portfolios"), row.portfolios),
        (translate("Webhooks", "Address"), item.url),
        (translate("Webhooks", "Events"), ", ".join(word(one, locale) for one in item.kinds)),
        (translate("Webhooks", "Last answer"), row.answer or "—"),
        (translate("Webhooks", "Last try"), at(item.last_at)),
        (translate("Webhooks", "Last confirmed"), at(item.last_ok_at)),
        (translate("Webhooks", "Waiting"), figure(item.waiting)),
        (translate("Webhooks", "Not confirmed"), figure(item.failed)),
        (translate("Webhooks", "Since"), at(item.made_at)),
    ]
    if item.allows_private:
        made.append((translate("Webhooks", "Network"), translate("Webhooks", "may be private")))
    return made


def _owners(found: Iterable[Any]) -> tuple[Owner, ...]:
    names: dict[str, str] = {}
    inside: dict[str, list[tuple[str, str]]] = {}
    for one in found:
        owner = one.portfolio.institution_id
        names[owner] = one.institution
        inside.setdefault(owner, []).append((one.portfolio.id, one.portfolio.name))
    return tuple(
        Owner(owner, names[owner], tuple(sorted(inside[owner], key=lambda p: name_key(p[1]))))
        for owner in sorted(names, key=lambda one: name_key(names[one]))
    )


def _terms_alone(values: Values) -> Values:
    own = {one.name for one in fields(WebhookTerms)}
    return {name: value for name, value in values.items() if name in own}


def webhook_qualities() -> tuple[Quality[WebhookRow], ...]:
    """What the chips filter by."""
    return (
        Quality(
            "state",
            translate("Webhooks", "State"),
            lambda row: row.state,
            lambda: list(_states().items()),
        ),
        Quality(
            "institution",
            translate("Webhooks", "Institution"),
            lambda row: row.webhook.institution_id,
            word=lambda row: row.institution,
        ),
    )


def webhook_columns(workspace: Workspace) -> list[Column[WebhookRow]]:
    """All columns, in order."""
    column = Columns[WebhookRow](workspace)
    return [
        column(
            "institution",
            translate("Webhooks", "Institution"),
            lambda row: row.institution,
            150,
            stretch=1,
            is_name=True,
        ),
        column(
            "portfolios",
            translate("Webhooks", "Portfolios"),
            lambda row: row.portfolios,
            90,
            stretch=1,
        ),
        column(
            "url",
            translate("Webhooks", "Address"),
            lambda row: row.webhook.url,
            110,
            text=lambda row: row.webhook.url.partition("://")[2] or row.webhook.url,
            stretch=2,
        ),
        column("state", translate("Webhooks", "State"), lambda row: row.state_words, 130),
        column("answer", translate("Webhooks", "Last answer"), lambda row: row.answer, 90),
        column(
            "last_at",
            translate("Webhooks", "Last try"),
            lambda row: row.webhook.last_at,
            120,
            ColumnType.INSTANT,
        ),
        column(
            "waiting",
            translate("Webhooks", "Waiting"),
            lambda row: row.webhook.waiting,
            80,
            ColumnType.NUMBER,
        ),
    ]
