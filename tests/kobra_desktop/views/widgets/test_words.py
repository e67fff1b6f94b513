"""Words that do not fit where they stand: cut with one …, or broken and copied whole."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.facts import pairs
from kobra_desktop.views.widgets.labels import cut_to
from kobra_desktop.views.widgets.side_panel import SidePanel

LONG = "coordinacion.de.cobranza.regional@entidad-de-villa-ambar.example"


@pytest.mark.parametrize("text", ["Buscar o ejecutar…   Ctrl+K", "Calle 8 · 10:41", "Resumen..."])
@pytest.mark.usefixtures("qapp")
def test_words_are_cut_with_one_ellipsis(text: str) -> None:
    metrics = QFontMetrics(QApplication.font())
    for room in range(metrics.horizontalAdvance(text)):
        cut = cut_to(metrics, text, room)
        assert cut.endswith("…")
        assert cut.count("…") == 1
        assert cut[:-1].rstrip(" .…·") == cut[:-1], cut
    assert cut_to(metrics, text, 2_000) == text


def test_an_address_makes_no_panel_wider(qtbot: QtBot, look: Look) -> None:
    """It breaks within itself, and is copied as it is."""
    panel = SidePanel(look, 320)
    qtbot.addWidget(panel)
    body = panel.begin("To")
    facts = pairs([("To", LONG), ("By", "Mail"), ("More", None)])
    body.addWidget(facts)
    body.addStretch(1)
    panel.show()
    (address,) = facts.findChildren(QPlainTextEdit)
    qtbot.waitUntil(lambda: address.height() >= 2 * address.fontMetrics().lineSpacing())
    assert facts.minimumSizeHint().width() <= 320 - 2 * 16
    address.selectAll()
    address.copy()
    assert QApplication.clipboard().text() == LONG
