"""Resources are found, and what is missing is said plainly."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from kobra_desktop import resources


def test_the_web_parts_are_one_script_and_one_style_sheet_without_hosts() -> None:
    style = resources.path("web", "dist", "map.css").read_text("utf-8")
    assert "url(http" not in style
    script = resources.path("web", "dist", "map.js").read_text("utf-8")
    assert "import(" not in script
    assert "leaflet 1.9.4" in resources.path("web", "dist", "licences.txt").read_text("utf-8")


def test_the_preview_and_the_worker_are_whole_and_their_licences_told() -> None:
    style = resources.path("web", "dist", "forms.css").read_text("utf-8")
    assert "url(http" not in style
    script = resources.path("web", "dist", "forms.js").read_text("utf-8")
    assert not re.search(r"^(import|export)\b.*from", script, re.MULTILINE)
    for name, package in (("forms", "@getodk/web-forms 0.22.0"), ("logic", "jsdom 27.")):
        licences = resources.path("web", "dist", f"{name}-licences.txt").read_text("utf-8")
        assert package in licences


def test_a_missing_resource_names_itself() -> None:
    with pytest.raises(FileNotFoundError, match="nothing-here"):
        resources.path("nothing-here")


def test_an_icon_takes_the_colour_asked_for() -> None:
    svg = resources.icon_svg("phone", "#123456")
    assert b"#123456" in svg
    assert b"currentColor" not in svg
    with pytest.raises(KeyError):
        resources.icon_svg("not-an-icon", "#123456")


def test_an_icon_file_is_in_the_theme_s_colour() -> None:
    svg = resources.icon_file("phone", "dark").read_text("utf-8")
    assert resources.tokens("dark")["text_2"] in svg


def test_the_mark_has_two_colours_of_which_one_is_the_accent() -> None:
    accent = resources.tokens("light")["accent"]
    for name in ("mark.svg", "mark-inverse.svg"):
        drawing = ElementTree.parse(resources.path(name))
        fills = {e.get("fill") for e in drawing.iter() if e.get("fill")}
        assert fills == {accent, "#FFFFFF"}


def test_measures_are_those_of_the_file() -> None:
    raw = json.loads(resources.path("tokens.json").read_text("utf-8"))
    assert resources.measures()["row"] == raw["row"]
    assert "light" not in resources.measures()
