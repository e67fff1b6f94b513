from dataclasses import replace
from typing import Any

import pytest

from kobra_domain.people import Consent
from kobra_domain.portfolios import (
    AccountParty,
    Channel,
    ChannelKind,
    Party,
    PartyRole,
    Portfolio,
)
from kobra_domain.receipts import (
    HolderMail,
    addressee,
    is_sent,
    mailbox_of,
    offered_at,
    refusal_of,
)
from tests.kobra_domain.things import NOW, a_party, a_portfolio, an_account

YES = Consent(given_at=NOW, source="Formulario", purpose="contact")
EMAIL = Channel(kind=ChannelKind.EMAIL, value="ana@correo.example", consent=YES)
RECEIPT, CONFIRMATION = HolderMail.RECEIPT, HolderMail.CONFIRMATION


def person(**changed: Any) -> Party:
    return replace(a_party(), channels=(EMAIL,), **changed)


def portfolio(**changed: Any) -> Portfolio:
    values = {"country": "CO", "pay_how": "En caja", "pay_contact": "601 000 0000", **changed}
    return replace(a_portfolio(), **values)


def refused(
    what: HolderMail,
    party: Party,
    *others: Party,
    was_asked: bool | None = None,
    **of_portfolio: Any,
) -> str | None:
    return refusal_of(what, party, others, portfolio(**of_portfolio), was_asked=was_asked)


def test_a_receipt_leaves_by_an_authorised_address() -> None:
    assert refused(RECEIPT, person()) is None
    assert refused(RECEIPT, person(), pay_how="", pay_contact="") is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"channels": ()}, "unsent.no_email"),
        ({"channels": (replace(EMAIL, value=""),)}, "unsent.no_email"),
        ({"channels": (replace(EMAIL, consent=None),)}, "unsent.not_authorised"),
        (
            {"channels": (replace(EMAIL, consent=replace(YES, withdrawn_at=NOW)),)},
            "unsent.not_authorised",
        ),
        ({"channels": (replace(EMAIL, value='"A" <b@c.example>'),)}, "unsent.bad_email"),
        ({"deceased_known_at": NOW}, "unsent.deceased"),
        ({"restricted_at": NOW}, "unsent.data_restricted"),
        ({"document_type": "TI"}, "unsent.minor"),
        ({"do_not_contact_reason": "Lo pidió"}, "unsent.do_not_contact"),
    ],
)
@pytest.mark.parametrize("what", list(HolderMail))
def test_who_may_not_be_written_to_is_not(
    what: HolderMail, changed: dict[str, Any], code: str
) -> None:
    party = replace(person(), **changed)
    was_asked = None if code == "unsent.do_not_contact" else True
    assert refused(what, party, was_asked=was_asked) == code


def test_what_is_known_of_the_person_elsewhere_counts() -> None:
    gone = person(deceased_known_at=NOW)
    assert refused(RECEIPT, person(), gone) == "unsent.deceased"
    other = person(do_not_contact_reason="Insolvencia")
    assert refused(RECEIPT, person(), other) == "unsent.do_not_contact"
    assert refused(RECEIPT, person(), other, was_asked=True) is None


def test_in_colombia_a_confirmation_is_asked_for_at_the_door() -> None:
    assert refused(CONFIRMATION, person()) == "unsent.not_asked"
    assert refused(CONFIRMATION, person(), was_asked=True) is None
    assert refused(CONFIRMATION, person(), country="MX") is None


@pytest.mark.parametrize("country", ["CO", "MX"])
def test_who_said_no_at_the_door_gets_no_confirmation_anywhere(country: str) -> None:
    said = refused(CONFIRMATION, person(), was_asked=False, country=country)
    assert said == "unsent.declined"
    assert refused(RECEIPT, person(), was_asked=False, country=country) is None


def test_a_confirmation_says_how_to_pay_and_whom_to_ask() -> None:
    for missing in ("pay_how", "pay_contact"):
        said = refused(CONFIRMATION, person(), was_asked=True, **{missing: " "})
        assert said == "unsent.no_how_to_pay"
        # Where it is missing nobody is asked: the portfolio is what is to be mended.
        silent = portfolio(**{missing: " "})
        unasked = refusal_of(CONFIRMATION, person(), (), silent, was_asked=None)
        assert unasked == "unsent.no_how_to_pay"


NO_CONSENT = replace(EMAIL, consent=None)
TAKEN_BACK = replace(EMAIL, consent=replace(YES, withdrawn_at=NOW))


@pytest.mark.parametrize(
    ("changed", "of_portfolio", "offered"),
    [
        ({}, {}, (EMAIL.value, True)),
        ({"channels": (NO_CONSENT,)}, {}, (EMAIL.value, False)),
        ({"do_not_contact_reason": "Lo pidió"}, {}, (EMAIL.value, True)),
        ({"channels": (TAKEN_BACK,)}, {}, ("", False)),
        ({"channels": ()}, {}, ("", False)),
        ({"channels": (replace(EMAIL, value='"A" <b@c.example>'),)}, {}, ("", False)),
        ({"restricted_at": NOW}, {}, ("", False)),
        ({"document_type": "TI"}, {}, ("", False)),
        ({}, {"sends_confirmations": False}, ("", False)),
        ({}, {"pay_how": " "}, ("", False)),
    ],
)
def test_at_the_door_it_is_offered_where_it_can_leave(
    changed: dict[str, Any], of_portfolio: dict[str, Any], offered: tuple[str, bool]
) -> None:
    party = replace(person(), **changed)
    assert offered_at(party, (), portfolio(**of_portfolio)) == offered


def test_nothing_is_offered_to_whom_another_portfolio_knows_to_have_died() -> None:
    assert offered_at(person(), (person(deceased_known_at=NOW),), portfolio()) == ("", False)


def test_the_authorised_address_comes_first() -> None:
    old = replace(EMAIL, value="vieja@correo.example", consent=None)
    assert mailbox_of(replace(person(), channels=(old, EMAIL))) == EMAIL.value
    assert mailbox_of(replace(person(), channels=(old,))) == old.value


def test_a_portfolio_may_send_none() -> None:
    quiet = portfolio(sends_receipts=False, sends_confirmations=True)
    assert [is_sent(quiet, what) for what in HolderMail] == [False, True]


def test_it_is_for_who_was_met_if_the_account_is_theirs_else_for_its_holder() -> None:
    entries = (
        AccountParty(party_id="h", role=PartyRole.HOLDER),
        AccountParty(party_id="c", role=PartyRole.CODEBTOR),
        AccountParty(party_id="r", role=PartyRole.REFERENCE, reason="Vecina"),
    )
    account = replace(an_account(), parties=entries)
    assert [addressee(account, met) for met in ("h", "c", "r", None)] == ["h", "c", "h", "h"]
    assert addressee(replace(account, parties=entries[2:]), "r") is None
