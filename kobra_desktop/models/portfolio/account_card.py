"""One account as its panel shows it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.models.about import About
from kobra_desktop.models.open_card import OpenCard
from kobra_desktop.models.portfolio import words
from kobra_desktop.models.visit_words import planned_words
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.account_card import AccountCard, account_card
from kobra_domain.portfolios import Address
from kobra_domain.visits import Visit
from kobra_domain.words import day_words, field_title, money, word

translate = QCoreApplication.translate
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """Everything the panel says, as words. `warning`: why the holder may not be contacted."""

    card: AccountCard
    title: str
    subtitle: str
    warning: str
    amounts: tuple[Pair, ...]
    people: tuple[Pair, ...]
    doors: tuple[Pair, ...]
    visits: tuple[Pair, ...]
    dues: tuple[Pair, ...]

    @property
    def about(self) -> About:
        """What the list of visits is held to."""
        account = self.card.row.account
        return About("account", account.id, account.number, self.card.visit_ids)

    @property
    def map_visit_id(self) -> str:
        """A visit by whose door the map shows where it is; empty for none."""
        placed = {one.id for one in self.card.addresses if one.lat is not None}
        found = (one.id for one in self.card.visits if one.address_id in placed)
        return next(found, "")


class AccountCardModel(OpenCard[AccountFacts]):
    """The account of the panel."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, lambda account_id: facts_of(workspace, account_id), parent)


def facts_of(workspace: Workspace, account_id: str) -> AccountFacts | None:
    """Read and phrase one account. Runs on a worker."""
    card = account_card(workspace.desk.store, account_id)
    if card is None:
        return None
    row = card.row
    may = row.contact == words.MAY
    return AccountFacts(
        card=card,
        title=row.holder_name or row.account.number,
        subtitle=f"{row.account.number} · {row.portfolio_name}",
        warning="" if may else words.contact_words(row.contact),
        amounts=tuple(_amounts(card, workspace)),
        people=tuple(_people(card, workspace)),
        doors=tuple(_door(one, workspace) for one in card.addresses),
        visits=tuple(_visit(one, card, workspace) for one in card.visits),
        dues=tuple(_dues(card, workspace)),
    )


def _amounts(card: AccountCard, workspace: Workspace) -> Iterator[Pair]:
    row, locale, today = card.row, workspace.locale, workspace.today
    account = row.account
    state = word(account.state, locale)
    yield translate("Visits", "State"), f"{state} · {words.bucket_words(row.bucket)}"
    for name in ("overdue_minor", "balance_minor", "principal_minor", "instalment_minor"):
        minor = getattr(account, name)
        if minor:
            yield field_title(name, "account", locale), money(minor, account.currency)
    for name in ("days_past_due", "product", "segment", "lot"):
        if said := getattr(account, name):
            yield field_title(name, "account", locale), str(said)
    for name in ("due_on", "next_due_on", "last_paid_on", "assigned_on", "cut_off_on"):
        if day := getattr(account, name):
            yield field_title(name, "account", locale), day_words(day, locale, today)
    if row.agent_name:
        since = account.agent_since_on
        day = day_words(since, locale, today) if since else ""
        yield translate("Visits", "Agent"), words.agent_words(row.agent_name, day)
    yield translate("Portfolio", "Authorisation"), words.paper_words(row.paper(today))


def _people(card: AccountCard, workspace: Workspace) -> Iterator[Pair]:
    for person in card.people:
        party, role = person.party, word(person.role, workspace.locale)
        if party is None:
            yield role, translate("Portfolio", "Not here yet")
            continue
        yield role, " · ".join(one for one in (party.name, party.document) if one)


def _door(address: Address, workspace: Workspace) -> Pair:
    quality = word(address.geocode_quality, workspace.locale)
    return word(address.kind, workspace.locale), f"{address.line} · {quality}"


def _visit(visit: Visit, card: AccountCard, workspace: Workspace) -> Pair:
    came = visit.outcome or visit.not_completed_reason
    said = word(visit.state, workspace.locale)
    if came is not None:
        said = f"{said} · {word(came, workspace.locale)}"
    if agent := card.agents.get(visit.agent_id or ""):
        said = f"{said} · {agent}"
    day = visit.ended_at or visit.planned_on
    return _day(day, card.row.time_zone, workspace), said


def _dues(card: AccountCard, workspace: Workspace) -> Iterator[Pair]:
    locale, zone = workspace.locale, card.row.time_zone
    for promise in card.promises:
        said = money(promise.amount_minor, promise.currency)
        due = day_words(promise.due_on, locale, workspace.today)
        state = word(promise.state, locale)
        promised = translate("Portfolio", "Promise of {amount} for {day} · {state}")
        yield (
            _day(promise.made_at, zone, workspace),
            promised.format(amount=said, day=due, state=state),
        )
    for payment in card.payments:
        heard = translate("Portfolio", "Payment of {amount}, heard at the door")
        said = money(payment.amount_minor, payment.currency)
        yield _day(payment.paid_on, zone, workspace), heard.format(amount=said)
    for paid in card.bank_payments:
        bank = translate("Portfolio", "Payment of {amount}, by the bank's file")
        if paid.is_reversal:
            bank = translate("Portfolio", "Reversal of {amount}, by the bank's file")
        said = money(paid.amount_minor, paid.currency)
        yield _day(paid.value_on, zone, workspace), bank.format(amount=said)


def _day(at: datetime | date | None, zone: str, workspace: Workspace) -> str:
    if isinstance(at, datetime):
        at = at.astimezone(ZoneInfo(zone)).date()
    return planned_words(at, workspace)
