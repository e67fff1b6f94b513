"""Each answer by the words of its own version: what changes between versions is split or said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kobra_domain.questionnaires.form import Choice, Form, Sheet
from kobra_records.answers.columns import AnswerColumns, ReadVersion
from tests.kobra_records.answers.forms import ask, form, group, repeat, row, tables, versions

HOUSE, WORK = {"1": "Casa", "2": "Trabajo"}, {"1": "Trabajo", "2": "Casa"}
WHERE = ask("lugar", "select_one sitio", "Lugar")


def _values(*forms: Form, answers: Any, has_labels: bool = True) -> list[dict[str, Any]]:
    """What the main table says of each answer of its version, but the facts and nothing."""
    asked = versions(*forms)
    rows = [row(version, said) for version, said in answers]
    found = tables(asked, rows, has_labels=has_labels)[0]
    return [{k: v for k, v in list(one.items())[12:] if v is not None} for one in found]


def test_a_code_that_is_used_again_keeps_the_words_it_had() -> None:
    """And the column says that they differ; by codes they are two columns."""
    old, new = form(WHERE, lists={"sitio": HOUSE}), form(WHERE, lists={"sitio": WORK})
    answers = [("v1", {"lugar": "1"}), ("v2", {"lugar": "1"})]
    title = "Lugar (cambia según la versión)"
    assert _values(old, new, answers=answers) == [{title: "Casa"}, {title: "Trabajo"}]
    assert _values(old, new, answers=answers, has_labels=False) == [
        {"lugar": "1"},
        {"lugar (2)": "1"},
    ]


def test_more_choices_another_order_and_another_language_change_nothing() -> None:
    """The column is one and is called as before."""
    old = {"1": {"label::Español (es)": "Casa"}, "2": {"label::Español (es)": "Trabajo"}}
    new = {
        "3": {"label::Español(es)": "Otro", "label::English (en)": "Other"},
        "2": {"label::Español(es)": "Trabajo", "label::English (en)": "Work"},
        "1": {"label::Español(es)": "Casa", "label::English (en)": "Home"},
    }
    forms = form(WHERE, lists={"sitio": old}), form(WHERE, lists={"sitio": new})
    answers = [("v1", {"lugar": "1"}), ("v2", {"lugar": "3"})]
    assert _values(*forms, answers=answers) == [{"Lugar": "Casa"}, {"Lugar": "Otro"}]
    assert _values(*forms, answers=answers, has_labels=False) == [{"lugar": "1"}, {"lugar": "3"}]


def test_a_mended_spelling_changes_no_column() -> None:
    """Each answer has the letters that its phone showed all the same; a sign is a word."""
    old, new = {"1": "Si", "2": "no"}, {"1": "Sí.", "2": "No"}
    forms = form(WHERE, lists={"sitio": old}), form(WHERE, lists={"sitio": new})
    answers = [("v1", {"lugar": "1"}), ("v2", {"lugar": "1"})]
    assert _values(*forms, answers=answers) == [{"Lugar": "Si"}, {"Lugar": "Sí."}]
    forms = form(WHERE, lists={"sitio": {"1": "< 5"}}), form(WHERE, lists={"sitio": {"1": "> 5"}})
    assert [list(one) for one in _values(*forms, answers=answers, has_labels=False)] == [
        ["lugar"],
        ["lugar (2)"],
    ]


def test_a_choice_that_is_gone_is_read_by_who_had_it() -> None:
    """The newest list lacks it; a code renamed has the same word."""
    old, new = form(WHERE, lists={"sitio": HOUSE}), form(WHERE, lists={"sitio": {"casa": "Casa"}})
    answers = [("v1", {"lugar": "2"}), ("v1", {"lugar": "1"}), ("v2", {"lugar": "casa"})]
    found = _values(old, new, answers=answers)
    assert [one["Lugar"] for one in found] == ["Trabajo", "Casa", "Casa"]


def test_another_type_is_another_column_that_says_so() -> None:
    """Text, number, choice: each stays what it was."""
    forms = (
        form(ask("monto", "text", "Monto")),
        form(ask("monto", "integer", "Monto")),
        form(ask("monto", "select_one sitio", "Monto"), lists={"sitio": HOUSE}),
    )
    answers = [("v1", {"monto": "0042"}), ("v2", {"monto": "42"}), ("v3", {"monto": "1"})]
    assert _values(*forms, answers=answers) == [
        {"Monto": "0042"},
        {"Monto (desde la versión 2: Número entero)": Decimal(42)},
        {"Monto (desde la versión 3: Una opción)": "Casa"},
    ]
    assert _values(*forms, answers=answers, has_labels=False) == [
        {"monto": "0042"},
        {"monto (2)": Decimal(42)},
        {"monto (3)": "1"},
    ]


@pytest.mark.parametrize("has_labels", [True, False])
def test_whole_numbers_that_became_decimals_are_numbers(has_labels: bool) -> None:
    """One column."""
    forms = form(ask("n", "integer", "N")), form(ask("n", "decimal", "N")), form(ask("n", "range"))
    answers = [("v1", {"n": "7"}), ("v2", {"n": "2.5E7"}), ("v3", {"n": ".5"})]
    found = _values(*forms, answers=answers, has_labels=has_labels)
    assert [list(one.values()) for one in found] == [
        [Decimal(7)],
        [Decimal("2.5E7")],
        [Decimal("0.5")],
    ]
    assert len({name for one in found for name in one}) == 1


def test_one_choice_that_became_several() -> None:
    """Both by their words, apart."""
    forms = (
        form(WHERE, lists={"sitio": HOUSE}),
        form(ask("lugar", "select_multiple sitio", "Lugar"), lists={"sitio": HOUSE}),
    )
    answers = [("v1", {"lugar": "1"}), ("v2", {"lugar": "1 2"})]
    assert _values(*forms, answers=answers) == [
        {"Lugar": "Casa"},
        {"Lugar (desde la versión 2: Varias opciones)": "Casa, Trabajo"},
    ]


def test_a_group_moved_and_a_question_renamed_lose_nothing() -> None:
    """Each place has its column; the file tells those apart that are called alike."""
    forms = (
        form(ask("monto", "integer", "Monto"), ask("b", "text", "Nota")),
        form(group("g", ask("monto", "integer", "Monto")), ask("c", "text", "Nota")),
    )
    answers = [("v1", {"monto": "1", "b": "x"}), ("v2", {"g/monto": "2", "c": "y"})]
    found = _values(*forms, answers=answers, has_labels=False)
    assert found == [{"monto": 1, "b": "x"}, {"g/monto": 2, "c": "y"}]


def test_versions_stand_in_the_order_of_their_numbers() -> None:
    """«10» comes after «9», whatever their texts; the newest says how a question is called."""
    words = [f"Título {n}" for n in range(1, 12)]
    asked = versions(*(form(ask("q", "text", one)) for one in words))
    for order in (asked, asked[::-1], sorted(asked, key=lambda one: one.id)):
        (column,) = AnswerColumns(order).columns
        assert (column.question.label, column.since) == ("Título 11", "1")


def test_answers_of_a_version_that_is_not_here_stand_as_they_were_sent() -> None:
    """By no other version's words, and what nobody here asks has a column too."""
    asked = versions(form(WHERE, lists={"sitio": HOUSE}))
    rows = [row("gone", {"lugar": "1", "viejo": "7"}), row(None, {"lugar": "2", "r[1]/x": "a"})]
    rows.append(row(None, {"viejo": "2.5E7", "meta/instanceID": "uuid:1", "vacio": ""}))
    main, repeated = tables(asked, rows)
    assert [one["Lugar"] for one in main] == ["1", "2", None]
    assert [one["viejo"] for one in main] == ["7", None, Decimal(25_000_000)]
    assert list(main[0])[12:] == ["Lugar", "viejo"]
    assert [list(one.values()) for one in repeated] == [["uuid:1", 1, "a"]]


def test_an_unknown_versions_answer_stands_in_one_column_only() -> None:
    """In the oldest of several meanings."""
    forms = form(ask("m", "text", "M")), form(ask("m", "integer", "M"))
    assert _values(*forms, answers=[("gone", {"m": "5"})]) == [{"M": "5"}]


def test_a_group_that_became_a_repeat() -> None:
    """The same path, and answers on both sides."""
    forms = (
        form(group("hogar", ask("edad", "integer", "Edad"))),
        form(repeat("hogar", ask("edad", "integer", "Edad"), label="Hogar")),
    )
    rows = [row("v1", {"hogar/edad": "40"}), row("v2", {"hogar[1]/edad": "9"})]
    main, inside = tables(versions(*forms), rows)
    assert [one["Edad"] for one in main] == [Decimal(40), None]
    assert [one["Edad"] for one in inside] == [Decimal(9)]


def test_the_word_of_a_choice_that_the_compiler_added() -> None:
    """With «or_other» phones show «Other», unless the list has a word for it."""
    other = ask("donde", "select_one sitio or_other", "Dónde")
    answers = [("v1", {"donde": "other", "donde_other": "La plaza"})]
    title = "Dónde (otra)"
    assert _values(form(other, lists={"sitio": HOUSE}), answers=answers) == [
        {"Dónde": "Other", title: "La plaza"}
    ]
    own = {**HOUSE, "other": "Otro lugar"}
    assert _values(form(other, lists={"sitio": own}), answers=answers) == [
        {"Dónde": "Otro lugar", title: "La plaza"}
    ]


def test_a_version_that_is_read_twice_changes_nothing() -> None:
    """A question whose label came back is called as at first, by who had it first."""
    one = ReadVersion("v1", 1, "1", versions(form(ask("a", "text", "A")))[0].words)
    assert AnswerColumns([one, one]).columns[0].title("es") == "A"


def test_a_code_that_a_filter_tells_apart_is_shown_as_it_was_sent() -> None:
    """No wrong word where the list has several."""
    choices = (
        Choice(uid=one, cells={"list_name": "sitio", "name": "1", "label": one})
        for one in ("Bello", "Soacha")
    )
    asked = Form(survey=(WHERE,), choices=tuple(choices))
    assert _values(asked, answers=[("v1", {"lugar": "1"})]) == [{"Lugar": "1"}]


def test_choices_that_phones_get_as_a_file_of_their_own_have_their_words() -> None:
    """They lie in another sheet of the workbook."""
    sheet = Sheet("external_choices", (("list name", "name", "label"), ("sitio", "1", "Casa")))
    asked = form(ask("lugar", "select_one_external sitio", "Lugar"), sheets=[sheet])
    assert _values(asked, answers=[("v1", {"lugar": "1"})]) == [{"Lugar": "Casa"}]
