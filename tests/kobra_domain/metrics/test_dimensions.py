"""By what numbers are told apart: values that are told are read again, and the rows behind them
are the rows that were counted.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.dues import PromiseState
from kobra_domain.errors import Invalid
from kobra_domain.metrics.asked import UNKNOWN, figure_words
from kobra_domain.metrics.declared import (
    COLLECTED_AMOUNT,
    CONTACT_RATE,
    DONE_SHARE,
    KEPT_AMOUNT_RATE,
    KEPT_RATE,
    METRICS,
    UNASSIGNED,
)
from kobra_domain.metrics.dimensions import (
    Dimension,
    Shown,
    band_of,
    held_to,
    shown,
    term_of,
    terms_by,
    told,
    within,
    zone_of,
)
from kobra_domain.metrics.predicates import All, Clock, Compare, Value, holds
from kobra_domain.metrics.tallies import Metric, Tally, drill, shares_of, tallies, tally_of
from kobra_domain.visits import Outcome, Verdict, VisitState

D = Dimension
ROWS = st.builds(
    SimpleNamespace,
    state=st.sampled_from(VisitState),
    outcome=st.none() | st.sampled_from(Outcome),
    verdict=st.none() | st.sampled_from(Verdict),
    planned_on=st.none() | st.dates(date(2026, 10, 28), date(2026, 12, 4)),
    on_phone_at=st.none(),
    ended_at=st.none()
    | st.datetimes(datetime(2026, 10, 30), datetime(2026, 12, 3)).map(
        lambda at: at.replace(tzinfo=UTC)
    ),
    time_zone=st.sampled_from(["America/Bogota", "America/Tijuana"]),
    portfolio_id=st.sampled_from(["p", "q"]),
    agent_id=st.sampled_from([None, "a", "b"]),
    team_id=st.sampled_from([None, "t"]),
    zone=st.sampled_from([None, "La Paz, Meta"]),
    bucket=st.sampled_from([None, 0, 3]),
    segment=st.sampled_from([None, "A"]),
    amount_band=st.sampled_from([None, 0, 5]),
)
BY = st.lists(st.sampled_from(D), max_size=3, unique=True)
VISITS = [one for one in METRICS.values() if one.rows == "visit"]


def answer(metric: Metric, rows: list[Any], by: list[D]) -> dict[tuple[Shown, ...], Tally]:
    """As a database is asked, of rows in memory."""
    return told(metric, by, tallies([metric], rows, by=terms_by(metric, by)))


@given(st.lists(ROWS, max_size=12), BY, st.sampled_from(VISITS))
def test_the_rows_behind_a_group_are_those_that_were_counted(
    rows: list[Any], by: list[D], metric: Metric
) -> None:
    """Laws 1 and 2, by the words in which a group was told."""
    groups = answer(metric, rows, by)
    whole = tallies([metric], rows)[()][metric.key]
    assert sum((one.n for one in groups.values()), 0) == whole.n
    for key, found in groups.items():
        asked = All(tuple(held_to(metric, d, str(v)) for d, v in zip(by, key, strict=True)))
        behind = [row for row in rows if holds(drill(metric, asked), row)]
        assert tally_of(metric, behind) == found


def test_a_metric_without_an_hour_has_one_group_of_hours() -> None:
    row = SimpleNamespace(state=VisitState.COMPLETED, planned_on=date(2026, 11, 20))
    assert answer(DONE_SHARE, [row], [D.WEEKDAY, D.HOUR]) == {("", ""): Tally(1, 1)}
    assert term_of(CONTACT_RATE, D.HOUR) == Clock("ended_at", "hour")
    assert term_of(COLLECTED_AMOUNT, D.ZONE) is None
    assert holds(held_to(DONE_SHARE, D.HOUR, ""), row)
    assert not holds(held_to(DONE_SHARE, D.HOUR, "9"), row)


def test_values_as_they_are_told() -> None:
    day = date(2026, 12, 1)
    told_as: list[tuple[D, Value | None, Shown]] = [
        (D.DAY, day, "2026-12-01"),
        (D.WEEK, day, "2026-11-30"),
        (D.MONTH, day, "2026-12"),
        (D.HOUR, 9, 9),
        (D.OUTCOME, Outcome.PROMISE, "promise"),
        (D.AGENT, "a", "a"),
        (D.ZONE, None, ""),
        (D.BUCKET, 0, 0),
    ]
    assert [shown(one, value) for one, value, _ in told_as] == [words for *_, words in told_as]
    december = SimpleNamespace(ended_at=datetime(2026, 12, 31, 20, tzinfo=UTC), time_zone="UTC")
    assert holds(held_to(CONTACT_RATE, D.MONTH, "2026-12"), december)
    assert (zone_of("La Paz", ""), zone_of("", "")) == ("La Paz", None)


@pytest.mark.parametrize(
    ("dimension", "text"),
    [(D.DAY, "30/11/2026"), (D.MONTH, "2026-13"), (D.MONTH, "2026"),
     (D.MONTH, "9999-12"), (D.DAY, "0001-01-01"), (D.DAY, "20261130"), (D.DAY, "2026-W49-1"),
     (D.WEEKDAY, "7"), (D.HOUR, "24"), (D.HOUR, "-1"), (D.HOUR, "nueve"), (D.HOUR, "1_0"),
     (D.HOUR, "+9"), (D.HOUR, "٩"), (D.HOUR, "9 "), (D.BUCKET, "x"),
     (D.OUTCOME, "danced"), (D.VERDICT, "there"), (D.STATE, "lost"), (D.AMOUNT, "13")],
)  # fmt: skip
def test_what_is_no_value_is_refused(dimension: D, text: str) -> None:
    with pytest.raises(Invalid) as problem:
        held_to(CONTACT_RATE, dimension, text)
    assert problem.value.params["field"] == dimension.value


def test_amounts_stand_in_bands_of_half_a_power_of_ten() -> None:
    asked = (0, 10_000, 10_001, 30_000, 99_999, 3 * 10**9, 3 * 10**9 + 1)
    assert [band_of(amount) for amount in asked] == [0, 0, 1, 1, 2, 11, 12]
    assert held_to(CONTACT_RATE, D.AMOUNT, "12") == Compare("amount_band", "=", 12)
    assert held_to(KEPT_RATE, D.STATE, "kept") == Compare("state", "=", PromiseState.KEPT)


def test_a_span_of_days_is_the_address_s_and_its_end_is_not_within() -> None:
    late = SimpleNamespace(
        ended_at=datetime(2026, 11, 21, 3, tzinfo=UTC), time_zone="America/Bogota"
    )  # 22:00 of the 20th there
    day = date(2026, 11, 20)
    assert holds(within(CONTACT_RATE, day, day + timedelta(days=1)), late)
    assert not holds(within(CONTACT_RATE, None, day), late)
    assert not holds(within(CONTACT_RATE, day + timedelta(days=1), None), late)
    assert holds(within(UNASSIGNED, day, day), late)  # of no day


def test_kept_promises_by_count_and_by_money() -> None:
    def due(state: PromiseState, amount: int, currency: str = "COP") -> Any:
        return SimpleNamespace(
            state=state, amount_minor=amount, currency=currency, due_on=date(2026, 11, 20)
        )

    rows = [
        due(PromiseState.KEPT, 900),
        due(PromiseState.BROKEN, 100),
        due(PromiseState.OPEN, 500, "MXN"),
        due(PromiseState.CANCELLED, 10**9),
    ]
    both = tallies([KEPT_RATE, KEPT_AMOUNT_RATE], rows)[()]
    assert both["kept_rate"] == Tally(3, 1)
    assert shares_of(KEPT_AMOUNT_RATE, both["kept_amount_rate"]) == {"COP": 0.9, "MXN": 0.0}
    assert figure_words(KEPT_AMOUNT_RATE, both["kept_amount_rate"], "en") == "90% COP · 0% MXN"
    assert figure_words(KEPT_AMOUNT_RATE, Tally(), "en") == UNKNOWN
    assert both["kept_amount_rate"] + both["kept_amount_rate"] == Tally(
        6, 2, {"COP": 2_000, "MXN": 1_000}, {"COP": 1_800, "MXN": 0}
    )
