"""The limits of fields: each broken one is named with its field and its sentence."""

import math
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.errors import DomainError, Invalid
from kobra_domain.limits import MAX_INTEGER, MAX_ITEMS, check, check_field, field_types
from kobra_domain.people import Agent, Role, User
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import AccountParty, PartyRole
from tests.kobra_domain.things import (
    NOW,
    a_check_in,
    a_party,
    a_portfolio,
    a_visit,
    an_account,
    an_address,
    an_agent,
    an_authorisation,
    an_id,
    weekly,
)


def a_user(**changes: Any) -> User:
    known: dict[str, Any] = {
        "id": an_id(8),
        "name": "Inés",
        "email": "ines@kobra.example",
        "role": Role.SUPERVISOR,
    }
    return User(**{**known, **changes})


@pytest.mark.parametrize(
    "thing",
    [
        a_user(),
        an_agent(shift=weekly(time(8), time(9), 1)),
        a_portfolio(),
        a_party(),
        an_address(),
        an_account(),
        an_authorisation(),
        a_visit(check_in=a_check_in()),
    ],
)
def test_lawful_things_pass(thing: Any) -> None:
    check(thing)


@pytest.mark.parametrize(
    ("thing", "code", "field", "limit"),
    [
        (a_user(name=" "), "missing", "name", None),
        (a_user(name="x" * 121), "too_long", "name", 120),
        (a_user(name=7), "wrong_type", "name", None),
        (a_user(name=None), "wrong_type", "name", None),
        (a_user(name="a\0b"), "unreadable_text", "name", None),
        (a_user(name="a\ud800b"), "unreadable_text", "name", None),
        (a_user(id="1"), "not_an_id", "id", None),
        (a_user(id=an_id(1).upper().replace("0", "A")), "not_an_id", "id", None),
        (a_user(email="ines"), "not_an_email", "email", None),
        (a_user(email="i@k." + "x" * MAX_ITEMS), "not_an_email", "email", None),
        (a_user(role="boss"), "wrong_type", "role", None),
        (a_user(is_active=1), "wrong_type", "is_active", None),
        (a_user(language="fr"), "not_a_language", "language", None),
        (a_user(time_zone="Mars/Base"), "not_a_time_zone", "time_zone", None),
        (a_user(time_zone="../etc/passwd"), "not_a_time_zone", "time_zone", None),
        (a_user(team_ids=[an_id(1)]), "wrong_type", "team_ids", None),
        (a_user(team_ids=(an_id(1), "x")), "not_an_id", "team_ids[1]", None),
        (a_user(team_ids=(an_id(1),) * (MAX_ITEMS + 1)), "too_many", "team_ids", MAX_ITEMS),
        (an_agent(phone="call me"), "not_a_phone", "phone", None),
        (an_agent(moving_interval_s=4), "too_small", "moving_interval_s", 5),
        (an_agent(moving_interval_s=5.5), "wrong_type", "moving_interval_s", None),
        (an_agent(absent_on=NOW), "wrong_type", "absent_on", None),
        (an_agent(enrolled_at=datetime(2026, 1, 1)), "not_utc", "enrolled_at", None),
        (a_portfolio(country="co"), "not_a_country", "country", None),
        (a_portfolio(currency="PESO"), "not_a_currency", "currency", None),
        (a_portfolio(radius_m=5001.0), "too_large", "radius_m", 5000),
        (a_portfolio(radius_m=True), "wrong_type", "radius_m", None),
        (an_address(lat=math.nan), "not_a_number", "lat", None),
        (an_address(lat=91.0), "too_large", "lat", 90),
        (an_address(geocode_quality="door "), "wrong_type", "geocode_quality", None),
        (an_account(balance_minor=MAX_INTEGER + 1), "too_large", "balance_minor", MAX_INTEGER),
        (an_account(balance_minor=-1), "too_small", "balance_minor", 0),
        (a_visit(check_in=a_check_in(accuracy_m=-1.0)), "too_small", "check_in.accuracy_m", 0),
        (a_visit(check_in="here"), "wrong_type", "check_in", None),
    ],
)
def test_a_broken_limit_is_named(thing: Any, code: str, field: str, limit: float | None) -> None:
    with pytest.raises(Invalid) as caught:
        check(thing)
    assert caught.value.code == code
    assert caught.value.params["field"] == field
    assert caught.value.params.get("limit") == limit


def test_nested_fields_are_named_by_their_path() -> None:
    entry = AccountParty(party_id="x", role=PartyRole.HOLDER)
    with pytest.raises(Invalid) as caught:
        check(an_account(parties=(an_account().parties[0], entry)))
    assert caught.value.params == {"field": "parties[1].party_id"}


def test_times_of_a_shift_are_the_clock_on_the_wall() -> None:
    span = replace(weekly(time(8), time(9), 1)[0], start=time(8, tzinfo=UTC))
    with pytest.raises(Invalid) as caught:
        check(an_agent(shift=(span,)))
    assert caught.value.params["field"] == "shift[0].start"


def test_another_zone_is_not_utc() -> None:
    at = NOW.astimezone(timezone(timedelta(hours=-5)))
    with pytest.raises(Invalid, match="not_utc"):
        check(a_visit(created_at=at))


def test_whole_numbers_are_good_measures() -> None:
    check(a_portfolio(radius_m=60))


@dataclass(frozen=True)
class Odd:
    """A union whose None is no choice."""

    value: int | str


def test_a_union_without_none_wants_a_value() -> None:
    nothing: dict[str, Any] = {"value": None}
    with pytest.raises(Invalid, match="missing"):
        check(Odd(**nothing))
    check(Odd(3))


def test_types_keep_their_markers() -> None:
    assert field_types(User)["is_active"] is bool
    assert "Length" in str(field_types(User)["name"])


def test_an_error_reads_in_a_log() -> None:
    assert str(Invalid("missing", field="name")) == "missing {'field': 'name'}"
    assert str(DomainError("gone")) == "gone"


def refusal_of(thing: Any) -> Invalid | None:
    try:
        check(thing)
    except Invalid as problem:
        return problem
    return None


anything: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates()
)


@given(st.sampled_from(sorted(field_types(type(an_address())))), anything)
def test_whatever_is_put_in_a_field_passes_or_is_refused_by_name(name: str, value: Any) -> None:
    problem = refusal_of(replace(an_address(), **{name: value}))
    assert problem is None or problem.params["field"] == name


def test_dates_and_qualities_are_what_they_are() -> None:
    check(an_authorisation(expires_on=date(2026, 1, 1)))
    check(an_address(geocode_quality=GeocodeQuality.STREET))


def test_one_value_is_checked_before_there_is_a_whole() -> None:
    """As a form does while it is filled in."""
    check_field(Agent, "moving_interval_s", 60)
    with pytest.raises(Invalid) as refused:
        check_field(Agent, "moving_interval_s", -1)
    assert refused.value.params["field"] == "moving_interval_s"
