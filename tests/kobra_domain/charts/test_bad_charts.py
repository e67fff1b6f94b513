"""Charts whose figures or words nobody would expect: each is drawn, within its sheet, as XML that
can be read, and no figure stands nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from time import process_time
from typing import Any
from xml.etree import ElementTree

import pytest

from kobra_domain.charts import KINDS, example, shape_of, spec_of, svg
from kobra_domain.charts.spec import PlaceMap
from kobra_domain.errors import Invalid
from kobra_domain.limits import MAX_INTEGER
from tests.kobra_domain.charts.drawing import drawn

FIGURES = {
    "nothing": 0,
    "less": -5,
    "huge": MAX_INTEGER,
    "tiny": 1e-300,
    "small": 1e-9,
    "unknown": None,
}
WORDS = {
    "none": "",
    "markup": "</text><script>f()</script> ]]> &amp; \"'",
    "controls": "\x01\x1b[31m\n\t\u2028\ufeff",
    "right to left": "مرحبا \u202e שלום",
    "faces": "😀" * 60,
}
# What says how all others are read, and what nothing but a number can be.
KEPT = {"kind", "unit", "weight_unit", "step", "steps", "layout", "n", "lat", "lon", "place"}
ODD = re.compile(r"nan|inf", re.IGNORECASE)


def every(said: Any, change: Callable[[Any], Any]) -> Any:
    """The same JSON with every value changed."""
    if isinstance(said, dict):
        return {k: one if k in KEPT else every(one, change) for k, one in said.items()}
    return [every(one, change) for one in said] if isinstance(said, list) else change(said)


def check(kind: str, change: Callable[[Any], Any]) -> None:
    """An example with every value changed is drawn, or refused as no chart."""
    try:
        spec = spec_of(every(shape_of(example(kind, "es")), change))
    except Invalid:
        return
    text = svg(drawn(spec))
    root = ElementTree.fromstring(text)
    assert not root.findall(".//{*}script")
    for one in root.iter():
        assert not any(ODD.search(value) for name, value in one.items() if name != "fill"), one


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("kind", KINDS)
def test_figures_that_nobody_expects_are_drawn(kind: str, name: str) -> None:
    value = FIGURES[name]

    def changed(one: Any) -> Any:
        is_figure = isinstance(one, int | float) and not isinstance(one, bool)
        return value if is_figure else one

    check(kind, changed)


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("kind", KINDS)
def test_words_that_nobody_expects_are_words(kind: str, name: str) -> None:
    check(kind, lambda one: WORDS[name] if isinstance(one, str) else one)


def test_a_map_of_thousands_of_places_is_drawn_at_once() -> None:
    spec = example("map", "es")
    assert isinstance(spec, PlaceMap)
    one, many = spec.places[0], 3_000
    places = tuple(
        replace(one, name=f"Zona {n}", lat=n * 37 % many / many, lon=n * 61 % many / many)
        for n in range(many)
    )
    began = process_time()
    drawn(replace(spec, places=places))
    assert process_time() - began < 10  # it was half a minute
