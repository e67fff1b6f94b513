"""A chart printed: in the light theme, its words to be found, nothing off the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from kobra_desktop.views.charts.leaving import enlarged, print_chart
from kobra_domain.charts import KINDS, example, resolve
from kobra_records.files.paper.measure import text_width
from kobra_records.files.paper.tokens import chart_theme


def printed(kind: str, path: Path) -> tuple[str, list[str]]:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    scene = print_chart(writer, example(kind, "es_CO"), "es_CO", "Impreso por Marta Rey")
    path.write_bytes(bytes(held.data().data()))
    document = QPdfDocument()
    document.load(str(path))
    assert document.pageCount() == 1
    assert scene.ground == chart_theme("light")["surface"]
    return document.getAllText(0).text(), [text.words for text in scene.texts]


@pytest.mark.parametrize("kind", KINDS)
def test_its_words_are_found_on_the_page(kind: str, tmp_path: Path, qapp: QApplication) -> None:
    found, written = printed(kind, tmp_path / "a.pdf")
    plain = " ".join(found.split()).replace("\N{NO-BREAK SPACE}", " ")
    for words in written:
        assert words.replace("\N{NO-BREAK SPACE}", " ") in plain
    assert "Impreso por Marta Rey" in plain


@pytest.mark.parametrize("kind", KINDS)
def test_enlarged_everything_keeps_its_place(kind: str) -> None:
    scene = resolve(example(kind, "es"), text_width, (560, 320), chart_theme("light"), "es")
    large = enlarged(scene, 2.0)
    assert (large.width, large.height) == (1120, 640)
    for text, other in zip(scene.texts, large.texts, strict=True):
        assert (other.x, other.y, other.size) == (2 * text.x, 2 * text.y, 2 * text.size)
    assert enlarged(large, 0.5) == scene
