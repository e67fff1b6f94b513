"""The endpoints of client institutions as a list: where they are, what they hear, how they answer.
Asked from the server each time it is opened, never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any

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
from kobra_desktop.models.administration.webhook_columns import (
    WebhookRow,
    row_of,
    webhook_columns,
    webhook_qualities,
)
from kobra_desktop.models.counts import figure
from kobra_desktop.models.listing import Listing
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import View
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

translate = QCoreApplication.translate


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
        return [row_of(item, institutions, portfolios, locale) for item in self._items]


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
