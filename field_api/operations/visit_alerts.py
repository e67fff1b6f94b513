"""What a supervisor is told at once when an operation on a visit is applied."""

from datetime import datetime

from sqlalchemy import Connection, select

from field_api.change_log.record import Edit
from field_api.change_log.rows import find
from field_api.tables.replicated import submissions
from kobra_domain.alert_rules import RULES_ID, AlertRules
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent
from kobra_domain.visit_causes import seconds_taken, too_short
from kobra_domain.visits import Verdict, Visit
from kobra_records.ids import new_id

Filled = tuple[datetime | None, datetime | None]


def alert_edits(
    connection: Connection,
    after: Entity,
    before: Entity | None,
    now: datetime,
    form: Filled | None = None,
) -> list[Edit]:
    """The alerts of a check-in judged away from the door, and of an end that came too soon after
    its arrival; none for their retries. `form`: start and end of what ends the visit, if it is not
    written yet.
    """
    if not isinstance(after, Visit) or not isinstance(before, Visit):
        return []
    rules = find(connection, AlertRules, RULES_ID) or AlertRules()
    told = {
        AlertKind.OUTSIDE_FENCE: _away(after, before),
        AlertKind.VISIT_SHORT: _short(connection, after, before, rules, form),
    }
    return [
        (_alert(connection, after, kind, detail, now), None)
        for kind, detail in told.items()
        if detail and kind not in rules.off
    ]


def _away(after: Visit, before: Visit) -> str:
    is_new = after.check_in is not None and before.check_in is None
    return f"{after.distance_m:.0f}" if is_new and after.verdict is Verdict.AWAY else ""


def _short(
    connection: Connection, after: Visit, before: Visit, rules: AlertRules, form: Filled | None
) -> str:
    if before.ended_at is not None or not too_short(seconds_taken(after), after, rules):
        return ""
    c = submissions.c
    query = select(c.started_at, c.ended_at).where(c.visit_id == after.id)
    forms: list[Filled] = [(row[0], row[1]) for row in connection.execute(query)]
    return too_short(seconds_taken(after, [*forms, form] if form else forms), after, rules)


def _alert(
    connection: Connection, visit: Visit, kind: AlertKind, detail: str, now: datetime
) -> Alert:
    agent, place = find(connection, Agent, visit.agent_id), visit.check_in
    return Alert(
        id=new_id(),
        kind=kind,
        raised_at=now,
        last_at=now,
        team_id=agent.team_id if agent else None,
        agent_id=visit.agent_id,
        visit_id=visit.id,
        detail=detail,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
    )
