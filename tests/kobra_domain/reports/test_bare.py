"""A chart of nothing is a sentence in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kobra_domain.charts import KINDS, example
from kobra_domain.charts.spec import BigNumber, Figure, HeatMap
from kobra_domain.reports.bare import in_words, is_bare
from kobra_domain.reports.report import Behind, Panel
from tests.kobra_domain.charts.odd import empty, single, unknown

BEHIND = Behind(metric="done", pairs=())


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_has_no_mark_is_bare(kind: str) -> None:
    chart = example(kind, "es")
    assert not is_bare(chart)
    one, none = single(chart), empty(chart)
    assert one is None or not is_bare(one)
    assert none is None or is_bare(none) is not isinstance(none, BigNumber)
    blank = unknown(chart)
    if kind in ("heat_map", "line", "bar", "multiples"):
        assert blank is not None
        assert is_bare(blank)


def test_hours_of_too_few_attempts_are_no_nothing() -> None:
    chart = example("heat_map", "es")
    assert isinstance(chart, HeatMap)
    few = tuple(tuple(Figure(n=3) for _ in row) for row in chart.cells)
    assert not is_bare(replace(chart, cells=few))


@pytest.mark.parametrize(
    ("title", "subtitle", "words"),
    [
        ("Nadie ha tocado", "Contacto", "Nadie ha tocado"),
        ("", "Por cartera", "Por cartera: con estos filtros no hay nada que contar"),
        ("Por equipo", "", "Por equipo: con estos filtros no hay nada que contar"),
        ("", "", "Con estos filtros no hay nada que contar"),
    ],
)
def test_its_answer_is_said_or_its_name(title: str, subtitle: str, words: str) -> None:
    bare = empty(example("table", "es"))
    assert bare is not None
    chart = replace(bare, title=title, subtitle=subtitle)
    panel = Panel(key="a", chart=chart, notes=("Y más.",), about="cómo", behind=BEHIND)
    assert in_words(panel, "es") == Panel(
        key="a", chart=None, notes=(words, "Y más."), about="cómo"
    )
    full = replace(panel, chart=example("table", "es"))
    assert in_words(full, "es") is full
