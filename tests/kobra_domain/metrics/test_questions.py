"""A question as a query says it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from kobra_domain.errors import Invalid
from kobra_domain.metrics.declared import PLANNED
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.predicates import holds
from kobra_domain.metrics.questions import asked
from kobra_domain.visits import VisitState

ROW = SimpleNamespace(
    planned_on=date(2026, 11, 18), state=VisitState.ASSIGNED, agent_id="a", is_first=True
)


@pytest.mark.parametrize(
    ("said", "is_held"),
    [
        ((), True),
        ((("from", "2026-11-18"), ("to", "2026-11-19")), True),
        ((("to", "2026-11-18"),), False),
        ((("agent", "a"),), True),
        ((("agent", "b"), ("agent", "a")), True),
        ((("agent", "b"), ("month", "2026-11")), False),
        ((("first_attempts", "1"),), True),
        ((("first_attempts", "0"), ("limit", "3")), True),
        ((("agent", ""), ("agent", "a"), ("agent", "b")), True),
        ((("agent", ""), ("agent", "b"), ("agent", "c")), False),
        ((("week", "2026-11-18"), ("week", "2026-10-18")), True),
        ((("from", "0001-01-01"), ("to", "9999-12-31")), True),
        ((("from", "3026-01-01"),), False),
    ],
)
def test_rows_are_held_to_what_is_said(said: tuple[tuple[str, str], ...], is_held: bool) -> None:
    assert holds(asked("planned", said).where, ROW) is is_held


def test_what_numbers_are_told_apart_by() -> None:
    question = asked("planned", [("by", "weekday,hour"), ("by", "hour,agent")])
    assert question.metric is PLANNED
    assert question.by == (Dimension.WEEKDAY, Dimension.HOUR, Dimension.AGENT)


@pytest.mark.parametrize(
    ("key", "said", "code", "field"),
    [
        ("nothing", (), "not_found", "key"),
        ("planned", (("form", "2026-11-18"),), "unknown_field", "form"),
        ("planned", (("from", "18/11/2026"),), "wrong_type", "from"),
        ("planned", (("from", "2026-11-19"), ("to", "2026-11-18")), "ends_before_start", "to"),
        ("planned", (("by", "colour"),), "wrong_type", "by"),
        ("planned", tuple(("agent", f"a{n}") for n in range(501)), "too_many", "agent"),
        ("planned", (("by", "day,hour,agent,team,zone"),), "too_many", "by"),
        ("planned", (("first_attempts", "maybe"),), "wrong_type", "first_attempts"),
        ("kept_rate", (("first_attempts", "true"),), "wrong_type", "first_attempts"),
    ],
)
def test_what_is_misspelt_is_refused(
    key: str, said: tuple[tuple[str, str], ...], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        asked(key, said)
    assert (refused.value.code, refused.value.params.get("field")) == (code, field)
