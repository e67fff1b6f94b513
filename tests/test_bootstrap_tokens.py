"""Every figure that is claimed for the colours is computed again from resources/tokens.json."""

from __future__ import annotations

import itertools
import re

import pytest

from kobra_desktop import resources
from kobra_desktop.resources import THEMES, Theme
from tests import colour_science as eye

GROUNDS = ("window", "surface", "sunken", "hover", "selected")
MAP_GROUNDS = ("map_land", "map_water", "map_park", "map_building", "map_road")
TINTS = ("info", "ok", "warn", "error", "doubt", "neutral")
LEAST_ON_GROUNDS = {
    "text": 9.6,
    "text_2": 6.0,
    "text_3": 4.6,
    "border_control": 3.2,
    "accent": 4.5,
    "focus": 3.0,
}

both_themes = pytest.mark.parametrize("theme", THEMES)
each_eye = pytest.mark.parametrize("deficiency", list(eye.DEFICIENCIES))


@both_themes
@pytest.mark.parametrize("name", list(LEAST_ON_GROUNDS))
def test_ink_is_legible_on_every_ground(theme: Theme, name: str) -> None:
    colours = resources.tokens(theme)
    least = min(eye.contrast(colours[name], colours[ground]) for ground in GROUNDS)
    assert least >= LEAST_ON_GROUNDS[name]


@both_themes
@pytest.mark.parametrize("name", TINTS)
def test_tinted_pairs_reach_seven_to_one(theme: Theme, name: str) -> None:
    colours = resources.tokens(theme)
    assert eye.contrast(colours[f"{name}_bg"], colours[f"{name}_fg"]) >= 7


@both_themes
def test_what_is_written_on_the_accent_is_legible(theme: Theme) -> None:
    colours = resources.tokens(theme)
    for ground in ("accent", "accent_hover"):
        assert eye.contrast(colours["on_accent"], colours[ground]) >= 4.5


@pytest.mark.parametrize(("theme", "least"), [("light", 3.1), ("dark", 3.8)])
def test_states_stand_out_on_every_map_ground(theme: Theme, least: float) -> None:
    colours = resources.tokens(theme)
    states = [name for name in colours if name.startswith("state_")]
    assert len(states) == 7
    for state, ground in itertools.product(states, MAP_GROUNDS):
        ratio = eye.contrast(colours[state], colours[ground])
        assert ratio >= least, f"{state} on {ground}: {ratio:.2f}"


@both_themes
def test_map_labels_are_legible_on_every_map_ground(theme: Theme) -> None:
    colours = resources.tokens(theme)
    assert min(eye.contrast(colours["map_label"], colours[g]) for g in MAP_GROUNDS) >= 4.5


@pytest.mark.parametrize(("theme", "least"), [("light", 25), ("dark", 24)])
@each_eye
def test_any_two_states_differ_for_every_eye(theme: Theme, least: float, deficiency: str) -> None:
    colours = resources.tokens(theme)
    states = [c for n, c in colours.items() if n.startswith("state_") and n != "state_off"]
    pairs = itertools.combinations(states, 2)
    assert min(eye.difference(a, b, deficiency) for a, b in pairs) >= least


@pytest.mark.parametrize(("theme", "least"), [("light", 17), ("dark", 28)])
@each_eye
def test_any_two_series_differ_for_every_eye(theme: Theme, least: float, deficiency: str) -> None:
    pairs = itertools.combinations(resources.series(theme), 2)
    assert min(eye.difference(a, b, deficiency) for a, b in pairs) >= least


def test_both_themes_name_the_same_colours() -> None:
    assert resources.tokens("light").keys() == resources.tokens("dark").keys()
    for theme in THEMES:
        everything = (*resources.tokens(theme).values(), *resources.series(theme))
        assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in everything)


def test_nothing_is_written_smaller_than_twelve_pixels() -> None:
    for size, line_height, weight in resources.measures()["type"].values():
        assert size >= 12
        assert line_height > size
        assert weight in (400, 600)


def test_the_eye_itself_is_right() -> None:
    assert eye.contrast("#000000", "#FFFFFF") == pytest.approx(21, abs=0.01)
    assert eye.lab("#FF0000", "normal") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert eye.difference("#777777", "#777777", "deutan") == 0
    red_green = ("#FF0000", "#998800")
    assert eye.difference(*red_green, "deutan") < eye.difference(*red_green, "normal") / 2
