"""What a report of compliance asks beside numbers (`kobra_domain.reports.papers`), as SQL that
SQLite and PostgreSQL answer alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Text,
    and_,
    case,
    func,
    or_,
    select,
    type_coerce,
)

from kobra_domain.contacts import PetitionKind, PetitionState
from kobra_domain.metrics.predicates import Clock, Predicate, terms_of
from kobra_domain.portfolios import AccountState, Party
from kobra_domain.reports.filters import Span
from kobra_domain.reports.papers import Agreed, Complaints, Knock, Signed
from kobra_records.sql.facts import facts_of
from kobra_records.sql.metrics import condition
from kobra_records.sql.tables import entity_of

_AT_ONCE = 500  # ids in one condition


def signed(
    connection: Connection, tables: Mapping[str, Table], on: date, within: ColumnElement[bool]
) -> dict[str, Signed]:
    """By portfolio the accounts collected, and those with a paper that stands on a day."""
    account, paper = tables["account"].c, tables["authorisation"].c
    stands = select(paper.account_id).where(
        paper.signed_on <= on,
        or_(paper.expires_on.is_(None), paper.expires_on >= on),
        or_(paper.revoked_on.is_(None), paper.revoked_on > on),
    )
    authorised = func.sum(case((account.id.in_(stands), 1), else_=0))
    counted = select(account.portfolio_id, func.count(), authorised).group_by(account.portfolio_id)
    found = connection.execute(counted.where(account.state == AccountState.ACTIVE, within))
    return {portfolio_id: Signed(count, int(some)) for portfolio_id, count, some in found}


def agreed(
    connection: Connection, tables: Mapping[str, Table], on: date, within: ColumnElement[bool]
) -> dict[str, Agreed]:
    """By portfolio the people who asked for other hours, whose request stands on a day and whose
    does not.
    """
    party = tables["party"].c
    have_asked = select(party.portfolio_id, party.hours_exceptions).where(
        type_coerce(party.hours_exceptions, Text) != "[]", within
    )
    counted: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for portfolio_id, asked in connection.execute(have_asked):
        counted[portfolio_id][any(one.stands_on(on) for one in asked)] += 1
    return {key: Agreed(some[True], some[False]) for key, some in counted.items()}


def complaints(
    connection: Connection,
    tables: Mapping[str, Table],
    span: Span,
    on: date,
    within: ColumnElement[bool],
) -> dict[str, Complaints]:
    """By portfolio those received in the days of a span, by its clock, and how they stand."""
    petition, portfolio = tables["petition"].c, tables["portfolio"].c
    received = (
        select(petition.portfolio_id, portfolio.time_zone, petition.received_at)
        .add_columns(petition.state, petition.due_on)
        .join_from(tables["petition"], tables["portfolio"], portfolio.id == petition.portfolio_id)
        .where(petition.kind == PetitionKind.COMPLAINT, within)
    )
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for portfolio_id, zone, received_at, state, due_on in connection.execute(received):
        day = received_at.astimezone(ZoneInfo(zone)).date()
        if (span.first is None or day >= span.first) and (span.until is None or day < span.until):
            waits = "overdue" if due_on < on else "waiting"
            counted[portfolio_id][waits if state == PetitionState.OPEN else "settled"] += 1
    return {key: Complaints(**some) for key, some in counted.items()}


def knocks(
    connection: Connection,
    tables: Mapping[str, Table],
    where: Predicate,
    within: ColumnElement[bool],
) -> list[Knock]:
    """Of the visits under a condition, when the agent arrived, else when it ended."""
    visit = tables["visit"].c
    asked = terms_of(where) | {Clock("ended_at", "day")}
    facts = facts_of(connection, tables, "visit", asked)
    zone = facts.columns["time_zone"]
    rows = select(visit.check_in, visit.ended_at, zone, visit.portfolio_id, visit.party_id)
    found = connection.execute(
        rows.select_from(facts.origin).where(condition(where, facts), within)
    )
    made = [
        (check_in.at if check_in is not None else ended_at, *rest)
        for check_in, ended_at, *rest in found
    ]
    return [Knock(*one) for one in made if one[0] is not None]


def parties(
    connection: Connection,
    tables: Mapping[str, Table],
    ids: Collection[str],
    within: ColumnElement[bool],
) -> list[Party]:
    """Those of them that are there."""
    party = tables["party"]
    return [
        entity_of(Party, row)
        for some in _parts(sorted(ids))
        for row in connection.execute(select(party).where(and_(party.c.id.in_(some), within)))
    ]


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
