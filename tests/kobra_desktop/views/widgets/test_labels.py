"""Labels and tooltips say names as they are, whatever they look like."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from kobra_desktop.views.widgets.labels import ElidedLabel, plain_tip


@pytest.mark.parametrize(
    "text", ["Norte", "2 < 3\nentre 1 y 4", "<b>Norte</b>", "a & <img src='file:///x'>\nb"]
)
def test_a_tooltip_says_a_name_that_looks_like_a_page_as_it_is(text: str, qtbot: QtBot) -> None:
    read = QTextDocument()
    tip = plain_tip(text)
    if tip != text:
        read.setHtml(tip)
        assert read.toPlainText() == text
    label = ElidedLabel(text)
    qtbot.addWidget(label)
    assert label.toolTip() == tip
    assert label.accessibleName() == text


def test_what_is_plain_stays_as_it_is() -> None:
    assert plain_tip("Norte: 41 % (de 412)") == "Norte: 41 % (de 412)"
