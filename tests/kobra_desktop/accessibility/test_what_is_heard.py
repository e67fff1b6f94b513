"""What a person hears who works with a screen reader: the window of both languages, shown on a real
X screen and asked over AT-SPI, the way that Orca asks. Debian: dbus, at-spi2-core, xvfb.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tests.kobra_desktop.accessibility.reading import LANGUAGES, MAPPED, PAINTED, PLACES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is Linux's")
NEEDED = ("dbus-run-session", "Xvfb")
LASTS_S = 600  # with seven others on the machine; alone it takes three quarters of a minute
Told = dict[str, dict[str, dict[str, Any]]]
# What takes the keyboard is one of these. A drawn chart and the map's page are «filler» to Qt's
# bridge: they are named, and what is drawn has its table or list beside it.
ROLES = {
    "push button",
    "toggle button",
    "check box",
    "radio button",
    "button menu",
    "combo box",
    "text",
    "spin button",
    "spin box",
    "slider",
    "table",
    "tree table",
    "tree",
    "list",
    "label",
    "panel",
    "filler",
    "menu item",
    "date editor",
    "page tab",
}
ACTS = {"push button", "toggle button", "check box", "radio button", "button menu", "menu item"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Each place of each language: its things in the order in which they are read, and the way of
    the Tab key.
    """
    missing = [name for name in NEEDED if shutil.which(name) is None]
    assert not missing, f"python dev.py test brings what is missing as root: {missing}"
    file = tmp_path_factory.mktemp("heard") / "told.json"
    words = ["dbus-run-session", "--", sys.executable]
    words += ["-m", "tests.kobra_desktop.accessibility.reading", str(file)]
    ended = subprocess.run(words, capture_output=True, text=True, timeout=LASTS_S)
    assert ended.returncode == 0, ended.stderr[-3_000:]
    assert "bug " not in ended.stderr, ended.stderr[-3_000:]
    read: Told = json.loads(file.read_text("utf-8"))
    return read


def things(told: Told) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each thing with where it is heard."""
    for language in LANGUAGES:
        for place in PLACES:
            for one in told[language][place]["things"]:
                yield f"{language} {place}", one


@pytest.mark.timeout(LASTS_S)
def test_every_place_speaks(told: Told) -> None:
    """Each has what to act on, and no place is silent."""
    for language in LANGUAGES:
        assert list(told[language]) == list(PLACES)
        for place in PLACES:
            roles = Counter(one["role"] for one in told[language][place]["things"])
            few = roles["push button"] or roles["text"]  # the palette is a field alone
            is_enough = few if place.startswith("over ") else roles["push button"] >= 5
            assert is_enough, (language, place)


def test_whatever_takes_the_keyboard_has_a_name_and_a_role(told: Told) -> None:
    """And no button is silent, whether or not it takes the keyboard."""
    wrong = [
        f"{where}: {one['role']} «{one['name']}» at {one['about']}"
        for where, one in things(told)
        if (one["takes_keys"] or one["role"] in ACTS)
        and (not one["name"].strip() or (one["takes_keys"] and one["role"] not in ROLES))
    ]
    assert not wrong


def test_a_box_of_choices_is_told_with_what_it_is_about(told: Told) -> None:
    """On Linux it is called by its value; its label, or what is said to who hovers, comes along."""
    wrong = [
        f"{where}: «{one['name']}»"
        for where, one in things(told)
        if one["role"] == "combo box" and not one["label"].strip()
    ]
    assert not wrong


def test_what_stands_over_the_window_says_what_it_is(told: Told) -> None:
    """A dialog has its title; a page before the window the name of the program."""
    for language in LANGUAGES:
        for place in PLACES:
            if place.startswith("over "):
                first = told[language][place]["things"][0]
                assert first["name"].strip(), (language, place)
                assert first["role"] in ("dialog", "frame", "filler"), (language, place)


def test_names_are_words(told: Told) -> None:
    """No name of a class, no code, no placeholder left open."""
    wrong = [
        f"{where}: «{one['name']}»"
        for where, one in things(told)
        if one["takes_keys"] and re.search(r"\{|^Q[A-Z]|^qt_|^[a-z]+_[a-z_]+$", one["name"])
    ]
    assert not wrong


def test_the_languages_are_not_mixed(told: Told) -> None:
    """The buttons of one language are not those of the other, but for words that both have."""
    said = {
        language: {
            one["name"]
            for where, one in things(told)
            if where.startswith(language) and one["role"] in ACTS and len(one["name"]) > 3
        }
        for language in LANGUAGES
    }
    both = {name for name in said["es"] & said["en"] if not _is_a_name(name)}
    assert both <= {"Webhooks", "SOS", "WhatsApp", "Error", "PDF…"}


def _is_a_name(name: str) -> bool:
    """Of a person, a portfolio, a number: it is the same in each language."""
    return any(letter.isdigit() for letter in name) or name.istitle()


def test_the_tab_key_goes_as_one_reads(told: Told) -> None:
    """Among parts of one box nobody is led back up, or back along a line."""
    back = {
        (language, place): [
            f"«{one[0]}», then «{other[0]}»"
            for one, other in pairwise(told[language][place]["way"])
            if one[1] == other[1] and _is_behind(one[2], other[2])
        ]
        for language in LANGUAGES
        for place in PLACES
    }
    # A dialog may begin in its middle, at what most will press: then the way is once about.
    wrong = {at: led for at, led in back.items() if len(led) > at[1].startswith("over ")}
    assert not wrong
    for language in LANGUAGES:
        for place in PLACES:
            heard = told[language][place]
            stops = sum(one["takes_keys"] and one["acts"] for one in heard["things"])
            if place in PAINTED:
                assert not heard["way"], (language, place)
            elif stops > 1 and place not in MAPPED:
                assert heard["way"], (language, place)


def _is_behind(one: list[int], other: list[int]) -> bool:
    left, top, width, height = one
    x, y, w, h = other
    is_one_line = y < top + height and top < y + h
    return y + h <= top or (is_one_line and x + w <= left and w > 0 and width > 0)


def test_what_is_drawn_has_its_words(told: Told) -> None:
    """The map has its list; each chart says its answer and offers its table."""
    for language in LANGUAGES:
        on_map = told[language]["map"]["things"]
        assert any(one["role"] in ("list", "table") and one["name"] for one in on_map)
        report = told[language]["reports/hours"]["things"]
        words = {"es": "Ver como tabla", "en": "Show as a table"}[language]
        twins = [one for one in report if one["name"] == words]
        drawn = [one for one in report if one["role"] == "filler" and one["takes_keys"]]
        assert twins, language
        assert len(drawn) - 1 <= len(twins) + 1, language  # the page itself is one of them
