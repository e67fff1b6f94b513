"""What an event says to a client institution: ids, states and numbers; names and amounts only where
its portfolio lets them out. Small: under 20 kB whatever the visit holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from field_api.change_log.rows import find_all
from kobra_domain.events import Event, EventKind
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent
from kobra_domain.portfolios import Account, Party, Portfolio
from kobra_domain.visits import Visit
from kobra_records import json_form

MOST_BYTES = 20_000
_MOST_ACCOUNTS = 200
_ENDS = (EventKind.VISIT_COMPLETED, EventKind.VISIT_NOT_COMPLETED)
_OF_VISIT = ("state", "outcome", "not_completed_reason", "verdict", "distance_m", "ended_at")
_THING = {
    EventKind.PROMISE_MADE: "promise",
    EventKind.PROMISE_BROKEN: "promise",
    EventKind.PAYMENT_REPORTED: "payment",
    EventKind.ADDRESS_PROPOSED: "proposal",
    EventKind.SUBMISSION_REVIEWED: "review",
}
_AMOUNTS, _NAMES = "amounts", "names"
_OF_AMOUNTS = ("amount_minor", "currency")
_OF_PLACES = ("lat", "lon")  # where somebody lives
_OF_NOBODY = ("account_id", "account_ids", "party_id", "address_id")


@dataclass(frozen=True, slots=True)
class Book:
    """The rows that some events name, read once."""

    portfolios: Mapping[str, Portfolio]
    visits: Mapping[str, Visit]
    agents: Mapping[str, Agent]
    accounts: Mapping[str, Account]
    parties: Mapping[str, Party]


def book_of(connection: Connection, events: Sequence[Event]) -> Book:
    """The rows that the events name, as they are now."""
    visits = find_all(connection, Visit, _some(one.visit_id for one in events))
    portfolios = find_all(connection, Portfolio, _some(one.portfolio_id for one in events))
    accounts = {account for one in events for account in _accounts(one, visits)}
    agents = {_agent(one, visits) for one in events}
    showing = {one.id for one in portfolios.values() if _shows(one, _NAMES)}
    parties = (one.party_id for one in visits.values() if one.portfolio_id in showing)
    return Book(
        portfolios=portfolios,
        visits=visits,
        agents=find_all(connection, Agent, _some(agents)),
        accounts=find_all(connection, Account, accounts),
        parties=find_all(connection, Party, _some(parties)),
    )


def body_of(event: Event, book: Book) -> str:
    """The body of an event, as it is sent to the byte."""
    data = _data(event, book)
    made = _text(event, data)
    if len(made.encode()) < MOST_BYTES:
        return made
    kept = {name: data[name] for name in ("event_id", "visit_id", "sequence", "version")}
    return _text(event, {**dict.fromkeys(data), **kept, "account_numbers": [], "is_cut": True})


def _text(event: Event, data: Mapping[str, Any]) -> str:
    return json_form.text({"type": event.kind.value, "timestamp": event.at, "data": data})


def _data(event: Event, book: Book) -> dict[str, Any]:
    portfolio = book.portfolios.get(event.portfolio_id or "")
    agent = book.agents.get(_agent(event, book.visits) or "")
    accounts = [book.accounts[one] for one in _accounts(event, book.visits) if one in book.accounts]
    data: dict[str, Any] = {
        "event_id": event.id,
        "visit_id": event.visit_id,
        "portfolio_id": event.portfolio_id,
        "agent_code": agent.code if agent else None,
        "account_numbers": [one.number for one in accounts[:_MOST_ACCOUNTS]],
        **_visit_facts(event, book),
        "sequence": event.sequence,
        "version": event.version,
    }
    if (thing := _THING.get(event.kind)) is not None:
        data[thing] = {"id": event.subject_id, **_own_facts(event, portfolio)}
    if portfolio is not None and _shows(portfolio, _NAMES):
        visit = book.visits.get(event.visit_id or "")
        party = book.parties.get(visit.party_id) if visit else None
        data["holder_name"] = party.name if party else None
        data["agent_name"] = agent.name if agent else None
    return data


def _visit_facts(event: Event, book: Book) -> dict[str, Any]:
    """As of the event where it is the visit's end, else as of now."""
    if event.kind in _ENDS:
        facts = {name: event.facts.get(name) for name in _OF_VISIT}
        ended_at = facts["ended_at"]  # facts are kept as text: a moment is written in one way
        return facts | ({"ended_at": _moment(ended_at)} if isinstance(ended_at, str) else {})
    visit: Entity | None = book.visits.get(event.visit_id or "")
    return {name: getattr(visit, name, None) for name in _OF_VISIT}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _own_facts(event: Event, portfolio: Portfolio | None) -> dict[str, Any]:
    hidden = set(_OF_NOBODY)
    if portfolio is None or not _shows(portfolio, _AMOUNTS):
        hidden.update(_OF_AMOUNTS)
    if portfolio is None or not _shows(portfolio, _NAMES):
        hidden.update(_OF_PLACES)
    return {name: value for name, value in event.facts.items() if name not in hidden}


def _shows(portfolio: Portfolio, what: str) -> bool:
    return what in portfolio.webhook_shows


def _agent(event: Event, visits: Mapping[str, Visit]) -> str | None:
    visit = visits.get(event.visit_id or "")
    return event.agent_id or (visit.agent_id if visit else None)


def _accounts(event: Event, visits: Mapping[str, Visit]) -> list[str]:
    """Those that the event is about: its own one, else all of the visit."""
    one, all_of = event.facts.get("account_id"), event.facts.get("account_ids")
    if isinstance(one, str):
        return [one]
    if isinstance(all_of, list):
        return all_of
    visit = visits.get(event.visit_id or "")
    return list(visit.account_ids) if visit else []


def _some(ids: Iterable[str | None]) -> list[str]:
    return sorted({one for one in ids if one})
