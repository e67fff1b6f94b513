"""Who visits what on a day, and in which order, taken as one act: what goes to another is assigned,
what stays is only ordered anew. All works offline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import NOTHING_SEEN, Done, Seen
from kobra_desktop.commands.visits import assignment, each_visit, unassignment
from kobra_desktop.store.making import Edit
from kobra_desktop.store.queries.cards import VisitCard
from kobra_desktop.store.watching import Watch, unwatched
from kobra_domain.visits import PlanPin, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a visit stands in a day: whose, the how-manieth (from 1), and when it is expected."""

    agent_id: str
    position: int
    expected_at: datetime | None = None


def take_plan(
    desk: Desk,
    *,
    on: date,
    places: Mapping[str, Place],
    returned: Iterable[str] = (),
    seen: Seen = NOTHING_SEEN,
    watch: Watch = unwatched,
) -> Done:
    """Put each visit in its place of the day, and give those `returned` to nobody: one act, which
    is undone as one. A visit that stands there already is not written.

    What the law or a visit's state refuses stays as it is and is told in `refused`; what somebody
    else did with a visit since it was `seen` becomes a conflict. Raises Stopped, when whoever
    watches gives it up: nothing is done.
    """
    now = desk.clock()

    def plan(card: VisitCard) -> list[Edit]:
        place = places.get(card.visit.id)
        return unassignment(card) if place is None else _placed(card, place, on, now)

    return each_visit(desk, [*places, *returned], plan, seen, watch)


def pin_visits(
    desk: Desk, *, visit_ids: Iterable[str], pin: PlanPin, is_on: bool, seen: Seen = NOTHING_SEEN
) -> Done:
    """Hold visits to what they have by the plan, or let them go."""

    def plan(card: VisitCard) -> list[Edit]:
        held = set(card.visit.pins)
        pins = held | {pin} if is_on else held - {pin}
        if pins == held:
            return []
        kept = tuple(one for one in PlanPin if one in pins)
        return [Edit("visit.order", card.visit.id, {"pins": kept})]

    return each_visit(desk, visit_ids, plan, seen, unwatched)


def _placed(card: VisitCard, place: Place, on: date, now: datetime) -> list[Edit]:
    """The edits that bring a visit there. Raises DomainError, Refused of the contact rules."""
    visit = card.visit
    order = {"position": place.position, "expected_at": place.expected_at}
    made = assignment(card, place.agent_id, on, now)
    if made:
        kept = _pins_elsewhere(visit) if visit.agent_id != place.agent_id else visit.pins
        return [*made[:-1], replace(made[-1], changes={**made[-1].changes, **order, "pins": kept})]
    changes: dict[str, Any] = {n: v for n, v in order.items() if getattr(visit, n) != v}
    return [Edit("visit.order", visit.id, changes)] if changes else []


def _pins_elsewhere(visit: Visit) -> tuple[PlanPin, ...]:
    """What still holds with another agent: the hour."""
    return tuple(pin for pin in visit.pins if pin is PlanPin.HOUR)
