"""What is cut out of a form for the preview, and what the preview cannot show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kobra_domain.questionnaires.form import Form, Node, NodeKind, Sheet
from kobra_domain.questionnaires.section import MOST_QUESTIONS, section, unsupported
from tests.kobra_domain.questionnaires.forms import a_form, choice, group, outline, question


def cut(form: Form, uid: str) -> str:
    """The names that stay, as they are nested."""
    return outline(section(form, uid).survey)


def node_of(form: Form, name: str) -> Node:
    return next(node for node in form.nodes() if node.name == name)


def test_the_group_of_a_question_stays_and_its_neighbours_go() -> None:
    form = a_form(
        question("a"), group("g", question("b"), question("c")), group("h", question("d"))
    )
    assert cut(form, "b") == "g(b c)"
    assert cut(form, "g") == "g(b c)"


def test_a_question_outside_groups_keeps_its_like_and_no_group() -> None:
    form = a_form(question("a"), group("g", question("b")), question("c"))
    assert cut(form, "c") == "a c"


def test_what_the_form_lacks_gives_the_form_itself() -> None:
    form = a_form(question("a"))
    assert section(form, "nobody") is form


def test_a_comment_is_no_section() -> None:
    form = a_form(Node(uid="note", kind=NodeKind.COMMENT, cells={"label": "x"}), question("a"))
    assert section(form, "note") is form
    assert cut(form, "a") == "a"


@pytest.mark.parametrize(
    "cells",
    [
        {"relevant": "${far} = 'x'"},
        {"label": "Hello ${far}"},
        {"label::English (en)": "Hello ${far}"},
        {"default": "${last-saved#far}"},
        {"parameters": "seed=${far}"},
    ],
)
def test_what_a_question_refers_to_comes_along(cells: dict[str, str]) -> None:
    far = group("f", question("far"), question("other"))
    form = a_form(far, group("g", question("b", **cells)))
    assert cut(form, "b") == "f(far) g(b)"


def test_a_path_is_followed_as_a_reference_is() -> None:
    inner = group("g", question("b", calculation="../../far"))
    assert cut(a_form(question("far"), question("near"), inner), "b") == "far g(b)"


def test_what_is_referred_to_is_asked_freely() -> None:
    far = question("far", relevant="${first} = 'x'", required="yes", constraint=". > 1")
    form = a_form(question("first"), far, group("g", question("b", relevant="${far} = 1")))
    seen = section(form, "b")
    assert outline(seen.survey) == "far g(b)"
    assert node_of(seen, "far").cells == {"type": "text", "name": "far", "label": "Far"}
    assert node_of(seen, "b").cells["relevant"] == "${far} = 1"


def test_a_calculation_brings_what_it_is_made_of() -> None:
    form = a_form(
        question("one"),
        question("two", "calculate", calculation="${one} + 1"),
        question("three", "calculate", calculation="${two} + 1"),
        question("idle"),
        group("g", question("b", relevant="${three} > 1")),
    )
    assert cut(form, "b") == "one two three g(b)"


def test_the_group_itself_is_shown_whatever_its_relevance() -> None:
    inner = group("g", question("b", required="yes"))
    inner = replace(inner, cells={**inner.cells, "relevant": "${a} = 1"})
    outer = group("o", question("skip"), inner)
    outer = replace(outer, cells={**outer.cells, "relevant": "${a} = 2"})
    seen = section(a_form(question("a"), outer), "b")
    assert outline(seen.survey) == "o(g(b))"
    assert "relevant" not in node_of(seen, "g").cells
    assert "relevant" not in node_of(seen, "o").cells
    assert node_of(seen, "b").cells["required"] == "yes"


def test_a_repeat_that_is_counted_has_something_to_repeat() -> None:
    people = group("people", group("who", question("name")), question("age"), kind="repeat")
    form = a_form(people, group("g", question("b", calculation="count(${people})")))
    assert cut(form, "b") == "people(who(name)) g(b)"


def test_an_empty_group_that_is_referred_to_stays_empty() -> None:
    form = a_form(group("void"), group("g", question("b", calculation="count(${void})")))
    assert cut(form, "b") == "void() g(b)"


def test_a_group_that_refers_to_itself_is_kept_once() -> None:
    people = group("people", question("n", calculation="count(${people})"), kind="repeat")
    assert cut(a_form(people), "n") == "people(n)"


def test_two_that_refer_to_the_same_bring_it_once() -> None:
    far = group("f", question("far"), question("far2"))
    inner = group("g", question("b", relevant="${far} = 1"), question("c", relevant="${far2} = 2"))
    assert cut(a_form(far, inner), "b") == "f(far far2) g(b c)"


def test_a_repeat_count_outside_comes_along() -> None:
    people = group("people", question("age"), kind="repeat")
    people = replace(people, cells={**people.cells, "repeat_count": "${many}"})
    assert cut(a_form(question("many"), people), "age") == "many people(age)"


def test_choices_of_kept_questions_stay_with_what_they_name() -> None:
    form = a_form(
        question("who"),
        question("pick", "select_one l or_other"),
        question("else", "select_one m"),
        group("g", question("b", relevant="${pick_other} != ''")),
        choices=(choice("l", "x", label="Of ${who}"), choice("m", "y")),
    )
    seen = section(form, "b")
    assert outline(seen.survey) == "who pick g(b)"
    assert [each.list_name for each in seen.choices] == ["l"]


def test_a_list_that_is_looked_up_stays() -> None:
    far = question("cities", "csv-external")
    lookup = "instance('cities')/root/item[name = 'x']/label"
    form = a_form(far, question("a"), group("g", question("b", "calculate", calculation=lookup)))
    assert cut(form, "b") == "cities g(b)"


def test_sending_and_entities_stay_out() -> None:
    form = replace(
        a_form(group("g", question("a", save_to="x"))),
        settings={"form_id": "f", "instance_name": "'x'", "style": "${a}", "public_key": "k"},
        sheets=(Sheet("entities", ()), Sheet("external_choices", ())),
        sheet_names=("survey", "entities", "settings", "external_choices"),
    )
    seen = section(form, "a")
    assert seen.settings == {"form_id": "f"}
    assert [sheet.name for sheet in seen.sheets] == ["external_choices"]
    assert seen.sheet_names == ("survey", "settings", "external_choices")


def test_a_long_group_is_cut_around_the_question() -> None:
    names = [f"q{n}" for n in range(300)]
    form = a_form(group("g", *(question(name) for name in names)))
    kept = [node.name for node in section(form, "q150").survey[0].children]
    assert len(kept) == MOST_QUESTIONS
    assert kept[0] == "q120"
    assert kept[-1] == "q179"
    first = [node.name for node in section(form, "q0").survey[0].children]
    assert first == names[:MOST_QUESTIONS]
    last = [node.name for node in section(form, "q299").survey[0].children]
    assert last == names[-MOST_QUESTIONS:]


def test_what_only_a_phone_shows_is_named_once_and_in_order() -> None:
    form = a_form(
        question("a", "audio"),
        question("b", "image", appearance="signature"),
        group("g", question("c", "datetime"), question("d", "audio"), question("e", "image")),
        question("f", "image", appearance="annotate quick"),
    )
    assert unsupported(form) == ("audio", "signature", "datetime", "annotate")
    assert unsupported(a_form(question("a"), question("b", "geopoint"))) == ()
