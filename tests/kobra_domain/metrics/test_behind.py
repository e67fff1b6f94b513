"""What names the rows behind a number comes back as it was said, or is nothing."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from kobra_domain.metrics.asked import Asked
from kobra_domain.metrics.behind import NumberRows, number_text, read_number
from kobra_domain.metrics.declared import DONE, PLANNED
from kobra_domain.metrics.predicates import holds
from kobra_domain.visits import VisitState


def test_the_rows_of_a_report_s_number_are_read_again() -> None:
    pairs = [("from", "2026-11-01"), ("zone", "La Paz & Sur, Meta"), ("agent", "")]
    text = number_text("planned", pairs, "Planeadas · «Sin gestor» #1")
    found = read_number(text, "visit")
    assert isinstance(found, NumberRows)
    assert (found.question.metric, found.text) == (PLANNED, text)
    assert found.caption("en") == "Planeadas · «Sin gestor» #1 · since 1 Nov 2026"
    row = SimpleNamespace(
        planned_on=date(2026, 11, 2),
        state=VisitState.ASSIGNED,
        zone="La Paz & Sur, Meta",
        agent_id=None,
    )
    assert holds(found.rows, row)
    row.agent_id = "a"
    assert not holds(found.rows, row)


@pytest.mark.parametrize(
    ("pairs", "caption"),
    [
        ((("from", "2026-11-01"), ("to", "2026-12-01")), "9–10 · 1 nov – 30 nov 2026"),
        ((("to", "2026-12-01"),), "9–10 · hasta el 30 nov 2026"),
        ((("from", "2026-11-01"), ("to", "2026-12-01"), ("week", "2026-11-02")), "9–10"),
        ((("hour", "9"),), "9–10"),
    ],
)
def test_the_days_stand_over_the_rows_where_the_name_has_none(
    pairs: tuple[tuple[str, str], ...], caption: str
) -> None:
    found = read_number(number_text("done", pairs, "9–10"), "visit")
    assert isinstance(found, NumberRows)
    assert found.caption("es") == caption


@pytest.mark.parametrize(
    "text",
    [
        "",
        "planned",
        "nothing?from=2026-11-01",
        "planned?colour=red",
        "kept_rate?from=2026-11-01",
        "planned?" + "x" * 30_000,
    ],
)
def test_what_names_no_rows_of_visits_is_nothing(text: str) -> None:
    assert not isinstance(read_number(text, "visit"), NumberRows)


def test_a_number_of_a_day_is_read_as_ever() -> None:
    assert read_number("done@2026-11-20", "visit") == Asked(DONE, date(2026, 11, 20))
