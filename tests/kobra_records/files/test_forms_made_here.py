"""Forms that the designer makes, of any shape: written and read, they are what they were."""

from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kobra_domain.questionnaires.form import Choice, Column, Form, Node, NodeKind
from kobra_records.files.xlsform import read_workbook, write_workbook

KEYS = ("type", "name", "label::es", "label::en", "relevant", "notas")
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12
) | st.sampled_from(
    ["=1+1", "TRUE", "007", "${a} > 1", "dos palabras", "línea\notra", "'x", "#N/A"]
)
CELLS = st.dictionaries(st.sampled_from(KEYS[2:]), TEXTS, max_size=3)
QUESTIONS = st.sampled_from(["text", "integer", "select_one sn", "note", "calculate", "raro"])
GROUPS = st.sampled_from(
    [
        (NodeKind.GROUP, "begin group"),
        (NodeKind.GROUP, "begin_group"),
        (NodeKind.REPEAT, "begin repeat"),
        (NodeKind.REPEAT, "begin_repeat"),
    ]
)


def question(kind: str, name: str, cells: Mapping[str, str]) -> Node:
    return Node(uid="", kind=NodeKind.QUESTION, cells={"type": kind, "name": name, **cells})


def container(sort: tuple[NodeKind, str], name: str, children: list[Node]) -> Node:
    kind, text = sort
    return Node(uid="", kind=kind, cells={"type": text, "name": name}, children=tuple(children))


LEAVES = (
    st.builds(question, QUESTIONS, TEXTS, CELLS)
    | st.builds(Node, uid=st.just(""), kind=st.just(NodeKind.BLANK))
    | st.builds(
        Node,
        uid=st.just(""),
        kind=st.just(NodeKind.COMMENT),
        cells=st.fixed_dictionaries({"notas": TEXTS}),
    )
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(container, GROUPS, TEXTS, st.lists(inner, max_size=3)),
    max_leaves=12,
)


def plain(nodes: tuple[Node, ...]) -> list[object]:
    """What a person sees of a tree."""
    return [(node.kind, dict(node.cells), plain(node.children)) for node in nodes]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TREES, max_size=4), st.lists(st.tuples(TEXTS, CELLS), max_size=4), TEXTS)
def test_what_was_made_is_read_again(
    survey: list[Node], choices: list[tuple[str, dict[str, str]]], title: str
) -> None:
    end = question("text", "fin", {})  # what ends in blank rows ends before them
    form = Form(
        survey=(*survey, end),
        survey_columns=tuple(Column(key, key) for key in KEYS),
        choices=tuple(
            Choice(uid="", cells={"list_name": "sn", "name": name, **cells})
            for name, cells in choices
        ),
        choice_columns=tuple(Column(key, key) for key in ("list_name", *KEYS[1:])),
        settings={"form_title": title},
        setting_columns=(Column("form_title", "form_title"),),
    )
    again = read_workbook(write_workbook(form), "x.xlsx")
    assert plain(again.survey) == plain(form.survey)
    assert [dict(own.cells) for own in again.choices] == [dict(own.cells) for own in form.choices]
    assert again.settings == form.settings
    assert again.survey_columns == form.survey_columns
