"""One person over an institution's portfolios, and how often they were reached."""

from datetime import timedelta

from kobra_domain.contacts import Contact
from kobra_domain.persons import person_key, selves, touches
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
