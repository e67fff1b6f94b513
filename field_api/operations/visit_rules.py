"""What the server alone decides about a visit:
the contact rules, the geo verdict, and when it may be completed.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from field_api.change_log.rows import entities, find, find_all
from field_api.operations.moments import believed
from field_api.operations.persons import how_sought, same_people, who_came
from field_api.tables.replicated import authorisations, house_rules
from kobra_domain.buckets import bucket_at
from kobra_domain.commands import Command
from kobra_domain.contact import LONGEST_REST, Permission, Refusal, may_visit, rules_of
from kobra_domain.errors import Invalid, NotAllowed
from kobra_domain.geo import judge
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import Account, Address, Authorisation, Party, Portfolio
from kobra_domain.shift import Span, local_day
from kobra_domain.visits import ReviewState, Verdict, Visit, VisitState
from kobra_records.holidays import holidays_of
from kobra_records.sql.house import house_rows

_PLANNING = frozenset({"visit.create", "visit.edit", "visit.assign", "visit.reopen"})
_PLANNED = (
    "agent_id",
    "planned_on",
    "window_start_at",
    "window_end_at",
    "party_id",
    "address_id",
    "account_ids",
)
_FURTHEST = timedelta(days=3 * 366)


def ruled_visit(
    connection: Connection, command: Command, after: Visit, before: Visit | None, now: datetime
) -> Visit:
    """The visit with the server's findings. Raises Refused (the law), Invalid, NotAllowed."""
    if command.name in _PLANNING:
        if _is_planned_anew(after, before):
            _ask_the_law(connection, after, now)
        return after
    match command.name:
        case "visit.deliver":
            _ask_the_law(connection, after, now)
        case "visit.check_in":
            is_repeated = before is not None and before.check_in == after.check_in
            return after if is_repeated else _checked_in(connection, after, now)
        case "visit.complete":
            _check_completion(connection, after)
            return _ended(connection, after)
        case "visit.fail":
            return _ended(connection, after)
    return after


def _ended(connection: Connection, visit: Visit) -> Visit:
    """With the bucket and what was overdue of the day: numbers ask later how the account stood
    then.
    """
    portfolio = find(connection, Portfolio, visit.portfolio_id)
    account = find(connection, Account, next(iter(visit.account_ids), None))
    bounds = () if portfolio is None else portfolio.buckets
    return replace(
        visit,
        review=ReviewState.RECEIVED,
        bucket=bucket_at(account, bounds),
        overdue_minor=None if account is None else account.overdue_minor,
    )


def is_receipt(before: Entity, name: str, seen: Any) -> bool:
    """Whether a field differs from what the editor saw only because the phone has taken the visit
    since: nobody decided that, and it must not hold up whoever assigns or cancels it.
    """
    if not isinstance(before, Visit) or before.state is not VisitState.ON_PHONE:
        return False
    return (name == "state" and seen is VisitState.ASSIGNED) or (
        name == "on_phone_at" and seen is None
    )


def given_anew(command: Command, before: Entity, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What follows when a visit is assigned by somebody who did not know that a phone has it: it
    is on no phone any more.
    """
    is_on_phone = isinstance(before, Visit) and before.state is VisitState.ON_PHONE
    if command.name != "visit.assign" or not is_on_phone:
        return {}
    return {"state": wanted.get("state", VisitState.ASSIGNED), "on_phone_at": None}


def _is_planned_anew(after: Visit, before: Visit | None) -> bool:
    changed = {n for n in _PLANNED if before is None or getattr(after, n) != getattr(before, n)}
    if after.agent_id is not None:
        return bool(changed)
    # A draft keeps its day when an agent is taken off; only a new day is asked for.
    return after.planned_on is not None and bool(changed - {"agent_id"})


def permission(
    connection: Connection, visit: Visit, now: datetime, at: datetime | None = None
) -> Permission:
    """What the contact rules say of a visit at a moment, else in its window, else on its day.
    Raises Invalid where something that it names is not there.
    """
    portfolio, party, address = _place(connection, visit)
    accounts = find_all(connection, Account, visit.account_ids)
    if len(accounts) != len(visit.account_ids):  # the law would be asked about the rest only
        raise Invalid("unknown_reference", field="account_ids")
    people = same_people(connection, [party])
    since = min(now, at or now) - LONGEST_REST
    touches = how_sought(connection, [party], people, since)[party.id]
    came = who_came(connection, [address], since)[address.id]
    return may_visit(
        rules=rules_of(portfolio, house_rows(connection, house_rules)),
        party=party,
        address=address,
        portfolio=portfolio,
        accounts=list(accounts.values()),
        authorisations=entities(
            connection, Authorisation, authorisations.c.party_id == visit.party_id
        ),
        holidays=holidays_of(portfolio.country),
        now=now,
        at=at,
        window=None if at is not None else _window(visit),
        planned_on=None if at is not None else visit.planned_on,
        selves=people.get(party.id, ()),
        touches=[one for one in touches if one.id != visit.id],
        at_door=[one for one in came if one.id != visit.id],
        agent_id=visit.agent_id,
    )


def _ask_the_law(
    connection: Connection, visit: Visit, now: datetime, at: datetime | None = None
) -> None:
    """Raises Refused (the law), or Invalid."""
    if at is None:
        _check_when(connection, visit, now)
    answer = permission(connection, visit, now, at)
    if isinstance(answer, Refusal):
        raise answer.error()


def _check_when(connection: Connection, visit: Visit, now: datetime) -> None:
    """That its day and its window are near, and the window on its day."""
    day, window = visit.planned_on, _window(visit)
    if window is not None:
        _check_near("window_start_at", window.start_at, now)
        _check_near("window_end_at", window.end_at, now)
        portfolio, _party, address = _place(connection, visit)
        zone = address.time_zone or portfolio.time_zone
        if day is not None and local_day(zone, window.start_at) != day:
            raise Invalid("window_on_another_day", field="window_start_at")
    if day is not None and abs(day - now.date()) > _FURTHEST:
        raise Invalid("too_far_away", field="planned_on")


def _window(visit: Visit) -> Span | None:
    if visit.window_start_at is None or visit.window_end_at is None:
        return None
    return Span(visit.window_start_at, visit.window_end_at)


def _checked_in(connection: Connection, visit: Visit, now: datetime) -> Visit:
    if visit.check_in is None:
        raise Invalid("missing", field="check_in")
    _check_near("check_in", visit.check_in.at, now)
    # A clock that is ahead would ask about hours that have not come.
    _ask_the_law(connection, visit, now, at=believed(visit.check_in.at, now))
    portfolio, _party, address = _place(connection, visit)
    judgement = judge(visit.check_in, address, portfolio, received_at=now)
    return replace(visit, verdict=judgement.verdict, distance_m=judgement.distance_m)


def _check_completion(connection: Connection, visit: Visit) -> None:
    if visit.verdict is Verdict.AT_ADDRESS:
        return
    portfolio = find(connection, Portfolio, visit.portfolio_id)
    if portfolio is None or not portfolio.allows_away_completion:
        verdict = visit.verdict or Verdict.NO_FIX
        raise NotAllowed("not_at_address", verdict=verdict.value, distance_m=visit.distance_m)
    if not visit.result_note.strip():
        raise Invalid("reason_needed", field="result_note")


def _check_near(field: str, moment: datetime, now: datetime) -> None:
    if abs(moment - now) > _FURTHEST:
        raise Invalid("too_far_away", field=field)


def _place(connection: Connection, visit: Visit) -> tuple[Portfolio, Party, Address]:
    portfolio = find(connection, Portfolio, visit.portfolio_id)
    party = find(connection, Party, visit.party_id)
    address = find(connection, Address, visit.address_id)
    if portfolio is None or party is None or address is None:
        raise Invalid("unknown_reference", field="address_id")
    return portfolio, party, address
