"""Random days of forms and edits, in every order."""

import random
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import pytest

from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.submissions import (
    Proposal,
    Submission,
)
from kobra_domain.visits import VisitState
from tests.field_api.servers import Running
from tests.field_api.submissions.phone import (
    AT_DOOR,
    Phone,
    form,
    new_instance,
)
from tests.field_api.submissions.rows import all_of, now_of
from tests.field_api.submissions.telling import (
    DAY,
    EVENING,
    at,
    send,
)
from tests.field_api.world import TODAY, World, write

KINDS: dict[str, dict[str, str]] = {
    "promise": {"resultado": "promise", "promesa_fecha": "2026-03-15"},
    "paid": {"resultado": "paid"},
    "refused": {"resultado": "refused"},
    "not done": {"motivo_no_realizada": "no_access"},
    "nothing": {},
}
AMOUNTS = {"promise": "promesa_monto", "paid": "pago_monto"}


@dataclass(frozen=True)
class Told:
    """One form of a random day: what it says, which one it edits, when it ended."""

    kind: str
    edits: int | None
    hour: str
    amount: int


def random_day(rng: random.Random) -> list[Told]:
    """Three forms, some of them edits of earlier ones, some at night."""
    made: list[Told] = []
    for n in range(3):
        edits = rng.choice([None, *range(n)])
        first = 8 if edits is None else int(made[edits].hour[:2]) + 1
        is_night = first > 18 or rng.random() < 0.2
        hour = (
            f"21:{10 + n}" if is_night else f"{rng.randint(first, 18):02}:{rng.randint(0, 59):02}"
        )
        made.append(Told(rng.choice(sorted(KINDS)), edits, hour, rng.randint(1, 999)))
    return made


@pytest.mark.parametrize("seed", [3, 8, 21, 34])
def test_a_random_day_says_the_same_in_every_order(
    server: Running, phone: Phone, world: World, seed: int
) -> None:
    """What is open in the end, whatever was said and taken back on the way."""
    server.clock.now = EVENING
    day = random_day(random.Random(seed))
    said = {order: outcome(server, phone, world, day, order) for order in permutations(range(3))}
    assert len(set(said.values())) == 1, (day, said)


def outcome(
    server: Running, phone: Phone, world: World, day: list[Told], order: tuple[int, ...]
) -> tuple[Any, ...]:
    """What stands after a new visit, at a door of its own, has got these forms in this order."""
    side = world.north.another()
    visit = side.visit(agent_id=side.agent.id, planned_on=TODAY, state=VisitState.ON_PHONE)
    write(server.database, *side.of_person(), visit)
    ids = [new_instance() for _ in day]
    forms = []
    for told, instance in zip(day, ids, strict=True):
        amount = {AMOUNTS[told.kind]: str(told.amount)} if told.kind in AMOUNTS else {}
        answers = {"visita": visit.id, "llegada": AT_DOOR, **DAY, "end": at(told.hour)}
        meta = (
            "" if told.edits is None else f"<orx:deprecatedID>{ids[told.edits]}</orx:deprecatedID>"
        )
        forms.append(form({**answers, **KINDS[told.kind], **amount}, instance, meta=meta))
    send(phone, *(forms[n] for n in order))
    done = now_of(server.database, visit)
    promises = [p for p in all_of(server.database, Promise) if p.visit_id == visit.id]
    payments = [p for p in all_of(server.database, Payment) if p.visit_id == visit.id]
    proposals = [p for p in all_of(server.database, Proposal) if p.visit_id == visit.id]
    read = [s for s in all_of(server.database, Submission) if s.visit_id == visit.id]
    return (
        (done.state, done.outcome, done.not_completed_reason, done.ended_at),
        tuple(sorted(p.amount_minor for p in promises if p.state is PromiseState.OPEN)),
        tuple(sorted(p.amount_minor for p in payments)),
        tuple(sorted((p.kind, p.amount_minor) for p in proposals)),
        tuple(sorted((ids.index(s.instance_id), s.problem) for s in read)),
    )
