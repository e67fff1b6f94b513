"""What is done with visits from the desk: create, edit, assign, cancel, reopen. All work
offline.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from kobra_desktop.commands import lawfulness
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import NOTHING_SEEN, Done, Refused, Seen, do
from kobra_desktop.store import rows
from kobra_desktop.store.making import Edit
from kobra_desktop.store.queries.cards import VisitCard, cards_of, visit_card, visit_cards
from kobra_desktop.store.watching import Step, Watch, in_parts, unwatched
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import DomainError, Invalid, NotAllowed
from kobra_domain.people import Agent
from kobra_domain.visit_moves import UNORDERED
from kobra_domain.visits import Visit, VisitState

_RESCHEDULING = {"planned_on", "window_start_at", "window_end_at", "address_id", "account_ids"}
_Plan = Callable[[VisitCard], list[Edit]]


def create_visit(
    desk: Desk,
    *,
    account_ids: Sequence[str],
    planned_on: date | None = None,
    agent_id: str | None = None,
    **fields: Any,
) -> Done:
    """A new visit, a draft unless an agent is named; `ids[0]` is its id. `fields` are the others of
    a `Visit` that its plan has; `portfolio_id`, `party_id` and `address_id` are needed.

    Raises DomainError; Refused of the contact rules when an agent is named and the law says no.
    """
    now = desk.clock()
    visit_id = desk.new_phone_id()
    values: dict[str, Any] = {
        **fields,
        "id": visit_id,
        "account_ids": tuple(account_ids),
        "planned_on": planned_on,
        "created_at": now,
        "created_by": desk.who.id,
    }
    if agent_id is not None:
        check_agent(desk, agent_id, planned_on)
        values |= {"agent_id": agent_id, "state": VisitState.ASSIGNED, "assigned_at": now}
    if agent_id is not None or planned_on is not None:
        _ask_law_of_plan(card_of_new(desk, Visit(**values)), now)
    cancel = {"state": VisitState.CANCELLED, "cancel_reason": "-", "ended_at": now}
    return do(
        desk,
        [Edit("visit.create", visit_id, values)],
        inverse=[Edit("visit.cancel", visit_id, cancel)],
    )


def edit_visit(desk: Desk, visit_id: str, *, seen: Visit | None = None, **changes: Any) -> Done:
    """Write these fields of a visit that nobody has begun; the law is asked again when it matters.

    `seen`: the visit that the person had before them; what somebody else has written over it since
    becomes a conflict.
    Raises DomainError; Refused of the contact rules.
    """
    card = _card(desk, visit_id)
    visit = card.visit
    after = revise(COMMANDS["visit.edit"], visit, changes)
    is_planned = isinstance(after, Visit) and (after.agent_id or after.planned_on)
    if is_planned and not _RESCHEDULING.isdisjoint(changes):
        _ask_law_of_plan(card_of_new(desk, after), desk.clock())
    old = {name: getattr(visit, name) for name in changes}
    return do(
        desk,
        [Edit("visit.edit", visit_id, changes, seen)],
        inverse=[Edit("visit.edit", visit_id, old)],
    )


def assign_visits(
    desk: Desk,
    *,
    visit_ids: Iterable[str],
    agent_id: str | None,
    planned_on: date | None = None,
    seen: Seen = NOTHING_SEEN,
    watch: Watch = unwatched,
) -> Done:
    """Give visits to an agent for a day (None: the day each has), or to nobody (agent None).

    What the law, its state or the rules refuse stays as it is and is told in `refused`; what
    somebody else did with a visit since it was `seen` becomes a conflict.
    Raises Invalid (`not_found`) or NotAllowed (`agent_absent`) for the agent; Stopped, when whoever
    watches gives it up: nothing is done. So do the other acts on many visits.
    """
    if agent_id is not None:
        check_agent(desk, agent_id, planned_on)
    now = desk.clock()

    def plan(card: VisitCard) -> list[Edit]:
        if agent_id is None:
            return unassignment(card)
        return assignment(card, agent_id, planned_on, now)

    return each_visit(desk, visit_ids, plan, seen, watch)


def assignment(
    card: VisitCard, agent_id: str, planned_on: date | None, now: datetime
) -> list[Edit]:
    """The edits that give a visit to an agent. Raises DomainError, Refused of the contact rules."""
    visit = card.visit
    day = planned_on or visit.planned_on
    if visit.agent_id == agent_id and visit.planned_on == day:
        return []
    made = without_window(card, day)
    made.append(
        Edit(
            "visit.assign",
            visit.id,
            {
                "state": VisitState.ASSIGNED,
                "agent_id": agent_id,
                "planned_on": day,
                "assigned_at": now,
                "on_phone_at": None,
                **UNORDERED,
            },
        )
    )
    revise(COMMANDS["visit.assign"], visit, made[-1].changes)
    lawfulness.ask_law(card, day, now)
    return made


def without_window(card: VisitCard, day: date | None) -> list[Edit]:
    """The edit that takes an agreed hour of another day away: it says nothing about this one. Of
    what has expired it stays.
    """
    visit = card.visit
    if visit.window_start_at is None or lawfulness.window_on(card, day) is not None:
        return []
    gone = {"window_start_at": None, "window_end_at": None}
    return [] if visit.state is VisitState.EXPIRED else [Edit("visit.edit", visit.id, gone)]


def unassignment(card: VisitCard) -> list[Edit]:
    """The edits that take a visit from its agent."""
    nobody = {
        "state": VisitState.DRAFT,
        "agent_id": None,
        "assigned_at": None,
        "on_phone_at": None,
        **UNORDERED,
    }
    if card.visit.state is VisitState.DRAFT:
        return []
    return [Edit("visit.assign", card.visit.id, nobody)]


def cancel_visits(
    desk: Desk,
    *,
    visit_ids: Iterable[str],
    reason: str,
    seen: Seen = NOTHING_SEEN,
    watch: Watch = unwatched,
) -> Done:
    """Call visits off; those already begun or ended are told in `refused`."""
    now = desk.clock()
    changes = {"state": VisitState.CANCELLED, "cancel_reason": reason, "ended_at": now}
    plan = lambda card: [Edit("visit.cancel", card.visit.id, changes)]  # noqa: E731
    return each_visit(desk, visit_ids, plan, seen, watch)


def reopen_visits(
    desk: Desk,
    *,
    visit_ids: Iterable[str],
    seen: Seen = NOTHING_SEEN,
    watch: Watch = unwatched,
) -> Done:
    """Make cancelled and expired visits drafts again."""
    return each_visit(desk, visit_ids, lambda card: [_reopening(card.visit)], seen, watch)


def refusals(desk: Desk, *, visit_ids: Iterable[str], planned_on: date | None) -> list[Refused]:
    """Which of these visits the law would refuse on that day; nothing is written."""
    now = desk.clock()
    found = []
    for card in visit_cards(desk.store, visit_ids):
        reason = lawfulness.refusal(card, planned_on=planned_on, now=now)
        if reason is not None:
            found.append(Refused(card.visit.id, title_of(card), reason))
    return found


def each_visit(desk: Desk, visit_ids: Iterable[str], plan: _Plan, seen: Seen, watch: Watch) -> Done:
    """Do to each visit what `plan` says, and leave out those for which it or the rules say no."""
    edits: list[Edit] = []
    inverse: list[Edit] = []
    refused: list[Refused] = []
    for part in in_parts(list(dict.fromkeys(visit_ids)), Step.ASKING, watch):
        for card in visit_cards(desk.store, part):
            try:
                wanted = plan(card)
                entity: Any = card.visit
                for edit in wanted:
                    entity = revise(COMMANDS[edit.command], entity, edit.changes)
            except DomainError as reason:
                refused.append(Refused(card.visit.id, title_of(card), reason))
                continue
            edits += (replace(edit, seen=seen.get(card.visit.id)) for edit in wanted)
            inverse += opposite(card.visit, wanted)
    return do(desk, edits, inverse=inverse, refused=refused, watch=watch)


def opposite(before: Visit, edits: Sequence[Edit]) -> list[Edit]:
    """The edits that bring a visit back to what it was before these, as near as its life
    permits.
    """
    made: list[Edit] = []
    names = {edit.command for edit in edits}
    if "visit.cancel" in names:
        made.append(_reopening(before))
    if not names.isdisjoint({"visit.cancel", "visit.assign"}):
        made.append(_assigned_as(before))
    elif "visit.order" in names:
        made.append(ordered_as(before))
    if "visit.edit" in names:
        old = {n: getattr(before, n) for e in edits if e.command == "visit.edit" for n in e.changes}
        made.append(Edit("visit.edit", before.id, old))
    return made


def _assigned_as(before: Visit) -> Edit:
    has_agent = before.state in (VisitState.ASSIGNED, VisitState.ON_PHONE)
    changes = {
        "state": VisitState.ASSIGNED if has_agent else VisitState.DRAFT,
        "agent_id": before.agent_id if has_agent else None,
        "assigned_at": before.assigned_at if has_agent else None,
        "planned_on": before.planned_on,
        "on_phone_at": None,
        **ordered_as(before).changes,
    }
    return Edit("visit.assign", before.id, changes)


def ordered_as(visit: Visit) -> Edit:
    """The edit that gives a visit its place in the day, its hour and its pins once more."""
    names = ("position", "expected_at", "pins")
    return Edit("visit.order", visit.id, {name: getattr(visit, name) for name in names})


def _reopening(visit: Visit) -> Edit:
    changes = {
        "state": VisitState.DRAFT,
        "agent_id": None,
        "assigned_at": None,
        "on_phone_at": None,
        "cancel_reason": "",
        "ended_at": None,
        **UNORDERED,
    }
    return Edit("visit.reopen", visit.id, changes)


def _card(desk: Desk, visit_id: str) -> VisitCard:
    card = visit_card(desk.store, visit_id)
    if card is None:
        raise Invalid("not_found", field="id")
    return card


def card_of_new(desk: Desk, visit: Any) -> VisitCard:
    """A card of a visit that is not in the replica yet, for the rules to look at."""
    with desk.store.reading() as connection:
        return cards_of(connection, [(visit, 0)])[0]


def _ask_law_of_plan(card: VisitCard, now: datetime) -> None:
    """As the server does: a window must lie on the planned day."""
    day, start_at = card.visit.planned_on, card.visit.window_start_at
    if day and start_at and lawfulness.window_on(card, day) is None:
        raise Invalid("window_on_another_day", field="window_start_at")
    lawfulness.ask_law(card, day, now)


def check_agent(desk: Desk, agent_id: str, planned_on: date | None) -> None:
    """Raise Invalid (`not_found`) or NotAllowed (`agent_absent`) for who can be given nothing."""
    with desk.store.reading() as connection:
        agent = rows.one(connection, "agent", agent_id)
    if not isinstance(agent, Agent) or not agent.is_active:
        raise Invalid("not_found", field="agent_id")
    if agent.absent_on is not None and agent.absent_on == planned_on:
        raise NotAllowed("agent_absent", name=agent.name)


def title_of(card: VisitCard) -> str:
    """By what a person knows it."""
    return card.party.name if card.party else ""
