"""What of a day was not done goes on to another: the first lawful day after it, or one that was
chosen. All works offline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kobra_desktop.commands import lawfulness
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import NOTHING_SEEN, Done, Refused, Seen
from kobra_desktop.commands.visits import assignment, each_visit, title_of, without_window
from kobra_desktop.store.making import Edit
from kobra_desktop.store.queries.cards import VisitCard, visit_cards
from kobra_desktop.store.watching import Step, Watch, in_parts, unwatched
from kobra_domain.contact.gate import Allowed
from kobra_domain.errors import DomainError, NotAllowed, UnlawfulMove
from kobra_domain.shift import local_day
from kobra_domain.visits import NOT_BEGUN_STATES, VisitState

_ONE_DAY = timedelta(days=1)
_FURTHEST = timedelta(days=30)  # of rules that only ever name the next lawful moment


@dataclass(frozen=True, slots=True)
class Carry:
    """Where visits would go: by day how many, the first day first, and what stays, and why."""

    days: tuple[tuple[date, int], ...]
    refused: tuple[Refused, ...]


def foresee(
    desk: Desk, *, visit_ids: Sequence[str], on: date | None, watch: Watch = unwatched
) -> Carry:
    """What `carry_visits` would do; nothing is written. Raises Stopped."""
    now, counted = desk.clock(), dict[date, int]()
    refused: list[Refused] = []
    for part in in_parts(list(dict.fromkeys(visit_ids)), Step.ASKING, watch):
        for card in visit_cards(desk.store, part):
            try:
                day = _day_of(card, on, now)
                _edits(card, day, now, "")
            except DomainError as reason:
                refused.append(Refused(card.visit.id, title_of(card), reason))
                continue
            counted[day] = counted.get(day, 0) + 1
    return Carry(tuple(sorted(counted.items())), tuple(refused))


def carry_visits(
    desk: Desk,
    *,
    visit_ids: Iterable[str],
    on: date | None,
    reason: str,
    seen: Seen = NOTHING_SEEN,
    watch: Watch = unwatched,
) -> Done:
    """Plan visits that nobody has begun for another day, each with the agent it has. `on` None: the
    first day after today on which the law lets each be made at its address. The reason is kept in
    the audit.

    What the law or the visit's state refuses stays as it is and is told in `refused`. Raises
    Stopped, when whoever watches gives it up: nothing is done.
    """
    now = desk.clock()

    def plan(card: VisitCard) -> list[Edit]:
        return _edits(card, _day_of(card, on, now), now, reason)

    return each_visit(desk, visit_ids, plan, seen, watch)


def first_lawful_day(card: VisitCard, after: date, now: datetime) -> date:
    """The first day after one on which the visit may be made. Raises Refused of the contact rules,
    where waiting does not help.
    """
    day = after + _ONE_DAY
    while True:
        answer = lawfulness.permission(card, planned_on=day, now=now)
        if isinstance(answer, Allowed):
            return day
        next_at = answer.next_allowed_at
        next_on = local_day(answer.zone, next_at) if next_at is not None else None
        if next_on is None or not day < next_on <= after + _FURTHEST:
            raise answer.error()
        day = next_on


def _day_of(card: VisitCard, on: date | None, now: datetime) -> date:
    if on is not None:
        return on
    return first_lawful_day(card, local_day(lawfulness.zone_of(card), now), now)


def _edits(card: VisitCard, day: date, now: datetime, reason: str) -> list[Edit]:
    """The edits that put it on a day. Raises DomainError."""
    visit = card.visit
    if visit.state not in NOT_BEGUN_STATES and visit.state is not VisitState.EXPIRED:
        raise UnlawfulMove(
            "unlawful_move", before=visit.state.value, after=VisitState.ASSIGNED.value
        )
    if visit.agent_id is not None:
        if card.agent is not None and card.agent.absent_on == day:
            raise NotAllowed("agent_absent", name=card.agent.name)
        made = assignment(card, visit.agent_id, day, now)
    else:
        lawfulness.ask_law(card, day, now)
        made = [*without_window(card, day), Edit("visit.assign", visit.id, {"planned_on": day})]
    return [replace(edit, reason=reason) for edit in made]
