"""What a report of compliance asks beside numbers (`kobra_domain.reports.papers`), as SQL that
SQLite and PostgreSQL answer alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

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

from kobra_domain.metrics.predicates import Clock, Predicate, terms_of
from kobra_domain.portfolios import AccountState, Party
from kobra_domain.reports.papers import Agreed, Knock, Signed
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
    connection: Connection, tables: Mapping[str, Table], within: ColumnElement[bool]
) -> dict[str, Agreed]:
    """By portfolio the people with other hours, in a document and without."""
    party = tables["party"].c
    has_document = func.trim(party.agreed_hours_document) != ""
    documented = func.sum(case((has_document, 1), else_=0))
    counted = select(party.portfolio_id, func.count(), documented).group_by(party.portfolio_id)
    has_hours = type_coerce(party.agreed_hours, Text) != "[]"
    found = connection.execute(counted.where(has_hours, within))
    return {
        portfolio_id: Agreed(int(some), count - int(some)) for portfolio_id, count, some in found
    }


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
