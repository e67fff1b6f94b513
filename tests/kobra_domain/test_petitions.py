"""Until when a petition must be answered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.contacts import Petition, PetitionKind, PetitionState
from kobra_domain.petitions import (
    Urgency,
    business_day,
    business_days_left,
    due_on,
    extended_on,
    is_claim_marked,
    term_of,
    urgency,
)
from tests.kobra_domain.things import NOW, PARTY_ID, PORTFOLIO_ID, an_id

K = PetitionKind
FRIDAY = date(2026, 3, 6)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def never(day: date) -> bool:
    return False


def st_joseph(day: date) -> bool:
    """Colombia's holiday of that month: Monday the 23rd."""
    return day == date(2026, 3, 23)


@pytest.mark.parametrize(
    ("country", "kind", "due", "last"),
    [
        ("CO", K.DATA_QUERY, date(2026, 3, 20), date(2026, 3, 30)),
        ("CO", K.DATA_CLAIM, date(2026, 3, 30), date(2026, 4, 9)),
        ("CO", K.IMPERSONATION, date(2026, 3, 20), date(2026, 3, 20)),
        ("MX", K.DATA_QUERY, date(2026, 4, 6), date(2026, 4, 27)),
        ("XX", K.DATA_QUERY, date(2026, 3, 20), date(2026, 3, 30)),  # the shortest that is known
    ],
)
def test_terms_count_business_days_after_the_day_it_came(
    country: str, kind: PetitionKind, due: date, last: date
) -> None:
    assert due_on(country, kind, FRIDAY, st_joseph) == due
    assert extended_on(country, kind, FRIDAY, st_joseph) == last


def test_every_kind_has_a_term_with_its_source_in_every_country() -> None:
    for country in ("CO", "MX", "??"):
        for kind in PetitionKind:
            assert term_of(country, kind).days >= 10
            assert term_of(country, kind).citation
    assert term_of("CO", K.DATA_CLAIM).marked_days == 2


@given(start=DAYS, days=st.integers(1, 40))
def test_what_is_left_is_what_was_given(start: date, days: int) -> None:
    due = business_day(start, days, never)
    assert due.weekday() < 5
    assert business_days_left(start, due, never) == days
    assert business_days_left(due, due, never) == 0
    if start.weekday() < 5:
        assert business_days_left(due, start, never) == -days


@given(today=DAYS, due=DAYS)
def test_the_sign_says_whether_the_day_has_passed(today: date, due: date) -> None:
    """Also where only days off lie between."""
    left = business_days_left(today, due, lambda _day: True)
    assert (left > 0, left < 0) == (due > today, due < today)


def a_petition(**changes: object) -> Petition:
    known: dict[str, object] = {
        "id": an_id(1),
        "portfolio_id": PORTFOLIO_ID,
        "party_id": PARTY_ID,
        "kind": K.DATA_CLAIM,
        "text": "El saldo no es mío",
        "received_at": NOW,
        "due_on": FRIDAY,
    }
    return Petition(**{**known, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (FRIDAY + timedelta(days=3), Urgency.OVERDUE),
        (FRIDAY, Urgency.TODAY),
        (FRIDAY - timedelta(days=1), Urgency.SOON),
        (FRIDAY - timedelta(days=3), Urgency.SOON),
        (FRIDAY - timedelta(days=7), Urgency.IN_TIME),
    ],
)
def test_a_petition_says_how_urgent_it_is(today: date, said: Urgency) -> None:
    assert urgency(a_petition(), today, never) is said
    assert urgency(a_petition(state=PetitionState.PASSED_ON), today, never) is said
    assert urgency(a_petition(state=PetitionState.ANSWERED), today, never) is None


def test_a_claim_is_marked_until_it_is_answered() -> None:
    assert is_claim_marked(a_petition())
    assert is_claim_marked(a_petition(kind=K.IMPERSONATION, state=PetitionState.PASSED_ON))
    assert not is_claim_marked(a_petition(state=PetitionState.ANSWERED))
    assert not is_claim_marked(a_petition(kind=K.DATA_QUERY))
