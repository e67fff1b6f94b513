"""A submission in the form's words: order, labels, repeats, what is folded, what differs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kobra_desktop.models.submissions.answers import AnswerSheet, Correction, SheetMaker
from kobra_desktop.models.submissions.values import value_words
from kobra_domain.questionnaires.form import Choice, Form, Node, NodeKind
from kobra_domain.submissions import Answer, Difference, Submission
from kobra_records.answers.form_words import FormWords, Question, is_language, unmarked

NOW = datetime(2026, 11, 20, 15, 41, tzinfo=UTC)
Q, G, R = NodeKind.QUESTION, NodeKind.GROUP, NodeKind.REPEAT


def node(kind: NodeKind, name: str, type_: str, es: str = "", *inside: Node, en: str = "") -> Node:
    """A node with labels."""
    cells = {"type": type_, "name": name}
    if es:
        cells["label::Español (es)"] = es
    if en:
        cells["label::English (en)"] = en
    return Node(uid=name, kind=kind, cells=cells, children=inside)


def choice(name: str, es: str) -> Choice:
    """One of «sino»."""
    cells = {"list_name": "sino", "name": name, "label::Español (es)": es}
    return Choice(uid=f"c-{name}", cells=cells)


FORM = Form(
    survey=(
        node(Q, "start", "start"),
        node(
            G,
            "datos",
            "begin_group",
            "Datos",
            node(Q, "atendio", "select_one sino", "¿Atendió **${nombre}**?", en="Did they?"),
            node(Q, "nombre", "text", "Nombre"),
            node(Q, "monto", "decimal", "Monto"),
            node(Q, "dia", "date", "Día"),
        ),
        node(Q, "total", "calculate"),
        node(
            R,
            "hogar",
            "begin_repeat",
            "Persona",
            node(Q, "edad", "integer", "Edad"),
            node(R, "gasto", "begin_repeat", "Gasto", node(Q, "valor", "integer", "Valor")),
        ),
        node(Q, "fin", "text", "Fin"),
    ),
    choices=(choice("si", "Sí"), choice("no", "No")),
    settings={"default_language": "Español (es)"},
)


def sheet(
    answers: dict[str, str],
    *,
    locale: str = "es",
    differences: tuple[Difference, ...] = (),
    corrections: dict[str, Correction] | None = None,
    form: Form | None = FORM,
) -> AnswerSheet:
    """What comes of these answers."""
    one = Submission(
        id="00000000-0000-4000-8000-000000000001",
        instance_id="uuid:1",
        form_id="f",
        received_at=NOW,
        answers=tuple(Answer(path=path, value=value) for path, value in answers.items()),
        differences=differences,
    )
    words = FormWords(form, locale) if form else None
    return SheetMaker(one, words, locale, "America/Bogota", corrections or {}).make()


def test_the_forms_order_and_words() -> None:
    """Whatever the order they were sent in."""
    made = sheet({"fin": "x", "datos/monto": "250000.5", "datos/dia": "2026-11-30",
                  "datos/nombre": "Ana", "datos/atendio": "si"})  # fmt: skip
    assert [s.title for s in made.sections] == ["Datos", ""]
    lines = {line.path: line for line in made.sections[0].lines}
    assert list(lines) == ["datos/atendio", "datos/nombre", "datos/monto", "datos/dia"]
    assert lines["datos/atendio"].label == "¿Atendió Ana?"
    assert lines["datos/atendio"].value == "Sí"
    assert lines["datos/monto"].value == "250.000,5"
    assert lines["datos/dia"].value.startswith("lun 30 nov")


def test_the_readers_language_or_the_nearest() -> None:
    """A question that has no English keeps the form's own language."""
    made = sheet({"datos/atendio": "si"}, locale="en")
    labels = [line.label for line in made.sections[0].lines]
    assert labels[:2] == ["Did they?", "Nombre"]


def test_repeats_are_numbered_inside_each_other() -> None:
    """Instance by instance, each under its heading."""
    made = sheet({"hogar[1]/edad": "40", "hogar[1]/gasto[1]/valor": "1",
                  "hogar[1]/gasto[2]/valor": "2", "hogar[2]/edad": "9"})  # fmt: skip
    titled = [s.title for s in made.sections if s.title and not s.is_hidden]
    assert titled[1:] == ["Persona 1", "Persona 1 › Gasto 1", "Persona 1 › Gasto 2", "Persona 2"]
    assert made.sections[-1].lines[0].path == "fin"


def test_hidden_empty_and_strange_are_set_aside() -> None:
    """What the agent never saw is last; a name that the form lacks is not lost."""
    made = sheet({"total": "5", "start": "x", "meta/instanceID": "uuid:1", "viejo": "7"})
    hidden = made.sections[-1]
    assert hidden.is_hidden
    assert {line.path for line in hidden.lines} == {"total", "start", "meta/instanceID"}
    assert made.sections[-2].lines[0].value == "7"
    assert all(line.is_empty for line in made.sections[0].lines)


def test_without_the_version_names_stand_for_labels() -> None:
    """Nothing is hidden because of that."""
    made = sheet({"datos/atendio": "si"}, form=None)
    assert [(line.label, line.value) for line in made.lines()] == [("datos/atendio", "si")]


@pytest.mark.parametrize(
    ("kind", "expected", "said"),
    [("value", "no", "No"), ("required", "", "asks"), ("constraint", "", "accept")],
)
def test_a_difference_says_what_the_form_gives(kind: str, expected: str, said: str) -> None:
    """In the words of the question, beside the answer, and counted."""
    one = Difference(kind=kind, path="datos/atendio", sent="si", expected=expected)
    made = sheet({"datos/atendio": "si"}, differences=(one,))
    line = made.sections[0].lines[0]
    assert said in line.difference
    assert made.differing == 1


def test_a_hidden_answer_that_differs_comes_out() -> None:
    """Nobody unfolds what they do not know of."""
    one = Difference(kind="value", path="total", sent="5", expected="6")
    made = sheet({"total": "5"}, differences=(one,))
    assert any(line.path == "total" for s in made.sections if not s.is_hidden for line in s.lines)


def test_what_belongs_to_no_answer_is_said_too() -> None:
    """A check that broke, a path that nobody sent."""
    broken = Difference(kind="broken", detail="no engine")
    strange = Difference(kind="unknown", path="ghost")
    made = sheet({}, differences=(broken, strange))
    assert len(made.notes) == 2
    assert "no engine" in made.notes[0]


def test_corrections_stand_beside_what_was_sent() -> None:
    """An empty answer that was corrected is not folded."""
    kept = Correction("9", "9", "Julián", NOW, "llamó")
    made = sheet({"datos/monto": ""}, corrections={"datos/monto": kept})
    line = next(one for one in made.lines() if one.path == "datos/monto")
    assert line.correction is kept
    assert not line.is_empty


@pytest.mark.parametrize(
    ("kind", "raw", "words"),
    [
        ("decimal", "2.5E7", "25.000.000"),
        ("decimal", "2.50000005E7", "25.000.000,5"),
        ("decimal", "1.0E-4", "0,00010"),
        ("decimal", "1.0E21", "1000000000000000000000"),
        ("decimal", "٢٥٠", "٢٥٠"),
        ("calculate", "2.5E7", "25000000"),
        ("calculate", "0042", "0042"),
        ("text", "2.5E7", "2.5E7"),
    ],
)
def test_numbers_as_people_read_them(kind: str, raw: str, words: str) -> None:
    """By the one grammar; what is no number stays as it was sent."""
    question = Question("q", "q", kind, "¿?")
    assert value_words(question, raw, "es_CO", "America/Bogota") == words


def test_languages_and_mark_up() -> None:
    """A code in brackets decides; labels lose what only a phone draws."""
    assert is_language("Español (es)", "es_CO")
    assert is_language("English", "en")
    assert not is_language("Português (pt)", "es")
    assert unmarked("## **Hola** [aquí](http://x) <span style='x'>ya</span>") == "Hola aquí ya"
