"""Which requests for other hours are written down, and which are refused with what sentence."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from kobra_domain.contact.exceptions import check_exceptions, own_accounts
from kobra_domain.errors import Invalid
from kobra_domain.hours_exceptions import Evidence
from kobra_domain.portfolios import Account, PartyRole
from kobra_domain.words import say
from tests.kobra_domain.things import PARTY_ID, a_party, an_account, an_exception, an_id, weekly

TODAY = date(2026, 3, 3)
NIGHTS = weekly(time(19), time(21), 0, 1, 2, 3, 4)
SIGNED = an_account(originated_on=date(2025, 2, 1))


def check(accounts: list[Account] | None = None, **changes: Any) -> None:
    asked = an_exception(NIGHTS, contract_on=None)
    after = a_party(hours_exceptions=(replace(asked, **changes),))
    check_exceptions(after, a_party(), [SIGNED] if accounts is None else accounts, TODAY)


def test_a_request_later_than_every_contract_is_kept() -> None:
    check()
    check([])
    check(asked_on=TODAY, expires_on=TODAY)
    check([SIGNED, an_account(id=an_id(44))], contract_on=date(2025, 6, 1))


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"evidence": Evidence.CONTRACT}, "exception_by_contract", "evidence"),
        ({"spans": ()}, "missing", "spans"),
        ({"spans": weekly(time(9), time(8), 0)}, "ends_before_start", "spans"),
        ({"document": ""}, "missing", "document"),
        ({"asked_on": None}, "missing", "asked_on"),
        ({"expires_on": None}, "missing", "expires_on"),
        ({"asked_on": date(2026, 3, 4)}, "exception_not_asked_yet", "asked_on"),
        ({"expires_on": date(2026, 1, 9)}, "ends_before_start", "expires_on"),
        ({"asked_on": date(2025, 2, 1)}, "exception_before_contract", "asked_on"),
        ({"accounts": [an_account()]}, "exception_contract_unknown", "contract_on"),
    ],
)
def test_what_would_open_no_hour_is_refused_with_its_sentence(
    changes: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        check(**changes)
    assert (refused.value.code, refused.value.params["field"]) == (code, field)
    for locale in ("es", "en"):
        assert say(code, refused.value.params, locale) != code


def test_the_sentence_says_when_the_last_contract_was_signed() -> None:
    with pytest.raises(Invalid) as refused:
        check(asked_on=date(2025, 1, 31))
    said = say(refused.value.code, refused.value.params, "es")
    assert said.startswith("El último contrato se firmó el 1 feb 2025: ")


def test_what_is_there_already_stays_and_may_be_taken_back() -> None:
    """A document of old, of which nobody knows the day, is no obstacle to anything else."""
    old = an_exception(NIGHTS, asked_on=None, expires_on=None, contract_on=None)
    before = a_party(hours_exceptions=(old,))
    check_exceptions(before, before, [SIGNED], TODAY)
    revoked = replace(before, hours_exceptions=(replace(old, revoked_on=TODAY),))
    check_exceptions(revoked, before, [SIGNED], TODAY)
    with pytest.raises(Invalid):
        check_exceptions(before, None, [SIGNED], TODAY)


def test_a_reference_has_signed_nothing() -> None:
    vouched, named = an_account(PartyRole.GUARANTOR), an_account(PartyRole.REFERENCE)
    assert own_accounts(PARTY_ID, [vouched, named]) == [vouched]
    assert own_accounts(an_id(99), [vouched, named]) == []
