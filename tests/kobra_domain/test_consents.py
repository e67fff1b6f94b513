"""What a person agreed to or took back in a form."""

from datetime import date, datetime, timedelta

import pytest

from kobra_domain.consents import Said, agreed, revoked, spoke_themselves, told
from kobra_domain.people import Consent
from kobra_domain.portfolios import Channel, ChannelKind, Party, PartyRole
from kobra_domain.visits import Outcome
from tests.kobra_domain.things import NOW, TODAY, a_party, an_account, an_authorisation

K = ChannelKind


def a_word(*consents: tuple[ChannelKind, bool], at: datetime = NOW, is_signed: bool = True) -> Said:
    return Said(consents=consents, is_signed=is_signed, at=at, source="visita uuid:1")


def consent(party: Party, kind: ChannelKind) -> Consent | None:
    return next(one.consent for one in party.channels if one.kind is kind)


def test_a_signed_yes_is_a_consent_with_its_proof() -> None:
    party = a_party(channels=(Channel(kind=K.PHONE, value="300 555 0142"),))
    after = agreed(party, a_word((K.SMS, True), (K.VISIT, True)))
    assert [(one.kind, one.value) for one in after.channels] == [
        (K.PHONE, "300 555 0142"), (K.SMS, "300 555 0142"), (K.VISIT, ""),
    ]  # fmt: skip
    given = consent(after, K.SMS)
    assert given is not None
    assert (given.given_at, given.source, given.withdrawn_at) == (NOW, "visita uuid:1", None)
    assert agreed(after, a_word((K.SMS, True), at=NOW + timedelta(days=1))) == after


def test_a_yes_without_a_signature_is_none() -> None:
    assert agreed(a_party(), a_word((K.SMS, True), is_signed=False)) == a_party()


def test_a_no_withdraws_and_is_kept_where_there_was_no_yes() -> None:
    yes = agreed(a_party(), a_word((K.EMAIL, True), at=NOW - timedelta(days=9)))
    no = agreed(yes, a_word((K.EMAIL, False), is_signed=False))
    taken = consent(no, K.EMAIL)
    assert taken is not None
    assert taken.withdrawn_at == NOW
    assert taken.given_at == NOW - timedelta(days=9)
    never = consent(agreed(a_party(), a_word((K.SMS, False))), K.SMS)
    assert never is not None
    assert never.withdrawn_at == never.given_at == NOW
    assert agreed(no, a_word((K.EMAIL, False), at=NOW + timedelta(days=1))) == no


def test_the_latest_word_counts_in_whatever_order_they_come() -> None:
    early, late = NOW - timedelta(days=2), NOW
    for first, then in ((True, False), (False, True)):
        one, two = a_word((K.SMS, first), at=early), a_word((K.SMS, then), at=late)
        in_order, turned = agreed(agreed(a_party(), one), two), agreed(agreed(a_party(), two), one)
        for party in (in_order, turned):
            held = consent(party, K.SMS)
            assert held is not None
            assert (held.withdrawn_at is None) is then


def test_a_no_to_visits_ends_the_papers_that_stand() -> None:
    stands, over = an_authorisation(), an_authorisation(revoked_on=date(2026, 2, 1))
    later = an_authorisation(signed_on=TODAY + timedelta(days=1))
    papers = (stands, over, later)
    assert [after.revoked_on for after, _ in revoked(papers, a_word((K.VISIT, False)), TODAY)] == [
        TODAY
    ]
    assert revoked(papers, a_word((K.VISIT, True), (K.SMS, False)), TODAY) == []


@pytest.mark.parametrize(
    ("outcome", "role", "is_own"),
    [
        (Outcome.CONTACT_HOLDER, PartyRole.HOLDER, True),
        (Outcome.PROMISE, PartyRole.HOLDER, True),
        (Outcome.REFUSED, PartyRole.HOLDER, True),
        (Outcome.CONTACT_CODEBTOR, PartyRole.HOLDER, False),
        (Outcome.CONTACT_CODEBTOR, PartyRole.CODEBTOR, True),
        (Outcome.CONTACT_THIRD_PARTY, PartyRole.HOLDER, False),
        (Outcome.NO_CONTACT, PartyRole.HOLDER, False),
        (None, PartyRole.HOLDER, False),
    ],
)
def test_nobody_agrees_for_another(outcome: Outcome | None, role: PartyRole, is_own: bool) -> None:
    assert spoke_themselves(outcome, a_party(), [an_account(role)]) is is_own
    assert not spoke_themselves(Outcome.CONTACT_CODEBTOR, a_party(), [])


def test_what_somebody_writes_down_of_a_consent() -> None:
    bare = Channel(kind=K.PHONE, value="300 555 0142")
    assert told(bare, "", NOW) == bare
    given = told(bare, "Contrato 881", NOW)
    assert given.consent == Consent(given_at=NOW, source="Contrato 881", purpose="contact")
    later = NOW + timedelta(days=1)
    assert told(given, "Contrato 881", later) == given
    taken = told(given, "", later).consent
    assert taken is not None
    assert (taken.source, taken.withdrawn_at) == ("Contrato 881", later)
    again = told(told(given, "", later), "Llamada del 4", later).consent
    assert again == Consent(given_at=later, source="Llamada del 4", purpose="contact")
    other = told(given, "Llamada del 4", later).consent
    assert other == again
