"""Cells and repeats of an export: types that stay types, instances inside instances."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kobra_desktop.models.submissions.export import _instances, _order, _pattern, cell_of
from kobra_desktop.models.submissions.form_words import Group, Question
from kobra_records.files.answers_export import Cell

HOME, COST = Group("g/hogar", "Persona", True), Group("g/hogar/gasto", "Gasto", True)
PLAIN = Group("g", "", False)


def question(kind: str) -> Question:
    """A question of a kind; choices have two names."""
    choices = {"si": "Sí", "no": "No"} if kind.startswith("select") else None
    return Question("q", "q", kind, "¿?", (), choices)


@pytest.mark.parametrize(
    ("kind", "raw", "cell"),
    [
        ("integer", "42", 42),
        ("decimal", "-1.50", -1.5),
        ("integer", "12345678901234567890", "12345678901234567890"),
        ("date", "2026-11-30", date(2026, 11, 30)),
        ("date", "pronto", "pronto"),
        ("dateTime", "2026-11-20T10:41:00.5-05:00", datetime(2026, 11, 20, 10, 41)),
        ("text", "0042", "0042"),
        ("select_one", "si", "Sí"),
        ("select_multiple", "si no", "Sí, No"),
        ("text", "", None),
    ],
)
def test_cells(kind: str, raw: str, cell: Cell) -> None:
    """What cannot be read as its type stays the text that was sent."""
    assert cell_of(question(kind), raw, has_labels=True) == cell


def test_codes_in_place_of_labels() -> None:
    """As the phone stores them."""
    assert cell_of(question("select_multiple"), "si no", has_labels=False) == "si no"


def test_instances_inside_instances() -> None:
    """Each once, in order of number and not of letters."""
    answers = {
        "g/hogar[1]/gasto[10]/valor": "1",
        "g/hogar[1]/gasto[2]/valor": "2",
        "g/hogar[1]/gasto[2]/nota": "x",
        "g/hogar[2]/gasto[1]/valor": "3",
        "g/hogar[2]/edad": "4",
    }
    inner = _instances(_pattern(COST, (PLAIN, HOME, COST)), answers)
    assert sorted(inner, key=_order) == [
        "g/hogar[1]/gasto[2]",
        "g/hogar[1]/gasto[10]",
        "g/hogar[2]/gasto[1]",
    ]
    outer = _instances(_pattern(HOME, (PLAIN, HOME)), answers)
    assert sorted(outer) == ["g/hogar[1]", "g/hogar[2]"]
