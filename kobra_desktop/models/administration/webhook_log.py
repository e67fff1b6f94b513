"""What an endpoint was told and answered: the newest first; older and each whole on demand."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.api import webhooks as online
from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import FormActs, Refused
from kobra_desktop.models.administration.webhook_columns import answer_words
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.days import day_quality, past_days
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.accents import plain
from kobra_domain.events import EventKind
from kobra_domain.webhooks import WebhookLog, WebhookTry, WebhookTryWhole
from kobra_domain.words import number, word
from kobra_records.files.exports.table import ColumnType

translate = QCoreApplication.translate
PAGE = 200
_TEST = "test"


@dataclass(frozen=True, slots=True)
class TryRow:
    """One attempt in words."""

    tried: WebhookTry
    event: str
    answer: str

    @property
    def id(self) -> str:
        """What tells it apart."""
        return self.tried.id


class WebhookLogModel(QObject):
    """`changed`: more lines, or none came. `failed`: a known error; what was read stays."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        self.webhook_id = ""
        self._items: tuple[WebhookTry, ...] = ()
        self._before: str | None = None
        self.is_asking = self.is_loaded = False
        listing: Listing[TryRow] = Listing(
            name="webhook_log",
            load=self._rows,
            identity=lambda row: row.id,
            words=lambda row: plain(f"{row.event} {row.answer} {row.tried.delivery_id}"),
            columns=try_columns(workspace),
            qualities=try_qualities(workspace),
        )
        self.list = LiveList(workspace, listing, View(sort_key="at", is_descending=True), self)

    @property
    def has_older(self) -> bool:
        """Whether the server has more."""
        return self._before is not None

    def show(self, webhook_id: str) -> None:
        """That endpoint's, from the newest on."""
        if webhook_id != self.webhook_id:
            self.webhook_id, self._items, self._before = webhook_id, (), None
            self.is_loaded = False
            self.list.reload()
        self._ask(None)

    def more(self) -> None:
        """Read an older page."""
        if self.has_older:
            self._ask(self._before)

    def row(self, try_id: str) -> TryRow | None:
        """A line by its id."""
        return self.list.row(try_id)

    def whole(
        self,
        row: TryRow,
        then: Callable[[WebhookTryWhole], None],
        refused: Refused,
        owner: QObject,
    ) -> None:
        """What was sent and answered; that somebody looked is in the audit."""
        api, webhook_id = self.workspace.desk.api, row.tried.webhook_id
        self.acts.ask(lambda: online.one_try(api, webhook_id, row.id), then, refused, owner)

    def _ask(self, before: str | None) -> None:
        if self.is_asking:
            return
        self.is_asking = True
        api, asked = self.workspace.desk.api, self.webhook_id

        def done(page: WebhookLog) -> None:
            self.is_asking = False
            if asked != self.webhook_id:  # another was chosen meanwhile
                self._ask(None)
                return
            self._take(page, self._items if before is not None else ())

        self.workspace.background.network(
            lambda: online.log(api, asked, before=before, limit=PAGE),
            done,
            self._on_failed,
            owner=self,
        )

    def _take(self, page: WebhookLog, newer: tuple[WebhookTry, ...]) -> None:
        self._items, self._before, self.is_loaded = newer + page.items, page.next, True
        self.list.reload()
        self.changed.emit()

    def _on_failed(self, problem: Known) -> None:
        self.is_asking = False
        self.failed.emit(problem)

    def _rows(self) -> list[TryRow]:
        locale = self.workspace.locale
        return [
            TryRow(one, event_words(one.kind, locale), answer_words(one.status, one.code, locale))
            for one in self._items
        ]


def event_words(kind: str, locale: str) -> str:
    """What was told, in words; a newer server may know more."""
    if kind == _TEST:
        return translate("Webhooks", "Signed example")
    known = {one.value: one for one in EventKind}
    return word(known[kind], locale) if kind in known else kind or "—"


def readable(body: str) -> str:
    """A JSON text in lines, to be looked at; anything else as it is."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return body


def try_qualities(workspace: Workspace) -> tuple[Quality[TryRow], ...]:
    """What the chips filter by."""
    is_ok = [
        ("yes", translate("Webhooks", "Confirmed")),
        ("no", translate("Webhooks", "Not confirmed")),
    ]
    return (
        Quality(
            "ok",
            translate("Webhooks", "Result"),
            lambda row: "yes" if row.tried.is_ok else "no",
            lambda: is_ok,
        ),
        Quality(
            "event",
            translate("Webhooks", "Event"),
            lambda row: row.tried.kind,
            word=lambda row: row.event,
        ),
        day_quality(
            "day",
            translate("Webhooks", "Day"),
            lambda row: row.tried.at.astimezone(workspace.zone).date(),
            workspace,
            past_days,
        ),
    )


def try_columns(workspace: Workspace) -> list[Column[TryRow]]:
    """All columns, in order."""
    column = Columns[TryRow](workspace)
    return [
        column(
            "at", translate("Webhooks", "When"), lambda row: row.tried.at, 110, ColumnType.INSTANT
        ),
        column("event", translate("Webhooks", "Event"), lambda row: row.event, 180, stretch=1),
        column("answer", translate("Webhooks", "Answer"), lambda row: row.answer, 200, stretch=1),
        column(
            "ms",
            translate("Webhooks", "Time taken"),
            lambda row: row.tried.ms,
            90,
            ColumnType.NUMBER,
            text=lambda row: f"{number(row.tried.ms, workspace.locale)} ms",
            unit="ms",
        ),
        column(
            "tries",
            translate("Webhooks", "Try"),
            lambda row: row.tried.tries,
            70,
            ColumnType.NUMBER,
        ),
        column(
            "id",
            translate("Webhooks", "Identifier"),
            lambda row: row.tried.delivery_id,
            90,
            stretch=1,
        ),
    ]
