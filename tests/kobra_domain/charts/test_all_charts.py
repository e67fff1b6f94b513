"""What holds for every chart, whatever it meets."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from kobra_domain.charts import KINDS, Scene, example, kind_of, shape_of, spec_of, svg
from kobra_domain.charts.scene import Hatch, Line, Path, Rect, Text
from tests.kobra_domain.charts.drawing import SIZES, all_charts, drawn
from tests.kobra_domain.charts.odd import LONG

NAMES = sorted(all_charts())
COLOUR = re.compile(r"#[0-9A-F]{6}", re.IGNORECASE)


def box_of(text: Text) -> tuple[float, float, float, float]:
    right = text.left + text.width
    return text.left, text.y - text.size * 0.72, right, text.y + text.size * 0.05


def colours_of(scene: Scene) -> set[str]:
    found = {scene.ground, scene.focus}
    for item in scene.items:
        strokes = [item.stroke] if not isinstance(item, Text) else []
        found |= {stroke.colour for stroke in strokes if stroke}
        found |= {item.fill} if not isinstance(item, Line) and item.fill else set()
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_texts_stand_within_the_sheet_and_never_on_each_other(
    name: str, size: tuple[float, float]
) -> None:
    for locale in ("es_CO", "en"):
        scene = drawn(all_charts(locale)[name], size, locale)
        boxes = [(box_of(text), text.words) for text in scene.texts]
        for (left, top, right, low), words in boxes:
            assert left >= -0.5, words
            assert right <= scene.width + 0.5, words
            assert top >= 0, words
            assert low <= scene.height, words
        for (one, words), (other, others) in combinations(boxes, 2):
            is_beside = one[2] <= other[0] + 0.5 or other[2] <= one[0] + 0.5
            assert is_beside or one[3] <= other[1] or other[3] <= one[1], (words, others)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_every_chart_says_itself_and_looks_like_its_tokens(name: str, look: str) -> None:
    scene = drawn(all_charts()[name], look=look)
    assert scene.title
    assert scene.description.endswith(".")
    assert scene.marks or kind_of(all_charts()[name]) == "number"
    assert all(mark.words and mark.width > 0 and mark.height > 0 for mark in scene.marks)
    assert all(text.size >= 12 for text in scene.texts)
    assert all(COLOUR.fullmatch(colour) for colour in colours_of(scene))
    assert {len(row) for row in scene.twin.rows} <= {len(scene.twin.columns)}
    assert scene == drawn(all_charts()[name], look=look)


@pytest.mark.parametrize("name", NAMES)
def test_its_svg_holds_its_texts_and_nothing_that_a_reader_passes_over(name: str) -> None:
    scene = drawn(all_charts()[name])
    root = ElementTree.fromstring(svg(scene))
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert set(tags) <= {"svg", "title", "desc", "rect", "line", "path", "text"}
    assert [e.text for e in root.iter() if e.tag.endswith("}text")] == [
        text.words for text in scene.texts
    ]
    assert root.find("{*}title").text == scene.title  # type: ignore[union-attr]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "es-CO"


@pytest.mark.parametrize("name", NAMES)
def test_it_comes_back_from_json_as_it_was(name: str) -> None:
    spec = all_charts()[name]
    assert spec_of(json.loads(json.dumps(shape_of(spec)))) == spec


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_shown_goes_no_further_than_the_sheet(kind: str) -> None:
    scene = drawn(example(kind, "en"), (560, 320), "en")
    for item in scene.items:
        match item:
            case Rect() | Hatch():
                corners = [(item.x, item.y), (item.x + item.width, item.y + item.height)]
            case Line():
                corners = [(item.x1, item.y1), (item.x2, item.y2)]
            case Path():
                ends: list[tuple[float, ...]] = [step[1:] for step in item.steps]
                corners = [(end[-2], end[-1]) for end in ends if end]
            case _:
                corners = []
        assert all(-1 <= x <= 561 and -1 <= y <= 321 for x, y in corners), item


def test_a_title_of_many_words_is_cut_after_two_lines() -> None:
    scene = drawn(replace(example("bar", "es"), title=LONG * 4))
    titles = [text.words for text in scene.texts if text.size == 16]
    assert len(titles) == 2
    assert titles[1].endswith("…")
    assert scene.title == LONG * 4


def test_on_a_page_each_mark_says_itself() -> None:
    scene = drawn(example("bar", "es"))
    root = ElementTree.fromstring(svg(scene, has_marks=True))
    said = [one.findtext("{*}title") for one in root.iter() if one.tag.endswith("}rect")]
    assert [words for words in said if words] == [mark.words for mark in scene.marks]


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    scene = drawn(replace(example("number", "es"), title="Uno \x08& <dos>\ufffe"))
    root = ElementTree.fromstring(svg(scene))
    assert root.find("{*}title").text == "Uno & <dos>"  # type: ignore[union-attr]
