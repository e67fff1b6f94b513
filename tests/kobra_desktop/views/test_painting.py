"""What goes wrong while something is painted is told like any other bug: a painter that outlived
its paper would end the program from outside Python.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

import kobra_desktop
from kobra_desktop.map import marks
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look


def left_to_chance(source: str) -> Iterator[int]:
    """Lines that make a painter which no `with` ends."""
    tree = ast.parse(source)
    ended = {
        id(item.context_expr)
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for item in node.items
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or id(node) in ended:
            continue
        if getattr(node.func, "id", "") == "QPainter":
            yield node.lineno


def test_every_painter_ends_with_its_block() -> None:
    for file in Path(kobra_desktop.__file__).parent.rglob("*.py"):
        assert list(left_to_chance(file.read_text("utf-8"))) == [], file
    assert list(left_to_chance("painter = QPainter(self)\nwith QPainter(self) as p:\n  p")) == [1]


def test_an_icon_that_is_not_built_is_a_bug_like_any_other(look: Look) -> None:
    with pytest.raises(KeyError):
        icons.icon(look, "not-an-icon")


def test_a_mark_that_cannot_be_painted_is_a_bug_like_any_other(qtbot: QtBot) -> None:
    def paint(_painter: QPainter, _at: QPointF) -> None:
        raise ValueError("no such mark")

    with pytest.raises(ValueError, match="no such mark"):
        marks._pixmap(16, 1.0, paint)
