"""A reading of a form: its names, who uses them, and what must be computed before what."""

from kobra_domain.questionnaires.form import NodeKind
from kobra_domain.questionnaires.references import (
    Reading,
    expression_cells,
    has_references,
    is_dynamic,
)
from tests.kobra_domain.questionnaires.forms import a_form, choice, group, question
from tests.kobra_domain.questionnaires.linted import called


def test_names_and_lists_are_looked_up() -> None:
    form = a_form(
        question("a"),
        group("g", called(question("a"), "a2"), question("other", "select_one l or_other")),
        group("r", question("b"), kind="repeat"),
        choices=(choice("l", "1"), choice("m", "2"), choice("l", "3"), choice("", "lost")),
    )
    reading = Reading(form)
    assert [node.name for node in reading.by_name["a"]] == ["a", "a"]
    assert [one.name for one in reading.lists["l"]] == ["1", "3"]
    assert "" not in reading.lists
    assert {"a", "g", "other_other", "instanceID"} <= reading.known_names
    (repeat,) = reading.repeats_of("b")
    assert repeat.kind is NodeKind.REPEAT
    assert reading.repeats_of("a2") == ()


def test_comments_and_disabled_rows_are_not_there() -> None:
    form = a_form(question("a"), question("off", disabled="yes"), question("note", ""))
    assert list(Reading(form).spots) == ["a"]


def test_a_repeat_with_a_count_may_be_asked_for_it() -> None:
    form = a_form(group("r", question("b"), kind="repeat"), question("n", repeat_count="3"))
    assert "n_count" in Reading(form).known_names


def test_who_uses_a_name() -> None:
    form = a_form(
        question("a"),
        question("b", relevant="${a} = 'x'", label="Sobre ${a}"),
        question("c", constraint="${ab} = 1", hint="a}"),
    )
    assert set(Reading(form).users("a")) == {("b", "relevant"), ("b", "label")}


def test_what_is_computed_from_what() -> None:
    form = a_form(
        question("a"),
        group(
            "g",
            question("b", calculation="${a} + ${last-saved#c}"),
            question("c", relevant="../b = 1 and current()/../../a = 2 and . = ''"),
            question("d", required="yes", constraint="${a} = 1"),
        ),
        question("e", calculation="${a} +", trigger=""),
        question("f", calculation="${a}", trigger="${b}"),
        question("h", calculation="/data/a + ../nothing + ../.. + instance('x')/root/a"),
    )
    needs = Reading(form).dependencies()
    assert needs == {
        "a": set(),
        "g": set(),
        "b": {"g", "a"},
        "c": {"g", "b", "a", "c"},
        "d": {"g"},
        "e": {"a"},
        "f": set(),
        "h": set(),
    }


def test_in_a_predicate_the_dot_is_the_row_that_is_looked_at() -> None:
    form = a_form(
        question("a"),
        question("b", calculation="count(${a}[. = 'x' and ../b = current()/../c])"),
        question("c", calculation="instance('l')/root/item[name = ${a}][. = 1]/saldo"),
    )
    assert Reading(form).dependencies() == {"a": set(), "b": {"a", "c"}, "c": {"a"}}


def test_a_path_into_a_disabled_row_leads_nowhere() -> None:
    form = a_form(question("a", calculation="../off"), question("off", disabled="yes"))
    assert Reading(form).dependencies() == {"a": set()}


def test_which_cells_are_expressions() -> None:
    node = question(
        "a",
        relevant="${b} = 1",
        required="yes",
        read_only=" ",
        default="concat('a', 'b')",
        trigger="${b}",
    )
    assert dict(expression_cells(node)) == {
        "relevant": "${b} = 1",
        "default": "concat('a', 'b')",
    }


def test_defaults_that_are_computed() -> None:
    computed = {"today()", "${a}", "concat(${a}", "1 + ${last-saved#a}"}
    plain = {"", "Juan", "5 (cinco)", "2026-01-01", "(5)", "a (b"}
    assert {text for text in computed | plain if is_dynamic(text)} == computed


def test_where_references_mean_something() -> None:
    assert has_references("label::Español (es)")
    assert has_references("relevant")
    assert not has_references("name")
