"""What the lint says of the form as a whole, and in which order it says everything."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.questionnaires.acts import make
from kobra_domain.questionnaires.form import Choice, Form, Node
from kobra_domain.questionnaires.lint import in_order, lint
from kobra_domain.questionnaires.problems import ERRORS, WARNINGS, Problem, Severity, problem
from kobra_domain.words import has_words
from kobra_domain.words.say import TABLES, placeholders, say
from tests.kobra_domain.questionnaires.forms import a_form, choice, columns, group, question
from tests.kobra_domain.questionnaires.linted import codes, named_form, only, problems, said


def test_a_form_without_a_name() -> None:
    assert said(a_form(question("a"))) == [
        ("title_missing", None, "form_title"),
        ("id_missing", None, "form_id"),
        ("version_missing", None, "version"),
    ]
    assert {one.sheet for one in problems(a_form(question("a")))} == {"settings"}


@pytest.mark.parametrize("text", ["visita", "visita 1.2-b_c", "2026-04-11 16:26:28.971", "año"])
def test_ids_and_versions_that_make_no_trouble(text: str) -> None:
    assert codes(question("a"), form_id=text, version=text) == []


@pytest.mark.parametrize("text", ["a/b", "a&b", "¿a?", "<a>", "a\tb"])
def test_ids_and_versions_that_make_trouble(text: str) -> None:
    found = codes(question("a"), form_id=text, version=text)
    assert found == ["id_characters", "version_characters"]


def test_a_form_that_asks_nothing() -> None:
    assert codes() == ["no_questions"]
    assert codes(group("g")) == ["no_questions", "empty_group"]
    assert codes(make("c", {"label": ""})) == ["no_questions"]


def test_empty_groups() -> None:
    form = named_form(question("a"), group("g", question("off", disabled="yes")), group("h"))
    assert said(form) == [("empty_group", "g", None), ("empty_group", "h", None)]
    assert not any(one.is_error for one in problems(form))


def test_problems_come_as_the_form_goes() -> None:
    form = a_form(
        group("g", question("b c", constraint="(")),
        question("z", "select_one l"),
        choices=(choice("", "lost"), choice("m", "1")),
    )
    found = problems(replace(form, survey_columns=columns("type", "lavel")))
    assert [(one.sheet, one.uid, one.is_error) for one in found] == [
        ("settings", None, False),
        ("settings", None, False),
        ("settings", None, False),
        ("survey", None, False),
        ("survey", "b c", True),
        ("survey", "b c", True),
        ("survey", "b c", False),
        ("survey", "z", True),
        ("choices", ".lost", True),
        ("choices", "m.1", False),
    ]


def test_problems_of_other_sheets_come_last() -> None:
    other = Problem(code="x", severity=Severity.ERROR, sheet="entities", uid="gone")
    first = problem("form.name_missing", question("a"))
    assert in_order(a_form(question("a")), [other, first]) == [first, other]


def test_a_problem_has_its_row() -> None:
    form = named_form(replace(question(""), uid="x", row=7))
    found = only(form, "name_missing")
    assert (found.row, found.sheet, found.severity) == (7, "survey", Severity.ERROR)


@pytest.mark.parametrize("code", sorted(ERRORS | WARNINGS))
def test_every_problem_has_its_sentence_and_its_remedy(code: str) -> None:
    for locale in ("es", "en"):
        assert code in TABLES[locale]
        assert f"{code}.remedy" in TABLES[locale]
        assert has_words(code, locale)


def test_no_code_is_both_or_unknown() -> None:
    assert not ERRORS & WARNINGS
    worded = {code for code in TABLES["es"] if code.startswith("form.")}
    known = ERRORS | WARNINGS
    assert known | {f"{code}.remedy" for code in known} <= worded


_KEYS = """
type name label label::es hint relevant constraint calculation required choice_filter parameters
appearance default trigger zz
"""
_TEXTS = ("text", "select_one l", "select_multiple l or_other", "geopoint", "audit", "begin_group")
_MORE = ("a", "b", "${a}", "distance(., ${b}) < 5", "pulldata('visitas')", "today(1)", "yes")
CELLS = st.dictionaries(
    st.sampled_from(_KEYS.split()),
    st.one_of(st.text(max_size=12), st.sampled_from([*_TEXTS, *_MORE])),
    max_size=6,
)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Any form, sensible or not."""
    rows = draw(st.lists(CELLS, max_size=6))
    nodes: list[Node] = []
    for at, cells in enumerate(rows):
        made = make(f"u{at}", cells)
        nodes.append(replace(made, children=tuple(nodes[-1:])) if made.is_container else made)
        if made.is_container and len(nodes) > 1:
            nodes.pop(-2)
    choices = draw(st.lists(CELLS, max_size=3))
    return Form(
        survey=tuple(nodes),
        survey_columns=columns(*{key for cells in rows for key in cells}),
        choices=tuple(
            Choice(uid=f"c{at}", cells={**cells, "list_name": "l"})
            for at, cells in enumerate(choices)
        ),
        settings=draw(st.dictionaries(st.sampled_from(["form_id", "version"]), st.text())),
    )


@given(forms())
def test_no_form_breaks_the_lint_and_all_it_says_has_words(form: Form) -> None:
    uids = {node.uid for node in form.nodes()} | {one.uid for one in form.choices} | {None}
    for found in lint(form, countries=("CO", "MX", "XX")):
        assert found.uid in uids
        assert found.code in ERRORS | WARNINGS
        said_in_spanish = say(found.code, found.params, "es")
        assert "—" not in said_in_spanish or "—" in str(dict(found.params))
        assert placeholders(TABLES["es"][found.code]) <= found.params.keys()
        assert placeholders(TABLES["es"][f"{found.code}.remedy"]) <= found.params.keys()
