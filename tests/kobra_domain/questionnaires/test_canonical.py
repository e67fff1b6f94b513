"""The canonical text: the same for the same form, read back whole, and hostile texts refused."""

import json

import pytest

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Choice, Column, Form, Node, NodeKind, Sheet

WHOLE = Form(
    survey=(
        Node(
            uid="g",
            kind=NodeKind.GROUP,
            cells={"type": "begin group", "name": "g"},
            children=(
                Node(uid="q", kind=NodeKind.QUESTION, cells={"type": "text", "label": "¿Qué?\n"}),
                Node(uid="b", kind=NodeKind.BLANK, row=4),
            ),
            end_cells={"type": "end group"},
            row=2,
            end_row=5,
        ),
    ),
    survey_columns=(Column("type", "Type"), Column("label", "caption")),
    choices=(Choice(uid="c", cells={"list_name": "l"}, row=2), Choice(uid="d")),
    choice_columns=(Column("list_name", "list name"),),
    settings={"form_id": "f", "version": "1"},
    setting_columns=(Column("form_id", "form_id"),),
    sheets=(Sheet("notas", (("a", ""), ())),),
    sheet_names=("Survey", "choices", "notas"),
)


@pytest.mark.parametrize("form", [WHOLE, Form()])
def test_a_form_is_read_back_whole(form: Form) -> None:
    assert canonical.read(canonical.text(form)) == form


def test_the_order_of_cells_makes_no_difference() -> None:
    one = Form(settings={"form_id": "f", "version": "1"})
    other = Form(settings={"version": "1", "form_id": "f"})
    assert canonical.text(one) == canonical.text(other)
    assert canonical.digest(one) == canonical.digest(other)
    assert canonical.digest(one) != canonical.digest(Form())
    assert len(canonical.digest(Form(settings={"a": "\ud800"}))) == 64


def test_a_form_says_who_it_is() -> None:
    assert (WHOLE.form_id, WHOLE.form_version, WHOLE.title) == ("f", "1", "f")
    assert Form(settings={"form_title": "Visita", "form_id": "f"}).title == "Visita"


def node(**said: object) -> str:
    body = {"uid": "a", "kind": "question", **said}
    return json.dumps({"format": 1, "sheet_names": [], "survey": [body]})


def deep(levels: int) -> str:
    inner: list[object] = []
    for level in range(levels):
        inner = [{"uid": str(level), "kind": "group", "children": inner}]
    return json.dumps({"format": 1, "sheet_names": [], "survey": inner})


def test_groups_may_be_deep_but_not_bottomless() -> None:
    assert len(list(canonical.read(deep(canonical.DEEPEST)).nodes())) == canonical.DEEPEST


@pytest.mark.parametrize(
    "document",
    [
        "", "[]", "{}", "null", '{"format":2,"sheet_names":[]}', '{"format":1}', "[" * 100_000,
        deep(canonical.DEEPEST + 1), node(kind="dance"), node(cells={"a": 1}), node(cells=[]),
        node(uid=3), node(row="2"), node(row=0), node(row=True),
        node(children=[{"uid": "b", "kind": "question"}]), node(cells={"a": "\ud800"}),
        '{"format":1,"sheet_names":[],"survey":7}',
        '{"format":1,"sheet_names":[],"survey_columns":[["a"]]}',
        '{"format":1,"sheet_names":[],"choices":[{"uid":"a","cells":{}},{"uid":"a","cells":{}}]}',
    ],
)  # fmt: skip
def test_what_is_not_a_form_is_refused(document: str) -> None:
    with pytest.raises(Invalid) as refusal:
        canonical.read(document)
    assert refusal.value.code == "not_a_form"
