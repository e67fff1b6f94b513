"""The account statement of one person: what the institution's files say, of which day, and whom to
ask about one's data. Amounts of two currencies are never added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kobra_domain.dues import BankPayment, Promise
from kobra_domain.portfolios import Account, Institution, Party, Portfolio
from kobra_domain.shift import local_day
from kobra_domain.words import LOCALES, field_title, full_day, money, say, word
from kobra_records.files.paper.blocks import (
    Block,
    Column,
    Letterhead,
    Notice,
    Pairs,
    Paper,
    Run,
    Section,
    Table,
    Text,
)
from kobra_records.files.paper.letterhead import letterhead_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Whose accounts, with what was paid and promised on them; `printed_by` stands at the foot."""

    institution: Institution | None
    portfolio: Portfolio
    party: Party
    accounts: tuple[Account, ...]
    bank_payments: tuple[BankPayment, ...]
    promises: tuple[Promise, ...]
    made_at: datetime
    printed_by: str = ""


def statement_paper(statement: Statement, locale: str) -> Paper:
    """The document in the reader's language; its words of money are those of the portfolio's
    country.
    """
    own = f"{locale.partition('_')[0]}_{statement.portfolio.country}"
    said = _Said(statement, own if own in LOCALES else locale)
    return Paper(
        title=say("statement.title", None, locale),
        locale=said.locale,
        made_at=statement.made_at,
        blocks=tuple(said.blocks()),
        subtitle=statement.party.name,
        letterhead=said.letterhead(),
        footer=statement.printed_by,
    )


class _Said:
    def __init__(self, statement: Statement, locale: str) -> None:
        self.locale, self._of = locale, statement
        self._numbers = {one.id: one.number for one in statement.accounts}

    def letterhead(self) -> Letterhead | None:
        """Name, tax number and mark of whose debts they are."""
        owner = self._of.institution
        return letterhead_of(owner) if owner is not None else None

    def blocks(self) -> Iterator[Block]:
        """What it says, in order."""
        yield Notice(say("statement.no_certificate", None, self.locale))
        if self._of.party.deceased_known_at is not None:
            yield Notice(say("statement.deceased", None, self.locale))
        yield Pairs(tuple(self._who()), share=0.3)
        yield Section(say("statement.accounts", None, self.locale))
        if self._of.accounts:
            yield self._accounts()
        else:
            yield self._nothing()
        yield Section(say("statement.payments", None, self.locale))
        yield self._payments() if self._of.bank_payments else self._nothing()
        yield Section(say("statement.promises", None, self.locale))
        yield self._promises() if self._of.promises else self._nothing()
        yield Section(say("statement.source", None, self.locale))
        yield Text(self._source())
        owner = self._of.institution
        if owner is not None and owner.data_requests_to:
            yield Section(say("statement.your_data", None, self.locale))
            told = {"institution": owner.name, "contact": owner.data_requests_to}
            yield Text(say("statement.data_requests", told, self.locale))

    def _nothing(self) -> Text:
        return Text((Run(say("statement.nothing", None, self.locale), "quiet"),))

    def _day(self, day: date | None) -> str:
        return full_day(day, self.locale) if day is not None else "—"

    def _title(self, name: str, kind: str = "account") -> str:
        return field_title(name, kind, self.locale)

    def _who(self) -> Iterator[tuple[str, str]]:
        party, portfolio = self._of.party, self._of.portfolio
        yield self._title("name", "party"), party.name
        if party.document_number:
            yield self._title("document_number", "party"), party.document
        yield say("kind.portfolio", None, self.locale), portfolio.name
        made_on = local_day(portfolio.time_zone, self._of.made_at)
        yield say("statement.made_on", None, self.locale), self._day(made_on)

    def _accounts(self) -> Table:
        columns = (
            Column(say("kind.account", None, self.locale), 2),
            Column(self._title("product"), 2),
            Column(self._title("balance_minor"), 2.4, is_right=True),
            Column(self._title("overdue_minor"), 2.4, is_right=True),
            Column(self._title("days_past_due"), 1.1, is_right=True),
            Column(self._title("cut_off_on"), 1.7, is_right=True),
        )
        rows = [
            (
                f"{one.number}\n{word(one.state, self.locale)}",
                one.product or "—",
                money(one.balance_minor, one.currency),
                money(one.overdue_minor, one.currency),
                "—" if one.has_unknown_days else str(one.days_past_due),
                self._day(one.cut_off_on),
            )
            for one in self._of.accounts
        ]
        return Table(columns, (*rows, *self._totals()))

    def _totals(self) -> Iterator[tuple[tuple[Run, ...], ...]]:
        """One line a currency, where there are two accounts of it."""
        for currency in sorted({one.currency for one in self._of.accounts}):
            held = [one for one in self._of.accounts if one.currency == currency]
            if len(held) > 1:
                words = (
                    say("statement.total", {"currency": currency}, self.locale),
                    "",
                    money(sum(one.balance_minor for one in held), currency),
                    money(sum(one.overdue_minor for one in held), currency),
                    "",
                    "",
                )
                yield tuple((Run(one, "strong"),) for one in words)

    def _payments(self) -> Table:
        columns = (
            Column(self._title("value_on", "bank_payment"), 1.7),
            Column(say("kind.account", None, self.locale), 2),
            Column(self._title("reference", "bank_payment"), 3),
            Column(say("statement.amount", None, self.locale), 2.4, is_right=True),
        )
        paid = sorted(self._of.bank_payments, key=lambda one: (one.value_on, one.id))
        rows = tuple(
            (
                self._day(one.value_on),
                self._numbers.get(one.account_id or "", one.account_number),
                self._how(one),
                money(-one.amount_minor if one.is_reversal else one.amount_minor, one.currency),
            )
            for one in paid
        )
        return Table(columns, rows)

    def _how(self, paid: BankPayment) -> str:
        back = say("statement.reversal", None, self.locale) if paid.is_reversal else ""
        return " · ".join(part for part in (back, paid.method, paid.reference) if part) or "—"

    def _promises(self) -> Table:
        columns = (
            Column(say("statement.promised_on", None, self.locale), 1.7),
            Column(say("kind.account", None, self.locale), 2),
            Column(say("statement.promised_for", None, self.locale), 1.7),
            Column(say("statement.state", None, self.locale), 1.7),
            Column(say("statement.amount", None, self.locale), 2.4, is_right=True),
        )
        zone = self._of.portfolio.time_zone
        made = sorted(self._of.promises, key=lambda one: (one.due_on, one.id))
        rows = tuple(
            (
                self._day(local_day(zone, one.made_at)),
                self._numbers.get(one.account_id, "—"),
                self._day(one.due_on),
                word(one.state, self.locale),
                money(one.amount_minor, one.currency),
            )
            for one in made
        )
        return Table(columns, rows)

    def _source(self) -> str:
        days = sorted({one.cut_off_on for one in self._of.accounts if one.cut_off_on is not None})
        if not days:
            return say("statement.no_cut_off", None, self.locale)
        told = {"days": ", ".join(self._day(day) for day in days)}
        return say("statement.cut_off", told, self.locale)
