"""Headers that are not where or what the compiler looks for."""

from dataclasses import replace

from kobra_domain.questionnaires.form import Form, Node, NodeKind
from kobra_domain.questionnaires.lint import lint
from kobra_domain.questionnaires.lint_headers import MOST_ROWS
from tests.kobra_domain.questionnaires.forms import choice, columns, question
from tests.kobra_domain.questionnaires.linted import named_form


def comment(row: int, *texts: str) -> Node:
    cells = {f" {at}": text for at, text in enumerate(texts)}
    return Node(uid=f"r{row}", kind=NodeKind.COMMENT, cells=cells, row=row)


def lower(*nodes: Node) -> list[tuple[str, int | None]]:
    form = Form(survey=nodes, survey_columns=columns("Cuestionario de visita"))
    return [(p.code, p.row) for p in lint(form) if p.code == "form.header_row"]


def test_headers_below_a_title_are_found() -> None:
    head = comment(4, "Type", "name", "label::es")
    assert lower(comment(2, "v1"), comment(3), head, comment(5, "text", "a", "A")) == [
        ("form.header_row", 4)
    ]
    assert lower(comment(2, "type"), comment(3, "text")) == []
    assert lower(*(comment(2 + at, "x") for at in range(MOST_ROWS)), head) == []
    assert [p.code for p in lint(Form()) if p.code == "form.header_row"] == []


def test_two_headers_glued_to_one() -> None:
    form = named_form(question("a"), choices=(choice("x", "1"),))
    glued = "label::French (fr)label::English (en)"
    form = replace(
        form,
        survey_columns=columns("type", "name", "label", "bind::a::b", glued),
        choice_columns=columns("list_name", "name", glued),
    )
    found = [p for p in lint(form) if p.code == "form.header_glued"]
    assert [(p.sheet, p.row, p.column) for p in found] == [
        ("survey", 1, glued),
        ("choices", 1, glued),
    ]
    assert lint(form)[:2] == found


def test_headers_that_take_no_language_and_headers_that_need_a_part() -> None:
    form = replace(
        named_form(question("a"), choices=(choice("x", "1"),)),
        survey_columns=columns(
            "type", "name", "label::es", "relevant::es", "instance", "instance::tag", "bind::a::b"
        ),
        choice_columns=columns("list_name", "name::es", "zona::norte"),
        setting_columns=columns("form_title::es", "attribute", "attribute::x", "nuestro::x"),
    )
    said = [(p.code, p.sheet, p.column) for p in lint(form) if p.code.startswith("form.header")]
    assert said == [
        ("form.header_bare", "survey", "instance"),
        ("form.header_bare", "settings", "attribute"),
        ("form.header_no_language", "survey", "relevant::es"),
        ("form.header_no_language", "choices", "name::es"),
        ("form.header_no_language", "settings", "form_title::es"),
    ]
