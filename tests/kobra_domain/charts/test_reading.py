"""JSON from anywhere: a chart, or a refusal that names the field."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.charts import KINDS, example, read_spec, shape_of, spec_of
from kobra_domain.charts.reading import LARGEST, MOST_FIGURES, check_spec
from kobra_domain.charts.spec import LineChart, Series
from kobra_domain.errors import Invalid
from kobra_domain.limits import MAX_INTEGER
from kobra_domain.words import say

LINE: dict[str, Any] = {
    "kind": "line",
    "steps": ["a", "b"],
    "series": [{"name": "x", "values": [1, None]}],
}
DAYS = {**LINE, "step": "day"}
FUNNEL = shape_of(example("funnel", "es"))
MATRIX = shape_of(example("matrix", "es"))
BAR = shape_of(example("bar", "es"))
HEAT = shape_of(example("heat_map", "es"))
MULTIPLES = shape_of(example("multiples", "es"))


def refused(said: object) -> tuple[str, str]:
    with pytest.raises(Invalid) as caught:
        spec_of(said)
    for locale in ("es", "en"):
        sentence = say(caught.value.code, caught.value.params, locale)
        assert sentence.endswith((".", "%."))
        assert "{" not in sentence
    return caught.value.code, str(caught.value.params["field"])


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        (None, "wrong_type", "chart"),
        ([], "wrong_type", "chart"),
        ({}, "chart_kind_unknown", "kind"),
        ({"kind": ["line"]}, "chart_kind_unknown", "kind"),
        ({"kind": "pie"}, "chart_kind_unknown", "kind"),
        ({"kind": "line"}, "missing", "steps"),
        ({**LINE, "colour": "red"}, "chart_unknown_field", "colour"),
        ({**LINE, "title": 5}, "wrong_type", "title"),
        ({**LINE, "title": "x" * 401}, "too_long", "title"),
        ({**LINE, "title": "\0"}, "unreadable_text", "title"),
        ({**LINE, "steps": "ab"}, "wrong_type", "steps"),
        ({**LINE, "steps": ["a"] * (MOST_FIGURES + 1)}, "too_many", "steps"),
        ({**LINE, "steps": ["a"]}, "chart_length", "series[0].values"),
        ({**LINE, "series": [5]}, "wrong_type", "series[0]"),
        (
            {**LINE, "series": [{"name": "x", "values": ["1", 2]}]},
            "wrong_type",
            "series[0].values[0]",
        ),
        (
            {**LINE, "series": [{"name": "x", "values": [True, 2]}]},
            "wrong_type",
            "series[0].values[0]",
        ),
        (
            {**LINE, "series": [{"name": "x", "values": [{"value": float("nan")}, 2]}]},
            "not_a_number",
            "series[0].values[0].value",
        ),
        (
            {**LINE, "series": [{"name": "x", "values": [10**400, 2]}]},
            "too_large",
            "series[0].values[0]",
        ),
        (
            {**LINE, "series": [{"name": "x", "values": [-(2.0**60), 2]}]},
            "too_small",
            "series[0].values[0].value",
        ),
        ({**LINE, "step": "year"}, "not_in_list", "step"),
        ({**LINE, "step": 4}, "not_in_list", "step"),
        ({**LINE, "unit": {"kind": "money"}}, "chart_currency", "unit.currency"),
        ({**LINE, "unit": {"currency": "COP"}}, "chart_currency", "unit.currency"),
        (
            {**LINE, "unit": {"kind": "money", "currency": "pesos"}},
            "not_a_currency",
            "unit.currency",
        ),
        ({**LINE, "unit": {"decimals": 9}}, "too_large", "unit.decimals"),
        (DAYS, "chart_not_a_day", "steps[0]"),
        ({**DAYS, "steps": ["2026-11-02", "2026-11-02"]}, "chart_must_rise", "steps"),
        ({**HEAT, "cells": HEAT["cells"][:6]}, "chart_length", "cells"),
        ({**HEAT, "lawful": [[True]] * 7}, "chart_length", "lawful[0]"),
        ({**BAR, "goals": {"name": "x", "values": []}}, "chart_length", "goals[0].values"),
        ({**FUNNEL, "limits": FUNNEL["limits"][::-1]}, "chart_must_rise", "limits"),
        ({**MATRIX, "cells": [[0.5] * 6] * 5}, "chart_row_sum", "cells[0]"),
        ({**MATRIX, "weights": [1]}, "chart_length", "weights"),
        (
            {**MULTIPLES, "reference": {"name": "x", "values": []}},
            "chart_length",
            "reference[0].values",
        ),
    ],
)
def test_what_is_no_chart_is_refused_by_its_field(said: object, code: str, field: str) -> None:
    assert refused(said) == (code, field)


def test_more_figures_than_anybody_sees_are_refused() -> None:
    steps = tuple(map(str, range(5_000)))
    series = tuple(
        Series(name="x", values=example("line", "es").series[0].values[:1] * 5_000)  # type: ignore[attr-defined]
        for _ in range(5)
    )
    with pytest.raises(Invalid, match="too_many"):
        check_spec(LineChart(steps=steps, series=series))


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "nope", "{" + "x" * LARGEST])
def test_a_text_that_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_spec(text)


def test_a_text_is_read() -> None:
    spec = read_spec(json.dumps(LINE))
    assert isinstance(spec, LineChart)
    assert [figure.value for figure in spec.series[0].values] == [1.0, None]


def test_a_row_with_something_unknown_need_not_sum() -> None:
    spec_of({**MATRIX, "cells": [[0.5, None, 0.1, 0, 0, 0]] * 5})


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
json_values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner)
)


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_whatever_stands_in_a_field_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    shape = shape_of(example(kind, "es"))
    field = data.draw(st.sampled_from(sorted(shape)))
    shape[field] = data.draw(json_values)
    with suppress(Invalid):
        read = spec_of(shape)
        assert spec_of(json.loads(json.dumps(shape_of(read)))) == read


def test_integers_keep_to_what_json_keeps() -> None:
    big = {**LINE, "series": [{"name": "x", "values": [MAX_INTEGER, 0]}]}
    assert spec_of(big).series[0].values[0].value == MAX_INTEGER  # type: ignore[attr-defined]


def test_kinds_that_have_nothing_to_fit_are_taken_as_they_are() -> None:
    for kind in ("waterfall", "number"):
        check_spec(example(kind, "es"))
    spec_of({**HEAT, "lawful": []})
