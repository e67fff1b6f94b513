"""The style sheet is filled from the tokens, and follows theme, text scale and high contrast."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QFile
from PySide6.QtWidgets import QWidget
from pytestqt.logging import _QtMessageCapture
from pytestqt.qtbot import QtBot

from kobra_desktop import resources
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.resources import Theme
from kobra_desktop.views.theme import TEXT_SCALE, Look, ThemeChoice, colours, own_scale, style_sheet
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import notice
from kobra_desktop.views.widgets.layouts import column


@pytest.mark.parametrize("is_high_contrast", [False, True])
@pytest.mark.parametrize("theme", resources.THEMES)
def test_no_placeholder_is_left(theme: Theme, is_high_contrast: bool) -> None:
    """Every name of the template is a token, and every icon it names is built."""
    made = style_sheet(theme, 1.0, is_high_contrast=is_high_contrast)
    assert "@" not in made
    files = re.findall(r"url\(([^)]+)\)", made)
    assert files
    assert all(QFile.exists(file) for file in files)


def test_the_program_may_lie_in_any_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot, qtlog: _QtMessageCapture
) -> None:
    """A blank, a bracket or a length in the folder's name does not end the style sheet."""
    odd = tmp_path / "Cobranza ñ (12px) #1 %20 'a' @b"
    shutil.copytree(resources.path("icons", "dist"), odd / "icons" / "dist")
    shutil.copy(resources.path("style.qss"), odd)
    plain = style_sheet("light", 1.5)
    monkeypatch.setattr(resources, "root", lambda: odd)
    assert style_sheet("light", 1.5) == plain
    assert all(QFile.exists(file) for file in re.findall(r"url\(([^)]+)\)", plain))
    Look().apply(ThemeChoice.LIGHT)
    assert not qtlog.records


def test_every_icon_of_the_list_is_shown_somewhere() -> None:
    """By its own name, in quotes or at the end of a path."""
    root, kinds = resources.path("icons.json").parents[1], {".py", ".qss", ".css", ".html", ".js"}
    said = {
        word
        for room in ("kobra_desktop", "kobra_domain", "resources")
        for file in (root / room).rglob("*")
        if file.suffix in kinds and "dist" not in file.parts
        for word in re.findall(r"""["':/(]([a-z0-9-]+)(?=["'.)])""", file.read_text("utf-8"))
    }
    assert not resources.icon_names() - said


def test_text_scale_enlarges_all_but_hair_lines() -> None:
    """A scale of 1.5 makes 14 px text 21 px and leaves 1 px borders."""
    plain, large = style_sheet("light", 1.0), style_sheet("light", 1.5)
    assert "font-size: 14px" in plain
    assert "font-size: 21px" in large
    assert "border: 1px" in large


def test_the_chosen_text_scale_is_remembered() -> None:
    """1.0 until one is chosen, and whatever stands there that is no number."""
    memory = SessionMemory()
    assert own_scale(memory) == 1.0
    memory.write(TEXT_SCALE, 1.5)
    assert own_scale(memory) == 1.5
    memory.write(TEXT_SCALE, "large")
    assert own_scale(memory) == 1.0


def test_high_contrast_is_pure_and_has_no_tints() -> None:
    """Text is black or white, and a tint is the ground."""
    for theme, ink, ground in (("light", "#000000", "#FFFFFF"), ("dark", "#FFFFFF", "#000000")):
        found = colours(theme, is_high_contrast=True)  # type: ignore[arg-type]
        assert found["text"] == found["border"] == ink
        assert found["warn_bg"] == found["surface"] == ground


@pytest.mark.parametrize("theme", resources.THEMES)
def test_high_contrast_says_by_lines_what_tints_said(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notice has an outline, and what cannot be pressed is told from what can."""
    monkeypatch.setattr(Look, "is_high_contrast", property(lambda _look: True))
    look = Look()
    look.apply(ThemeChoice(theme))
    told = notice("error")
    told.setText("No se llega al servidor.")
    able, unable = Button(look, "Traer"), Button(look, "Traer")
    unable.setEnabled(False)
    whole = QWidget()
    qtbot.addWidget(whole)
    whole.setLayout(column(told, able, unable))
    whole.show()
    told.show()
    image = told.grab().toImage()
    edge = {image.pixelColor(0, y).name() for y in range(12, image.height() - 12)}
    assert edge == {look.colour("border").name()}
    assert colours(theme, is_high_contrast=True)["text_off"] not in ("#000000", "#FFFFFF")
    able.clearFocus()
    assert able.grab().toImage() != unable.grab().toImage()
    monkeypatch.undo()
    look.apply(ThemeChoice.LIGHT)


def test_a_choice_changes_the_theme_at_once(qtbot: QtBot) -> None:
    """Who paints itself is told."""
    look = Look(ThemeChoice.LIGHT)
    with qtbot.waitSignal(look.changed):
        look.apply(ThemeChoice.DARK)
    assert look.theme == "dark"
    assert look.colour("window").name().upper() == resources.tokens("dark")["window"]


def test_no_style_is_written_in_python() -> None:
    """The one style sheet is a file."""
    folder = resources.root().parent / "kobra_desktop" / "views"
    for file in folder.rglob("*.py"):
        is_said = "setStyleSheet(" in file.read_text("utf-8")
        assert is_said == (file.name == "theme.py"), file


class _Dressed(QWidget):
    """Counts how often it is dressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.times = 0

    def changeEvent(self, event: QEvent) -> None:
        """Qt tells of each."""
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def test_a_widget_is_not_dressed_once_for_each_around_it(qtbot: QtBot) -> None:
    """Four seconds of a whole window, whose widgets stand eleven deep."""
    look = Look(ThemeChoice.LIGHT)
    look.apply(ThemeChoice.LIGHT)
    outside = inside = _Dressed()
    qtbot.addWidget(outside)
    for _ in range(12):
        inside = _Dressed(inside)
    outside.show()
    inside.times = 0
    look.apply(ThemeChoice.DARK)
    assert 1 <= inside.times <= 2


def test_an_icon_is_drawn_once_for_all_its_buttons(qtbot: QtBot) -> None:
    """Each theme's as well: going back draws nothing."""
    look = Look(ThemeChoice.LIGHT)
    look.apply(ThemeChoice.LIGHT)
    first, other = Button(look, "", icon="x"), Button(look, "", icon="x")
    for one in (first, other):
        qtbot.addWidget(one)
    light = first.icon().cacheKey()
    look.apply(ThemeChoice.DARK)
    assert first.icon().cacheKey() == other.icon().cacheKey() != light
    look.apply(ThemeChoice.LIGHT)
    assert first.icon().cacheKey() == light
