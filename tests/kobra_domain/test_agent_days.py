"""The figures that are kept of a day are those of its trail."""

from datetime import date, time, timedelta

import pytest

from kobra_domain.agent_days import AgentDay, trail_figures, work_spans
from kobra_domain.shift import Span, day_span
from kobra_domain.stops import Fix
from tests.kobra_domain.things import AGENT_ID, NOW, TODAY, after, an_agent, an_id, weekly

M = 1 / 110_574  # a metre in degrees of latitude
WHOLE = day_span("America/Bogota", TODAY)
OFFICE = an_agent(shift=weekly(time(9), time(11), TODAY.weekday()))  # NOW is ten there


def fixes(start_s: int, end_s: int, mps: float = 0.0) -> list[Fix]:
    return [Fix(after(s), 4.6 + (s - start_s) * mps * M, -74.08) for s in range(start_s, end_s, 30)]


def test_without_a_shift_the_day_is_from_the_first_fix_to_the_last() -> None:
    assert work_spans(an_agent(), TODAY, NOW, after(60), after(90)) == [Span(NOW, after(60))]
    assert work_spans(an_agent(), TODAY, NOW, NOW, after(90)) == []
    absent = an_agent(shift=OFFICE.shift, absent_on=TODAY)
    assert work_spans(absent, TODAY, NOW, after(60), after(90)) == [Span(NOW, after(60))]


def test_of_the_shift_what_is_over_counts() -> None:
    start, end = after(-3600), after(3600)
    assert work_spans(OFFICE, TODAY, NOW, NOW, after(60)) == [Span(start, after(60))]
    assert work_spans(OFFICE, TODAY, NOW, NOW, after(9999)) == [Span(start, end)]
    assert work_spans(OFFICE, TODAY, NOW, NOW, start) == []


def test_a_shift_around_the_clock_begins_with_the_first_fix() -> None:
    always = an_agent(shift=weekly(time(0), time(23, 59), *range(7)))
    later = WHOLE.end_at + timedelta(hours=9)
    assert work_spans(always, TODAY, NOW, after(60), later) == [Span(NOW, WHOLE.end_at)]


def test_a_stop_and_a_walk() -> None:
    found = trail_figures(OFFICE, TODAY, fixes(0, 600) + fixes(600, 1200, 1.3), after(1200))
    assert found["distance_m"] == pytest.approx(740, abs=90)
    assert found["moving_s"] + found["stopped_s"] == 1200
    assert (found["unexplained_s"], found["stops"], found["fixes"]) == (3600, 1, 40)
    assert trail_figures(OFFICE, TODAY, [], NOW) == {}


def test_a_day_of_nothing_is_not_worth_keeping() -> None:
    plain = AgentDay(
        id=an_id(1), agent_id=AGENT_ID, day=date(2026, 3, 3), over_at=NOW, counted_at=NOW
    )
    assert plain.is_empty
    assert not AgentDay(
        id=an_id(1), agent_id=AGENT_ID, day=TODAY, over_at=NOW, counted_at=NOW, planned=1
    ).is_empty
