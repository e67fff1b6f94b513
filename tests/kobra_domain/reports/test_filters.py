"""What a report is held to: days told by the day they are asked on, pairs that say it again, and
words.
"""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.dues import PromiseState
from kobra_domain.errors import Invalid
from kobra_domain.metrics.declared import KEPT_RATE, PLANNED
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.predicates import holds
from kobra_domain.reports.filter_words import filter_words, span_words
from kobra_domain.reports.filters import (
    HELD,
    Against,
    Filters,
    Period,
    Span,
    read_filters,
    said,
)
from kobra_domain.reports.names import Names
from kobra_domain.visits import Outcome, VisitState

D = Dimension
MONDAY = date(2026, 11, 30)
VALUES = {
    D.PORTFOLIO: st.sampled_from(["p", "q"]),
    D.TEAM: st.sampled_from(["t", "u", ""]),
    D.AGENT: st.sampled_from(["a", "b", ""]),
    D.ZONE: st.sampled_from(["La Paz, Meta", ""]),
    D.BUCKET: st.sampled_from(["0", "3", ""]),
    D.OUTCOME: st.sampled_from([*Outcome, ""]).map(str),
}
HOLDING = st.fixed_dictionaries(
    {}, optional={one: st.lists(v, min_size=1, unique=True).map(tuple) for one, v in VALUES.items()}
)
FILTERS = st.builds(
    Filters,
    period=st.sampled_from([one for one in Period if one is not Period.CUSTOM]),
    held=HOLDING,
    first_attempts=st.booleans(),
    measure=st.sampled_from(["", "rpc_rate"]),
    against=st.sampled_from(Against),
    against_team=st.sampled_from(["", "t"]),
)


def days(first: str, until: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(until))


@pytest.mark.parametrize(
    ("period", "span", "before"),
    [
        (Period.TODAY, days("2026-11-30", "2026-12-01"), days("2026-11-29", "2026-11-30")),
        (Period.LAST_7, days("2026-11-24", "2026-12-01"), days("2026-11-17", "2026-11-24")),
        (Period.LAST_30, days("2026-11-01", "2026-12-01"), days("2026-10-02", "2026-11-01")),
        (Period.LAST_90, days("2026-09-02", "2026-12-01"), days("2026-06-04", "2026-09-02")),
        (Period.LAST_WEEK, days("2026-11-23", "2026-11-30"), days("2026-11-16", "2026-11-23")),
        # A month is compared with the one before up to the same day, which that may lack.
        (Period.THIS_MONTH, days("2026-11-01", "2026-12-01"), days("2026-10-01", "2026-10-31")),
        (Period.LAST_MONTH, days("2026-10-01", "2026-11-01"), days("2026-09-01", "2026-10-01")),
        (Period.THIS_YEAR, days("2026-01-01", "2026-12-01"), days("2025-02-01", "2026-01-01")),
    ],
)
def test_periods_and_those_before(period: Period, span: Span, before: Span) -> None:
    filters = Filters(period=period, against=Against.PERIOD_BEFORE)
    assert filters.span(MONDAY) == span
    other = filters.other(MONDAY)
    assert other is not None
    assert other[1] == before


def test_a_short_month_before_ends_with_it() -> None:
    filters = Filters(period=Period.THIS_MONTH, against=Against.PERIOD_BEFORE)
    other = filters.other(date(2026, 3, 31))
    assert other is not None
    assert other[1] == days("2026-02-01", "2026-03-01")


def test_a_year_before_has_a_day_for_the_leap_day() -> None:
    filters = Filters(
        period=Period.CUSTOM,
        from_on=date(2028, 2, 29),
        to_on=date(2028, 3, 2),
        against=Against.YEAR_BEFORE,
    )
    other = filters.other(MONDAY)
    assert other is not None
    assert other[1] == days("2027-03-01", "2027-03-02")


@pytest.mark.parametrize("against", [Against.PERIOD_BEFORE, Against.YEAR_BEFORE, Against.TEAM])
def test_days_without_a_beginning_have_none_before(against: Against) -> None:
    filters = Filters(period=Period.CUSTOM, to_on=MONDAY, against=against)
    assert filters.other(MONDAY) is None


def test_another_team_takes_the_place_of_the_teams_held_to() -> None:
    filters = Filters(held={D.TEAM: ("t",)}, against=Against.TEAM, against_team="u")
    other = filters.other(MONDAY)
    assert other is not None
    assert other[0].values(D.TEAM) == ("u",)
    assert other[1] == filters.span(MONDAY)
    assert filters.holding(D.TEAM).held == {}


@given(FILTERS)
def test_pairs_say_it_again(filters: Filters) -> None:
    assert read_filters(said(filters)) == filters


def test_custom_days_are_said_and_read_with_or_without_their_period() -> None:
    filters = Filters(period=Period.CUSTOM, from_on=date(2026, 1, 2), to_on=date(2026, 2, 3))
    assert read_filters(said(filters)) == filters
    assert read_filters([("from", "2026-01-02"), ("to", "2026-02-03")]) == filters
    assert read_filters([]) == Filters()


@pytest.mark.parametrize(
    ("pairs", "code", "field"),
    [
        ([("colour", "red")], "unknown_field", "colour"),
        ([("period", "always")], "wrong_type", "period"),
        ([("against", "all")], "wrong_type", "against"),
        ([("from", "yesterday")], "wrong_type", "from"),
        ([("from", "2026-02-03"), ("to", "2026-02-02")], "ends_before_start", "to"),
        ([("bucket", "red")], "wrong_type", "bucket"),
        ([("first_attempts", "maybe")], "wrong_type", "first_attempts"),
        ([("agent", str(n)) for n in range(501)], "too_many", "filters"),
    ],
)
def test_what_cannot_be_read_is_said(pairs: list[tuple[str, str]], code: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_filters(pairs)
    assert (refused.value.code, refused.value.params.get("field")) == (code, field)


@given(HOLDING, st.booleans())
def test_the_condition_holds_for_rows_of_every_dimension(
    held: dict[Dimension, tuple[str, ...]], is_first: bool
) -> None:
    row = SimpleNamespace(
        planned_on=MONDAY,
        state=VisitState.ASSIGNED,
        portfolio_id="p",
        team_id=None,
        agent_id="a",
        zone=None,
        bucket=3,
        outcome=None,
        is_first=is_first,
    )
    told = {D.PORTFOLIO: "p", D.TEAM: "", D.AGENT: "a", D.ZONE: "", D.BUCKET: "3", D.OUTCOME: ""}
    filters = Filters(held=held, first_attempts=True)
    passes = is_first and all(told[one] in held[one] for one in HELD if one in held)
    assert holds(filters.condition(PLANNED, filters.span(MONDAY)), row) is passes
    assert not holds(filters.condition(PLANNED, days("2026-12-01", "2026-12-02")), row)


def test_first_attempts_are_of_visits_alone() -> None:
    promise = SimpleNamespace(state=PromiseState.KEPT, due_on=MONDAY)
    filters = Filters(first_attempts=True)
    assert holds(filters.condition(KEPT_RATE, filters.span(MONDAY)), promise)


NAMES = Names(
    portfolios={"p": "Andes", "q": "Bravo"},
    teams={"t": "Norte"},
    agents={one: one.upper() for one in "abcd"},
    bounds=(7, 30),
)


def test_filters_say_themselves() -> None:
    filters = Filters(
        period=Period.LAST_30,
        held={D.PORTFOLIO: ("p", "q"), D.AGENT: tuple("abcd"), D.BUCKET: ("2",)},
        first_attempts=True,
        against=Against.PERIOD_BEFORE,
    )
    assert filter_words(filters, NAMES, MONDAY) == (
        "Últimos 30 días (1 nov – 30 nov 2026) · Andes, Bravo · 4 gestores · 8–30 · "
        "solo primeros intentos · comparado con 2 oct – 31 oct 2026"
    )
    team = Filters(period=Period.TODAY, against=Against.TEAM, against_team="t")
    assert filter_words(team, NAMES, MONDAY) == "Hoy (30 nov 2026) · comparado con Norte"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(None, None), "Todo lo que hay"),
        (Span(MONDAY, None), "desde el 30 nov 2026"),
        (Span(None, MONDAY), "hasta el 29 nov 2026"),
        (days("2025-12-31", "2026-01-02"), "31 dic 2025 – 1 ene 2026"),
        (days("2026-11-30", "2026-11-30"), "30 nov 2026"),
    ],
)
def test_days_say_themselves(span: Span, words: str) -> None:
    filters = Filters(period=Period.CUSTOM, from_on=span.first, to_on=span.until)
    assert span_words(span, "es") == words
    assert filter_words(filters, NAMES, MONDAY) == words
