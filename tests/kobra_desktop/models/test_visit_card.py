"""What the panel of a visit says, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from kobra_desktop.models.visit_card import facts_of, law_of
from kobra_desktop.models.workspace import Workspace
from kobra_domain.people import ShiftSpan
from kobra_domain.visits import Verdict, Visit, VisitState
from tests.kobra_desktop.models.test_renaming import write
from tests.kobra_desktop.views.world import World
from tests.kobra_domain.things import an_exception


def of_state(world: World, state: VisitState) -> Visit:
    """The first lawful visit in a state."""
    lawful = world.portfolios[0].id
    return next(v for v in world.visits if v.state is state and v.portfolio_id == lawful)


def test_an_open_visit_says_until_when_it_may_be_made(workspace: Workspace, world: World) -> None:
    """Friday at 10:41 in Bogotá: until 19:00."""
    facts = facts_of(workspace, of_state(world, VisitState.ON_PHONE).id)
    assert facts is not None
    assert facts.law is not None
    assert facts.law.sentence == "May be made until vie 20, 19:00"
    assert facts.law.tint == "neutral"
    values = dict(facts.facts)
    assert values["On the phone"].startswith("Yes, since 07:")
    assert values["Crédito"].endswith(" COP")
    assert facts.is_open_to("visit.assign")


def test_a_visit_allowed_by_agreement_says_so(workspace: Workspace, world: World) -> None:
    """The law's own hours may be over; begun or still to begin."""
    facts = facts_of(workspace, of_state(world, VisitState.ON_PHONE).id)
    assert facts is not None
    assert facts.card.party is not None
    for start, said in ((9, "until vie 20, 21:00"), (20, "vie 20, 20:00 to 21:00")):
        hours = tuple(ShiftSpan(weekday=day, start=time(start), end=time(21)) for day in range(5))
        party = replace(facts.card.party, hours_exceptions=(an_exception(hours),))
        law = law_of(replace(facts.card, party=party), workspace.now, "es")
        assert law is not None
        assert law.sentence == f"At hours they asked for (Solicitud 4): {said}"


def test_a_banned_visit_says_the_rule_and_its_source(workspace: Workspace, world: World) -> None:
    """Consumer credit is not visited in Colombia."""
    banned = next(
        v for v in world.visits if v.portfolio_id == world.portfolios[1].id and not v.ended_at
    )
    facts = facts_of(workspace, banned.id)
    assert facts is not None
    assert facts.law is not None
    assert facts.law.tint == "error"
    assert facts.law.source == "Ley 2300, art. 6 (CO)"


def test_an_ended_visit_says_its_verdict_and_its_life(workspace: Workspace, world: World) -> None:
    """No law any more; events in order of time."""
    visit = next(v for v in world.visits if v.verdict is Verdict.AT_ADDRESS)
    facts = facts_of(workspace, visit.id)
    assert facts is not None
    assert facts.law is None
    assert facts.verdict_mark == "at_address"
    assert "11 m" in facts.verdict_words
    times = [event.at for event in facts.events]
    assert times == sorted(times)
    assert [event.words for event in facts.events][:3] == ["Created", "Assigned", "On the phone"]
    assert not facts.is_open_to("visit.assign")


def test_a_visit_that_is_gone_has_no_facts(workspace: Workspace) -> None:
    """The panel closes."""
    assert facts_of(workspace, "00000000-0000-4000-8000-999999999999") is None


def test_the_servers_verdict_stands_when_the_door_has_moved_since(
    workspace: Workspace, world: World
) -> None:
    """Judged anew here it would be «away»; the numbers of then are no longer known, so not said."""
    visit = next(v for v in world.visits if v.verdict is Verdict.NEAR)
    facts = facts_of(workspace, visit.id)
    assert facts is not None
    assert facts.verdict_mark == "near"
    assert facts.verdict_words == "Cerca, sin certeza (67 m)"


def test_a_visit_that_the_server_called_off_says_why_in_words(
    workspace: Workspace, world: World
) -> None:
    visit = of_state(world, VisitState.ON_PHONE)
    for reason, said in (
        ("account_paid", "Pagado, según el archivo de la entidad"),
        ("El titular llamó", "El titular llamó"),
    ):
        write(world, visit, state=VisitState.CANCELLED, cancel_reason=reason)
        facts = facts_of(workspace, visit.id)
        assert facts is not None
        assert dict(facts.facts)["Reason"] == said
