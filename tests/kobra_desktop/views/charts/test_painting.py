"""The screen draws what the SVG says: the same words in the same order, the same colours."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator, QSvgRenderer
from PySide6.QtWidgets import QApplication

from kobra_desktop.views.charts.files import chart_file
from kobra_desktop.views.charts.painting import load_face, paint, picture, text_font
from kobra_domain.charts import KINDS, Scene, example, resolve, svg
from kobra_domain.charts.scene import Line, Path, Rect, Stroke, Text
from kobra_records.files.paper.measure import text_width
from kobra_records.files.paper.tokens import chart_theme

COLOUR = re.compile(r'(?:fill|stroke)="(#[0-9a-fA-F]{6})"')


def scene_of(kind: str, theme: str = "light") -> Scene:
    return resolve(example(kind, "es_CO"), text_width, (560, 320), chart_theme(theme), "es_CO")


def recorded(scene: Scene) -> str:
    """What the painter was told, written down by Qt as SVG."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    record = QSvgGenerator()
    record.setOutputDevice(buffer)
    record.setSize(QSize(round(scene.width), round(scene.height)))
    with QPainter(record) as painter:
        paint(painter, scene)
    buffer.close()
    return bytes(held.data()).decode()


def seen_colours(text: str) -> set[str]:
    return {found.upper() for found in COLOUR.findall(text)}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_screen_and_paper_say_and_colour_the_same(
    kind: str, theme: str, qapp: QApplication
) -> None:
    scene = scene_of(kind, theme)
    root = ElementTree.fromstring(recorded(scene))
    painted = ["".join(one.itertext()).strip() for one in root.iter() if one.tag.endswith("}text")]
    written = [text.words.replace("\N{NO-BREAK SPACE}", " ") for text in scene.texts]
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in painted] == written
    # What Qt writes around its record is black and white.
    assert seen_colours(svg(scene)) <= seen_colours(recorded(scene))
    assert seen_colours(recorded(scene)) <= seen_colours(svg(scene)) | {"#000000", "#FFFFFF"}


def test_the_face_is_as_wide_as_it_was_measured(qapp: QApplication) -> None:
    assert load_face() == "Noto Sans"
    for weight in (400, 600):
        for words in ("Los sábados de 9:00 a 11:00", "1.234,5 M COP", "Óscar Daza"):
            wide = QFontMetricsF(text_font(16, weight)).horizontalAdvance(words)
            assert wide == pytest.approx(text_width(words, 16, weight), rel=0.025)


def test_letters_keep_within_what_was_measured(qapp: QApplication) -> None:
    words = "Cooperativa de Trabajadores del Suroccidente"
    text = Text(10, 30, words, 16, "#000000", text_width(words, 16, 600), 600)
    image = QImage(500, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    with QPainter(image) as painter:
        paint(painter, replace(scene_of("number"), items=(text,)))
    inked = [x for x in range(500) if any(image.pixelColor(x, y).value() < 200 for y in range(40))]
    assert max(inked) == pytest.approx(10 + text.width, abs=2.5)


def test_weights_are_seen(qapp: QApplication) -> None:
    plain, strong = (QFontMetricsF(text_font(16, weight)) for weight in (400, 600))
    assert strong.horizontalAdvance("Mmmm") > plain.horizontalAdvance("Mmmm")


@pytest.mark.parametrize("kind", ["heat_map", "line", "funnel"])
def test_qt_reads_our_svg_as_it_paints_the_scene(kind: str, qapp: QApplication) -> None:
    scene = scene_of(kind)
    painted = picture(scene)
    drawn = QImage(painted.size(), QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(QColor(scene.ground))
    renderer = QSvgRenderer(QByteArray(svg(scene).encode()))
    with QPainter(drawn) as painter:
        renderer.render(painter, QRectF(0, 0, scene.width, scene.height))
    other = 0
    for y in range(0, painted.height(), 3):
        for x in range(0, painted.width(), 3):
            one, two = painted.pixelColor(x, y), drawn.pixelColor(x, y)
            other += abs(one.red() - two.red()) + abs(one.blue() - two.blue()) > 90
    assert other < painted.width() * painted.height() / 9 * 0.03


def test_a_picture_is_as_sharp_as_is_asked_and_never_too_big(qapp: QApplication) -> None:
    scene = scene_of("number")
    assert picture(scene, 2.0).size() == QSize(1120, 640)
    assert picture(scene, 1_000.0).width() * picture(scene, 1_000.0).height() < 65_000_000
    assert chart_file(scene, "png").startswith(b"\x89PNG")
    assert chart_file(scene, "svg").startswith(b"<svg")


def test_dashes_are_lengths_in_pixels(qapp: QApplication) -> None:
    line = Line(0, 5, 40, 5, Stroke("#000000", 2.0, (4, 4)))
    shape = Path((("M", 0, 0), ("L", 4, 0), ("Z",)), "#FF0000")
    image = QImage(40, 10, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    bare = replace(scene_of("number"), items=(Rect(0, 0, 40, 10, "#FFFFFF"), line, shape))
    with QPainter(image) as painter:
        paint(painter, bare)
    row = [image.pixelColor(x, 5).value() < 128 for x in range(40)]
    assert row[:12] == [True] * 4 + [False] * 4 + [True] * 4
