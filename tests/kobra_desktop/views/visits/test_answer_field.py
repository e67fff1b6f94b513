"""Corrections of answers of every type: what nobody touched stays as it was sent, what is typed is
read as the person means it, and what cannot be an answer is said.
"""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kobra_desktop.models.submissions.answers import AnswerLine
from kobra_desktop.views.visits.answer_field import AnswerField
from kobra_desktop.views.widgets.choices import CheckList
from kobra_domain.errors import Invalid
from kobra_records.answers.form_words import Question

CHOICES = {"b": "Segunda", "a": "Primera"}


def _field(qtbot: QtBot, kind: str, raw: str, locale: str = "es_CO") -> AnswerField:
    choices = CHOICES if kind.startswith("select") else None
    question = Question("q", "q", kind, "¿Cuánto?", choices=choices)
    made = AnswerField("answer 0", AnswerLine("q", "¿Cuánto?", raw, raw, question), locale)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("integer", "0300"),
        ("integer", "muchos"),
        ("decimal", "1.50"),
        ("decimal", "2.5E7"),
        ("decimal", "1e400"),
        ("date", "20-11-2026"),
        ("datetime", "2026-11-20T09:30:00.000-05:00"),
        ("time", "09:30:00.000-05:00"),
        ("text", " con blancos \n y líneas "),
        ("text", "x" * 100_000),
        ("select_one", "otra"),
        ("select_multiple", "a  b otra"),
        ("select_multiple", ""),
        ("rank", "b a"),
        ("nadie_sabe", "?"),
    ],
)
def test_what_nobody_touched_stays_as_it_was_sent(qtbot: QtBot, kind: str, raw: str) -> None:
    field = _field(qtbot, kind, raw)
    assert (field.checked(), field.is_touched) == (raw, False)


def test_a_power_of_ten_is_shown_in_digits(qtbot: QtBot) -> None:
    assert _field(qtbot, "decimal", "2.5E7").typing.focus.property("text") == "25000000"


@pytest.mark.parametrize(
    ("kind", "locale", "typed", "after"),
    [
        ("integer", "es_CO", "300.000", "300000"),
        ("integer", "es_MX", "300,000", "300000"),
        ("decimal", "es_CO", "1.234,5", "1234.5"),
        ("decimal", "es_MX", "1.5", "1.5"),
        ("integer", "es", "", ""),
        ("date", "es", " 2026-12-01 ", "2026-12-01"),
        ("datetime", "es", "2026-12-01T09:30", "2026-12-01T09:30"),
        ("time", "es", "09:30", "09:30"),
        ("text", "es", " hola ", "hola"),
    ],
)
def test_what_is_typed_is_read_as_it_is_meant(
    qtbot: QtBot, kind: str, locale: str, typed: str, after: str
) -> None:
    field = _field(qtbot, kind, "7", locale)
    field.typing.focus.setProperty("text", typed)
    assert field.checked() == after


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("integer", "1,5", "not_whole"),
        ("integer", "1e3", "not_a_number"),
        ("decimal", "NaN", "not_a_number"),
        ("date", "20261120", "not_a_day"),
        ("date", "2026-02-30", "not_a_day"),
        ("datetime", "2026-11-20", "not_a_moment"),
        ("time", "9", "not_an_hour"),
        ("text", "x" * 200_001, "too_long"),
    ],
)
@pytest.mark.parametrize("locale", ["es", "en"])
def test_what_cannot_be_an_answer_is_said(
    qtbot: QtBot, kind: str, typed: str, code: str, locale: str
) -> None:
    field = _field(qtbot, kind, "", "es")
    field.typing.focus.setProperty("text", typed)
    with pytest.raises(Invalid) as told:
        field.checked()
    assert (told.value.code, told.value.params["field"]) == (code, "answer 0")
    field.refuse(told.value, locale)
    assert field.problem
    assert "answer" not in field.problem


def test_blanks_at_the_ends_are_no_correction(qtbot: QtBot) -> None:
    field = _field(qtbot, "text", "hola")
    field.put("hola ")
    assert not field.is_touched


def test_ticks_are_kept_in_the_lists_order(qtbot: QtBot) -> None:
    """A name that the list lacks can be taken away like any other."""
    field = _field(qtbot, "select_multiple", "a otra")
    ticks = field.typing.widget
    assert isinstance(ticks, CheckList)
    assert ticks.count() == 3
    ticks.tick(("a", "b"))
    assert field.checked() == "b a"
