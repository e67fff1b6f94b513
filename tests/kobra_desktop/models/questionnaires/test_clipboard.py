"""Questions on the clipboard: ours come back whole, rows of a spreadsheet become questions."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QMimeData

from kobra_desktop.models.questionnaires.clipboard import (
    QUESTIONS,
    from_clipboard,
    from_rows,
    to_clipboard,
)
from kobra_domain.questionnaires.form import Form
from kobra_records.templates import NAMES, template

_ids = count()


def _uid() -> str:
    return f"u{next(_ids)}"


def test_a_form_comes_back_from_the_clipboard_the_same() -> None:
    """And as rows for a spreadsheet."""
    form = template(NAMES[0])
    data = to_clipboard(form)
    assert from_clipboard(data, Form(), _uid) == form
    head = data.text().split("\n")[0].split("\t")
    assert {"type", "name"} <= set(head)


def test_what_is_broken_is_nothing() -> None:
    """No crash, no question."""
    data = QMimeData()
    data.setData(QUESTIONS, b"\xff not a form")
    assert from_clipboard(data, Form(), _uid) is None
    assert from_clipboard(QMimeData(), Form(), _uid) is None
    assert from_rows(" \n ", Form(), _uid) is None


def test_rows_get_the_type_and_name_that_they_lack() -> None:
    """An unknown type is text; names are free."""
    block = from_rows("foo\t¿Edad?\t¿Edad?\ninteger\tedad\t¿Cuántos?", Form(), _uid)
    assert block is not None
    assert [node.type for node in block.survey] == ["text", "integer"]
    twice = from_rows("¿Edad?\n¿Edad?", Form(), _uid)
    assert twice is not None
    assert [node.name for node in twice.survey] == ["edad", "edad_2"]
