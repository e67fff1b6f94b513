"""Payments as one list: what the bank's file says, and what was heard at doors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.commands.payments import match_payment
from kobra_desktop.models.administration.acts import FormActs, Refused, Then
from kobra_desktop.models.agreements.people import account_columns, searchable, whose_columns
from kobra_desktop.models.columns import Columns
from kobra_desktop.models.days import day_quality, past_days
from kobra_desktop.models.listing import Listing, Options, Quality
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.agreements import (
    MoneyRow,
    OfAccounts,
    money_rows,
    unmatched_count,
)
from kobra_desktop.store.queries.candidates import Suggested, accounts_for, accounts_found
from kobra_domain.collected import PaymentStanding
from kobra_domain.dues import BankPayment
from kobra_domain.words import method_words, money, say, word
from kobra_records.files.exports.table import Amount, ColumnType

__all__ = ["MoneyRow", "PaymentsModel", "Suggested", "hit_words", "unmatched"]

translate = QCoreApplication.translate
BANK, DOOR = "bank", "door"
PERIODS = (90, 400, 0)  # days back that are listed; 0: all
_TONES = {
    PaymentStanding.CONFIRMED: "ok_fg",
    PaymentStanding.NOT_SEEN: "error_fg",
    PaymentStanding.UNMATCHED: "warn_fg",
    PaymentStanding.REVERSAL: "warn_fg",
}


class PaymentsModel(QObject):
    """The list follows the news by itself. `days_back`: how far it goes; money without an account
    is listed however old it is.
    """

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        self.days_back = PERIODS[0]
        store = workspace.desk.store
        listing: Listing[MoneyRow] = Listing(
            name="payments",
            load=lambda: money_rows(store, workspace.today, self.since, workspace.reach),
            identity=lambda row: row.id,
            words=lambda row: searchable(
                row.whose, row.payment.reference, row.bank.document_number if row.bank else ""
            ),
            columns=payment_columns(workspace),
            qualities=_qualities(workspace),
            kind="bank_payment",
            load_ids=self._some,
            order=lambda: lambda row: (-row.day.toordinal(), row.id),
        )
        self.list = LiveList(workspace, listing, View(), self)

    def _some(self, ids: frozenset[str]) -> list[MoneyRow]:
        """These lines of the bank, and the money that they are joined with or were. On a worker."""
        workspace, shown = self.workspace, map(self.list.held.row, ids)
        were = {row.bank.account_id for row in shown if row is not None and row.bank is not None}
        of = OfAccounts(ids, {one for one in were if one})
        return money_rows(workspace.desk.store, workspace.today, self.since, workspace.reach, of)

    @property
    def since(self) -> date | None:
        """The first day listed; None: all."""
        back = self.days_back
        return self.workspace.today - timedelta(days=back) if back else None

    def look_back(self, days: int) -> None:
        """List so many days (0: all)."""
        if days != self.days_back:
            self.days_back = days
            self.list.reload()

    def row(self, payment_id: str) -> MoneyRow | None:
        """A payment by its id."""
        return self.list.row(payment_id)

    def suggest(
        self, payment: BankPayment, then: Callable[[list[Suggested]], None], owner: QObject
    ) -> None:
        """The accounts that a payment may be of."""
        store = self.workspace.desk.store
        self.acts.look(lambda: accounts_for(store, payment), then, owner)

    def find(
        self,
        typed: str,
        payment: BankPayment,
        then: Callable[[list[Suggested]], None],
        owner: QObject,
    ) -> None:
        """Accounts by number, name or document."""
        store = self.workspace.desk.store
        self.acts.look(lambda: accounts_found(store, typed, payment), then, owner)

    def match(self, payment: BankPayment, account_id: str, then: Then, refused: Refused) -> None:
        """Say whose a payment is."""
        desk = self.workspace.desk
        words = translate("Agreements", "Payment given to the account")
        self.acts.keep(
            lambda: match_payment(desk, payment.id, account_id, seen=payment), words, then, refused
        )


def unmatched(workspace: Workspace) -> LiveRead[int]:
    """How many payments of the bank wait for an account."""
    store = workspace.desk.store
    return LiveRead(workspace, lambda: unmatched_count(store, workspace.reach))


def hit_words(one: Suggested, locale: str) -> str:
    """«8841 · García Peña, María · $ 1.200.000 COP · Mismo documento»."""
    account = one.account
    balance = money(account.balance_minor, account.currency) if account.balance_minor else ""
    reasons = ", ".join(word(reason, locale) for reason in one.reasons)
    return "   ·   ".join(
        part for part in (account.number, one.party_name, balance, reasons) if part
    )


def sources() -> Options:
    """Where a payment is known from."""
    return [
        (BANK, translate("Agreements", "Bank")),
        (DOOR, translate("Agreements", "Visit")),
    ]


def source_of(row: MoneyRow) -> str:
    """`bank` or `door`."""
    return BANK if row.bank else DOOR


def _qualities(workspace: Workspace) -> tuple[Quality[MoneyRow], ...]:
    locale = workspace.locale
    return (
        Quality(
            "standing",
            translate("Agreements", "State"),
            lambda row: row.standing,
            lambda: [(one.value, word(one, locale)) for one in PaymentStanding],
        ),
        Quality("source", translate("Agreements", "Source"), source_of, sources),
        day_quality(
            "day", translate("Agreements", "Day"), lambda row: row.day, workspace, past_days
        ),
        day_quality(
            "heard",
            translate("Agreements", "Reported on"),
            lambda row: row.heard_at.astimezone(workspace.zone).date() if row.heard_at else None,
            workspace,
            past_days,
        ),
        day_quality(
            "booked",
            translate("Agreements", "Counts on"),
            lambda row: row.bank.booked_on if row.bank else None,
            workspace,
            past_days,
        ),
        Quality(
            "portfolio",
            translate("Agreements", "Portfolio"),
            lambda row: row.payment.portfolio_id,
            word=lambda row: row.whose.portfolio_name,
        ),
    )


def payment_columns(workspace: Workspace) -> list[Column[MoneyRow]]:
    """All columns, in order."""
    return [
        *account_columns(workspace, lambda row: row.whose),
        *_money_columns(workspace),
        *_state_columns(workspace),
        *_paper_columns(workspace),
        *whose_columns(workspace, lambda row: row.whose),
    ]


def _amount(row: MoneyRow) -> Amount:
    one = row.payment
    is_taken_back = isinstance(one, BankPayment) and one.is_reversal
    return Amount(-one.amount_minor if is_taken_back else one.amount_minor, one.currency)


def _money_columns(workspace: Workspace) -> list[Column[MoneyRow]]:
    column = Columns[MoneyRow](workspace)
    return [
        column("amount", translate("Agreements", "Amount"), _amount, 130, ColumnType.MONEY),
        column("day", translate("Agreements", "Day"), lambda row: row.day, 92, ColumnType.DATE),
        column(
            "booked",
            translate("Agreements", "Counts on"),
            lambda row: row.bank.booked_on if row.bank else None,
            92,
            ColumnType.DATE,
            is_shown=False,
        ),
    ]


def _state_columns(workspace: Workspace) -> list[Column[MoneyRow]]:
    locale, column = workspace.locale, Columns[MoneyRow](workspace)
    names = dict(sources())
    order = {one: n for n, one in enumerate(PaymentStanding)}
    return [
        column(
            "standing",
            translate("Agreements", "State"),
            lambda row: word(row.standing, locale),
            170,
            text=lambda row: standing_words(row, workspace),
            sort=lambda row: (order[row.standing], row.day),
            tone=lambda row: _TONES.get(row.standing, ""),
        ),
        column(
            "source",
            translate("Agreements", "Source"),
            lambda row: names[source_of(row)],
            76,
        ),
    ]


def _paper_columns(workspace: Workspace) -> list[Column[MoneyRow]]:
    column = Columns[MoneyRow](workspace)
    return [
        column(
            "method",
            translate("Agreements", "Method"),
            lambda row: method_words(row.payment.method, workspace.locale),
            96,
            is_shown=False,
        ),
        column(
            "reference",
            translate("Agreements", "Reference"),
            lambda row: row.payment.reference,
            104,
            ColumnType.CODE,
        ),
    ]


def standing_words(row: MoneyRow, workspace: Workspace) -> str:
    """The state; of money without an account how long it waits, of what waits to be sent that."""
    said = word(row.standing, workspace.locale)
    if row.is_pending:
        waits = translate("Agreements", "to send")
        return f"{said} · {waits}"
    days = (workspace.today - row.day).days
    is_old = row.standing in (PaymentStanding.UNMATCHED, PaymentStanding.NOT_SEEN) and days > 0
    if not is_old:
        return said
    return f"{said} · {say('money.age', {'count': days}, workspace.locale)}"
