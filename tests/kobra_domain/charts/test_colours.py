"""The scale is the published one, and what is printed on it can be read."""

from __future__ import annotations

import itertools
from pathlib import Path

import pyqtgraph
import pytest

from kobra_domain.charts.colours import cividis, contrast, ink_on, mixed, stronger
from tests.colour_science import DEFICIENCIES, difference, lab
from tests.kobra_domain.charts.drawing import theme

each_eye = pytest.mark.parametrize("eye", DEFICIENCIES)
each_theme = pytest.mark.parametrize("look", ["light", "dark"])


def test_the_scale_is_cividis_from_light_to_dark() -> None:
    file = Path(pyqtgraph.__file__).parent / "colors" / "maps" / "cividis.csv"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(";")]
    published = [[round(float(part) * 255) for part in line.split(",")] for line in lines if line]
    for n, parts in enumerate(published):
        made = cividis(1 - n / 255)
        ours = [int(made[at : at + 2], 16) for at in (1, 3, 5)]
        assert max(abs(a - b) for a, b in zip(ours, parts, strict=True)) <= 3, n


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.25, 0.5, 0.55, 0.6, 0.75, 1.0, 2.0])
def test_a_value_on_its_cell_can_be_read(share: float) -> None:
    assert contrast(ink_on(cividis(share)), cividis(share)) >= 4.5


def test_mixing() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def lightness(colour: str, eye: str) -> float:
    return lab(colour, eye)[0]


@each_eye
def test_more_is_darker_on_the_heat_map_for_every_eye_and_without_colours(eye: str) -> None:
    seen = [lightness(cividis(n / 40), eye) for n in range(41)]
    assert all(one > other for one, other in itertools.pairwise(seen))
    assert seen[0] - seen[-1] > 70


@each_theme
@each_eye
def test_more_stands_out_more_in_a_matrix_for_every_eye(eye: str, look: str) -> None:
    colours = [stronger(theme(look), n / 20) for n in range(21)]
    seen = [lightness(one, eye) for one in colours]
    steps = [one - other for one, other in itertools.pairwise(seen)]
    assert all(step > 0 for step in steps) or all(step < 0 for step in steps)
    assert abs(seen[0] - seen[-1]) > 40
    assert all(contrast(ink_on(one), one) >= 4.5 for one in colours)


@each_theme
@each_eye
def test_higher_and_lower_are_told_apart_by_every_eye(eye: str, look: str) -> None:
    more, less = theme(look).series[:2]
    assert difference(more, less, eye) >= 28


def test_on_paper_bars_beside_each_other_differ_without_colours() -> None:
    """Paper is light, and its printer may have one ink."""
    seen = [lightness(one, "normal") for one in theme("light").series]
    assert all(abs(one - other) >= 6 for one, other in itertools.pairwise(seen))
