"""Promises as a list: whose, how much, for when, and what became of them by the bank's money."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.models.agreements.people import account_columns, searchable, whose_columns
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.days import (
    LAST_7,
    LAST_30,
    LATER,
    MONTH,
    TODAY,
    TOMORROW,
    WEEK,
    YESTERDAY,
    day_quality,
    past_days,
)
from kobra_desktop.models.listing import Listing, Options, Quality
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.agreements import PromiseRow, promise_rows
from kobra_domain.dues import PromiseState
from kobra_domain.words import say, word
from kobra_records.files.exports.table import Amount, ColumnType

translate = QCoreApplication.translate
_ORDER = {state: n for n, state in enumerate(PromiseState)}
_TONES = {
    PromiseState.KEPT: "ok_fg",
    PromiseState.PARTLY_KEPT: "warn_fg",
    PromiseState.BROKEN: "error_fg",
    PromiseState.CANCELLED: "text_3",
}


class PromisesModel(QObject):
    """The list follows the news by itself."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        store = workspace.desk.store
        listing: Listing[PromiseRow] = Listing(
            name="promises",
            load=lambda: promise_rows(store, workspace.reach),
            identity=lambda row: row.promise.id,
            words=lambda row: searchable(row.whose),
            columns=promise_columns(workspace),
            qualities=_qualities(workspace),
            kind="promise",
            load_ids=lambda ids: promise_rows(store, workspace.reach, ids),
            order=lambda: lambda row: _nearness(row.promise.due_on, workspace.today),
        )
        self.list = LiveList(workspace, listing, View(), self)

    def row(self, promise_id: str) -> PromiseRow | None:
        """A promise by its id."""
        return self.list.row(promise_id)


def _nearness(due: date, today: date) -> tuple[bool, int]:
    """Today and what comes first, then what is past, from its end."""
    ahead = due.toordinal() - today.toordinal()
    return (ahead < 0, abs(ahead))


def _qualities(workspace: Workspace) -> tuple[Quality[PromiseRow], ...]:
    locale = workspace.locale
    return (
        Quality(
            "state",
            translate("Agreements", "State"),
            lambda row: row.promise.state,
            lambda: [(state.value, word(state, locale)) for state in PromiseState],
        ),
        day_quality(
            "due", translate("Agreements", "Due"), lambda row: row.promise.due_on, workspace, _days
        ),
        day_quality(
            "made",
            translate("Agreements", "Made on"),
            lambda row: row.promise.made_at.astimezone(workspace.zone).date(),
            workspace,
            past_days,
        ),
        Quality(
            "agent",
            translate("Agreements", "Agent"),
            lambda row: row.promise.agent_id or "",
            word=lambda row: row.whose.agent_name,
        ),
        Quality(
            "portfolio",
            translate("Agreements", "Portfolio"),
            lambda row: row.promise.portfolio_id,
            word=lambda row: row.whose.portfolio_name,
        ),
    )


def _days() -> Options:
    return [
        (TODAY, translate("Days", "Today")),
        (TOMORROW, translate("Days", "Tomorrow")),
        (YESTERDAY, translate("Days", "Yesterday")),
        (WEEK, translate("Days", "This week")),
        (MONTH, translate("Days", "This month")),
        (LATER, translate("Days", "Later")),
        (LAST_7, translate("Days", "Last 7 days")),
        (LAST_30, translate("Days", "Last 30 days")),
    ]


def promise_columns(workspace: Workspace) -> list[Column[PromiseRow]]:
    """All columns, in order."""
    return [
        *account_columns(workspace, lambda row: row.whose),
        *_money_columns(workspace),
        *_state_columns(workspace),
        *whose_columns(workspace, lambda row: row.whose),
    ]


def _money_columns(workspace: Workspace) -> list[Column[PromiseRow]]:
    column = Columns[PromiseRow](workspace)
    return [
        column(
            "amount",
            translate("Agreements", "Amount"),
            lambda row: Amount(row.promise.amount_minor, row.promise.currency),
            130,
            ColumnType.MONEY,
        ),
        column(
            "paid",
            translate("Agreements", "Paid to the bank"),
            lambda row: Amount(row.paid_minor, row.promise.currency) if row.paid_minor else None,
            130,
            ColumnType.MONEY,
        ),
    ]


def _state_columns(workspace: Workspace) -> list[Column[PromiseRow]]:
    locale, column = workspace.locale, Columns[PromiseRow](workspace)
    return [
        column(
            "due",
            translate("Agreements", "Due"),
            lambda row: row.promise.due_on,
            96,
            ColumnType.DATE,
        ),
        column(
            "state",
            translate("Agreements", "State"),
            lambda row: word(row.promise.state, locale),
            180,
            text=lambda row: state_words(row, workspace),
            sort=lambda row: (_ORDER[row.promise.state], row.promise.due_on),
            tone=lambda row: _TONES.get(row.promise.state, ""),
        ),
        column(
            "made",
            translate("Agreements", "Made"),
            lambda row: row.promise.made_at,
            120,
            ColumnType.INSTANT,
        ),
    ]


def state_words(row: PromiseRow, workspace: Workspace) -> str:
    """«Vigente · en 3 días», «Incumplida · 12 días tarde»: the state, how far its day is."""
    said = word(row.promise.state, workspace.locale)
    days = (row.promise.due_on - workspace.today).days
    if row.promise.state in (PromiseState.KEPT, PromiseState.CANCELLED):
        return said
    if days == 0:
        today = translate("Agreements", "today")
        return f"{said} · {today}"
    code = "money.ahead" if days > 0 else "money.late"
    return f"{said} · {say(code, {'count': abs(days)}, workspace.locale)}"
