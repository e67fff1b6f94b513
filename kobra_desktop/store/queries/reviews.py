"""What waits for a review: the queue of submissions, and which ended visits can be approved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_desktop.store.queries.reach import EVERYTHING, Reach
from kobra_desktop.store.queries.submissions import submissions_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.visits import Outcome, ReviewState, Verdict, VisitState


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One submission that nobody has judged. `photos`: how many files it names."""

    id: str
    visit_id: str | None
    received_at: datetime
    ended_at: datetime | None
    party_name: str
    street: str
    agent_name: str
    form_title: str
    outcome: Outcome | None
    state: VisitState | None
    verdict: Verdict | None
    distance_m: float | None
    logic_mismatch: bool | None
    searchable: str


def review_rows(
    replica: Replica, reach: Reach = EVERYTHING, ids: Iterable[str] | None = None
) -> list[ReviewRow]:
    """Those to review, the oldest first: who has waited longest is next."""
    one = RECORDS["submission"].c
    asked = _selected().where(one.review == ReviewState.RECEIVED, *submissions_within(reach))
    replaced = select(one.replaces).where(one.replaces != "")
    asked = asked.where(one.instance_id.not_in(replaced))
    with replica.reading() as connection:
        if ids is None:
            found = connection.execute(asked).all()
        else:
            found = [
                row
                for part in rows.chunks(ids)
                for row in connection.execute(asked.where(one.id.in_(part)))
            ]
    made = [_row(row) for row in found]
    made.sort(key=lambda row: (row.received_at, row.id))
    return made


def _selected() -> Select[Any]:
    table, visit, party = RECORDS["submission"], RECORDS["visit"], RECORDS["party"]
    address, agent, form = RECORDS["address"], RECORDS["agent"], RECORDS["questionnaire"]
    s, v = table.c, visit.c
    joined = (
        table.outerjoin(visit, v.id == s.visit_id)
        .outerjoin(party, party.c.id == v.party_id)
        .outerjoin(address, address.c.id == v.address_id)
        .outerjoin(agent, agent.c.id == s.agent_id)
        .outerjoin(form, form.c.id == s.questionnaire_id)
    )
    return select(
        s.id, s.visit_id, s.received_at, s.ended_at, party.c.name, address.c.street,
        agent.c.name, form.c.title, s.form_id, v.outcome, v.state, s.verdict, s.distance_m,
        s.logic_mismatch,
    ).select_from(joined)  # fmt: skip


def _row(found: Any) -> ReviewRow:
    (
        submission_id, visit_id, received_at, ended_at, party, street, agent, title, form_id,
        outcome, state, verdict, distance_m, mismatch,
    ) = found  # fmt: skip
    searchable = plain(f"{party or ''} {street or ''} {agent or ''} {title or form_id}")
    return ReviewRow(
        submission_id, visit_id, received_at, ended_at, party or "", street or "", agent or "",
        title or form_id, outcome, state, verdict, distance_m, mismatch, searchable,
    )  # fmt: skip


def review_count(replica: Replica, reach: Reach = EVERYTHING) -> int:
    """How many wait for a review."""
    one = RECORDS["submission"].c
    replaced = select(one.replaces).where(one.replaces != "")
    asked = select(func.count()).where(
        one.review == ReviewState.RECEIVED,
        one.instance_id.not_in(replaced),
        *submissions_within(reach),
    )
    with replica.reading() as connection:
        return int(connection.execute(asked).scalar_one())


def reviews_of_visits(replica: Replica, visit_ids: Iterable[str]) -> dict[str, ReviewState]:
    """What is said of the newest submission of each of these visits."""
    one = RECORDS["submission"].c
    made: dict[str, ReviewState] = {}
    with replica.reading() as connection:
        for part in rows.chunks(visit_ids):
            asked = select(one.visit_id, one.review).where(one.visit_id.in_(part))
            for row in connection.execute(asked.order_by(one.received_at)):
                made[row.visit_id] = row.review
    return made


def waiting_of_visits(replica: Replica, visit_ids: Iterable[str]) -> dict[str, str]:
    """The submission that can be approved, by visit: those named that wait for a review."""
    one = RECORDS["submission"].c
    made: dict[str, str] = {}
    with replica.reading() as connection:
        for part in rows.chunks(visit_ids):
            asked = (
                select(one.visit_id, one.id)
                .where(one.visit_id.in_(part), one.review == ReviewState.RECEIVED)
                .order_by(one.received_at)
            )
            made.update({row.visit_id: row.id for row in connection.execute(asked)})
    return made
