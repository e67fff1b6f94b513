"""One person over an institution's portfolios, and how often they were reached."""

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.contacts import Contact
from kobra_domain.persons import (
    LONGEST_STAY,
    STAY_GAP,
    Touch,
    before_stay,
    person_key,
    selves,
    touches,
)
from kobra_domain.portfolios import ChannelKind
from kobra_domain.visits import Outcome
from tests.kobra_domain.things import (
    NOW,
    PARTY_ID,
    PORTFOLIO_ID,
    a_check_in,
    a_party,
    a_visit,
    an_id,
)

OWN, SISTER, STRANGER = an_id(80), an_id(81), an_id(82)
INSTITUTIONS = {PORTFOLIO_ID: OWN, an_id(11): OWN, an_id(12): STRANGER}
DOCUMENT = {"document_type": "CC", "document_number": "52100200"}


def test_a_person_is_the_same_by_document_within_an_institution() -> None:
    here = a_party(**DOCUMENT)
    there = a_party(id=an_id(21), portfolio_id=an_id(11), **DOCUMENT)
    another = a_party(id=an_id(22), portfolio_id=an_id(12), **DOCUMENT)
    nit = a_party(id=an_id(23), portfolio_id=an_id(11), document_type="NIT", document_number="5")
    lost = a_party(id=an_id(24), portfolio_id=an_id(13), **DOCUMENT)
    everybody = [here, there, another, nit, lost]
    assert selves(everybody, everybody, INSTITUTIONS) == {here.id: (there,), there.id: (here,)}


def test_who_has_no_document_is_nobody_else() -> None:
    nameless = [a_party(), a_party(id=an_id(21))]
    assert person_key(nameless[0], OWN) is None
    assert person_key(a_party(**DOCUMENT), "") is None
    assert selves(nameless, nameless, INSTITUTIONS) == {}


def contact(number: int, minutes: int, **changes: object) -> Contact:
    known = {
        "id": an_id(number),
        "portfolio_id": PORTFOLIO_ID,
        "party_id": PARTY_ID,
        "at": NOW + timedelta(minutes=minutes),
        "channel": ChannelKind.PHONE,
        "is_two_way": False,
    }
    return Contact(**{**known, **changes})  # type: ignore[arg-type]


def test_every_contact_and_every_visit_made_is_one_touch() -> None:
    planned = a_visit(id=an_id(31))
    arrived = a_visit(id=an_id(32), check_in=a_check_in(at=NOW))
    spoken = a_visit(
        id=an_id(33), ended_at=NOW + timedelta(minutes=9), outcome=Outcome.CONTACT_HOLDER
    )
    left = a_visit(id=an_id(34), ended_at=NOW)  # cancelled: nobody went
    made = touches(
        [contact(41, 5), contact(42, -5, is_two_way=True, is_received=True)],
        [planned, spoken, arrived, left],
    )
    assert [(one.id, one.channel, one.is_two_way, one.is_received) for one in made] == [
        (an_id(42), ChannelKind.PHONE, True, True),
        (an_id(32), ChannelKind.VISIT, False, False),
        (an_id(41), ChannelKind.PHONE, False, False),
        (an_id(33), ChannelKind.VISIT, True, False),
    ]
    assert [one.kind for one in made] == ["contact", "visit", "contact", "visit"]


def at_door(number: int, minute: float, until: float | None, **changes: Any) -> Touch:
    """At the door DOOR by AGENT from a minute to another."""
    known: dict[str, Any] = {
        "channel": ChannelKind.VISIT,
        "is_two_way": True,
        "agent_id": AGENT,
        "door": DOOR,
        "ended_at": None if until is None else NOW + timedelta(minutes=until),
        "kind": "visit",
        "id": an_id(number),
    }
    return Touch(at=NOW + timedelta(minutes=minute), **{**known, **changes})


AGENT, DOOR = an_id(5), "CO|BOGOTA|8|12|40"


def left(known: list[Touch], minute: float) -> set[str]:
    at = NOW + timedelta(minutes=minute)
    return {one.id for one in before_stay(known, at, AGENT, DOOR)}


def test_visits_that_follow_each_other_at_a_door_are_one_stay() -> None:
    first, second, third = at_door(1, 0, 20), at_door(2, 25, 30), at_door(3, 31, None)
    assert left([second, third, first], 40) == set()
    assert left([third, first], 40) == {first.id}  # eleven minutes lie between them
    assert left([first], 30) == set()
    assert left([first], 31) == {first.id}
    assert left([at_door(1, 0, None)], 60) == set()
    assert left([at_door(1, 0, None)], 61) == {an_id(1)}
    assert left([at_door(1, 5, 9)], 0) == {an_id(1)}  # yet to come


def test_another_door_or_another_agent_between_ends_a_stay_and_a_call_does_not() -> None:
    first = at_door(1, 0, 20)
    for changes in ({"door": "CO|2"}, {"agent_id": an_id(6)}):
        between = at_door(2, 10, 12, **changes)
        assert left([first, between], 22) == {first.id, between.id}
    call = at_door(2, 10, None, channel=ChannelKind.PHONE, agent_id=None, door="")
    assert left([first, call], 22) == {call.id}


MINUTES = st.integers(0, 200)
DOORS = st.sampled_from([DOOR, "CO|2"])


@given(st.lists(st.tuples(MINUTES, st.integers(0, 30), DOORS), max_size=8), MINUTES, st.randoms())
def test_a_stay_is_whole_short_and_of_one_door(
    said: list[tuple[int, int, str]], minute: int, chance: Any
) -> None:
    known = [
        at_door(n, begins, begins + lasts, door=door)
        for n, (begins, lasts, door) in enumerate(said)
    ]
    at = NOW + timedelta(minutes=minute)
    others = before_stay(known, at, AGENT, DOOR)
    mixed = list(known)
    chance.shuffle(mixed)
    assert before_stay(mixed, at, AGENT, DOOR) == others
    stay = sorted((one for one in known if one not in others), key=lambda one: (one.at, one.id))
    assert all(one.door == DOOR and one.at <= at for one in stay)
    if stay:
        assert at - stay[0].at <= LONGEST_STAY
        begun = [one for one in others if stay[0].at < one.at <= at]
        assert not begun
        for one, following in zip(stay, [*(two.at for two in stay[1:]), at], strict=True):
            assert one.ended_at is not None
            assert following - one.ended_at <= STAY_GAP
    assert before_stay(known, at, None, DOOR) == before_stay(known, at, an_id(6), DOOR)
    assert len(before_stay(known, at, None, DOOR)) == len(known)
