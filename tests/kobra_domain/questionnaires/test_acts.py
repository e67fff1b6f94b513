"""Acts on the tree: what comes out, what is shared, what is refused."""

import time
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import acts
from kobra_domain.questionnaires.acts import Place
from kobra_domain.questionnaires.form import Form, Node, NodeKind, Sheet
from tests.kobra_domain.questionnaires.forms import (
    a_form,
    choice,
    group,
    numbered,
    outline,
    question,
)

FORM = a_form(
    question("a"), group("g", question("b"), group("h", question("c"))), question("d"), group("e")
)


@pytest.mark.parametrize(
    ("place", "result"),
    [
        (Place(None, 0), "x a g(b h(c)) d e()"),
        (Place(None, 99), "a g(b h(c)) d e() x"),
        (Place(None, -1), "x a g(b h(c)) d e()"),
        (Place("h", 1), "a g(b h(c x)) d e()"),
        (Place("e", 0), "a g(b h(c)) d e(x)"),
    ],
)
def test_a_question_comes_to_its_place(place: Place, result: str) -> None:
    assert outline(acts.insert(FORM, [question("x")], place).survey) == result


def test_what_an_act_left_alone_is_shared() -> None:
    after = acts.insert(FORM, [question("x")], Place("e", 0))
    assert after.survey[0] is FORM.survey[0]
    assert after.survey[1] is FORM.survey[1]
    same = acts.mapped(FORM.survey, lambda node: node)
    assert same is FORM.survey


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: acts.insert(FORM, [question("x")], Place("nowhere", 0)), "not_found"),
        (lambda: acts.insert(FORM, [question("x")], Place("a", 0)), "not_a_group"),
        (lambda: acts.insert(FORM, [question("c")], Place(None, 0)), "already_there"),
        (lambda: acts.remove(FORM, ["a", "zz"]), "not_found"),
        (lambda: acts.move(FORM, ["g"], Place("h", 0)), "into_itself"),
        (lambda: acts.move(FORM, ["g"], Place("g", 0)), "into_itself"),
        (lambda: acts.move(FORM, ["a"], Place("d", 0)), "not_a_group"),
        (lambda: acts.set_cell(FORM, "zz", "hint", "x"), "not_found"),
        (lambda: acts.set_type(FORM, "g", "text"), "has_children"),
        (lambda: acts.set_type(FORM, "zz", "text"), "not_found"),
        (lambda: acts.find(FORM, "zz"), "not_found"),
        (lambda: acts.place_of(FORM, "zz"), "not_found"),
    ],
)
def test_what_cannot_be_is_refused(act: Callable[[], object], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        act()
    assert refusal.value.code == code


def test_a_group_takes_what_is_in_it_along() -> None:
    assert outline(acts.remove(FORM, ["h", "c", "d"]).survey) == "a g(b) e()"
    assert outline(acts.remove(FORM, ["c"]).survey) == "a g(b h()) d e()"


@pytest.mark.parametrize(
    ("uids", "place", "result"),
    [
        (["a"], Place(None, 2), "g(b h(c)) a d e()"),
        (["d", "a"], Place("e", 0), "g(b h(c)) e(a d)"),
        (["a", "d"], Place(None, 3), "g(b h(c)) a d e()"),
        (["g", "c"], Place(None, 0), "g(b h(c)) a d e()"),
        (["c"], Place("g", 0), "a g(c b h()) d e()"),
        (["b"], Place("g", 1), "a g(b h(c)) d e()"),
    ],
)
def test_several_move_in_their_order(uids: list[str], place: Place, result: str) -> None:
    assert outline(acts.move(FORM, uids, place).survey) == result


names = st.sampled_from([node.uid for node in FORM.nodes()])
parents = st.sampled_from([None, "g", "h", "e"])


@given(st.sets(names, min_size=1), parents, st.integers(-2, 6))
def test_a_move_loses_and_makes_nothing(uids: set[str], parent: str | None, index: int) -> None:
    inside = {node.uid for node in acts.walk(acts.tops(FORM, uids))}
    assume(parent not in inside)
    after = acts.move(FORM, uids, Place(parent, index))
    assert sorted(n.uid for n in after.nodes()) == sorted(n.uid for n in FORM.nodes())
    moved = {node.uid for node in acts.tops(FORM, uids)}
    assert {acts.place_of(after, uid).parent for uid in moved} == {parent}


def test_copies_have_names_of_their_own_and_refer_to_each_other() -> None:
    form = a_form(
        question("a"),
        group("g", question("b", relevant="${a} = 1"), question("c", relevant="${b} = 2")),
    )
    after = acts.duplicate(form, ["g"], numbered())
    assert outline(after.survey) == "a g(b c) g_2(b_2 c_2)"
    copied = after.survey[2]
    assert copied.children[0].cells["relevant"] == "${a} = 1"
    assert copied.children[1].cells["relevant"] == "${b_2} = 2"
    again = acts.duplicate(after, [copied.children[0].uid, "a"], numbered("m"))
    assert outline(again.survey) == "a a_2 g(b c) g_2(b_2 b_3 c_2)"


def test_a_copy_of_what_has_no_name_has_none() -> None:
    nameless = Node(uid="x", kind=NodeKind.COMMENT, cells={"label": "nota"}, row=4)
    after = acts.duplicate(a_form(nameless), ["x"], numbered())
    assert after.survey[1].name == ""
    assert after.survey[1].row is None


def test_a_cell_is_written_and_taken_away() -> None:
    after = acts.set_cell(FORM, "c", "hint::es", "Diga\x00 algo\ud800")
    assert acts.find(after, "c").cells["hint::es"] == "Diga algo"
    assert [column.key for column in after.survey_columns] == ["type", "name", "label", "hint::es"]
    gone = acts.set_cell(after, "c", "hint::es", None)
    assert "hint::es" not in acts.find(gone, "c").cells
    assert acts.find(acts.set_cell(after, "c", "hint::es", ""), "c").cells["hint::es"] == ""


def test_an_edited_cell_keeps_its_place_among_the_others() -> None:
    after = acts.set_cell(FORM, "a", "name", "z")
    assert list(acts.find(after, "a").cells) == ["type", "name", "label"]


def test_a_form_without_columns_gets_the_usual_ones() -> None:
    after = acts.insert(Form(), [question("a", hint="x")], Place(None, 0))
    assert [column.key for column in after.survey_columns] == ["type", "name", "label", "hint"]


def test_a_type_makes_the_kind() -> None:
    repeated = acts.find(acts.set_type(FORM, "g", "begin repeat"), "g")
    assert (repeated.kind, repeated.end_cells) == (NodeKind.REPEAT, {"type": "end repeat"})
    assert repeated.children
    plain = acts.find(acts.set_type(FORM, "e", "note"), "e")
    assert (plain.kind, plain.end_cells) == (NodeKind.QUESTION, {})
    loop = acts.make("l", {"type": "begin loop over cosas"})
    assert loop.end_cells == {"type": "end loop"}
    assert acts.make("l", {"type": "begin_loop cosas"}).end_cells == {"type": "end_loop"}


def test_a_new_name_is_followed_in_every_sheet() -> None:
    form = a_form(
        question("pago", relevant="${ pago } > 1 and ${pagos} = ${last-saved#pago}"),
        question("b", label="Pagó ${pago}"),
        question("c"),
        choices=(choice("l", "x", filtro="${pago}"), choice("l", "y")),
    )
    form = Form(
        survey=form.survey,
        survey_columns=form.survey_columns,
        choices=form.choices,
        choice_columns=form.choice_columns,
        settings={"instance_name": "${pago}"},
        sheets=(Sheet("entities", (("a", "${pago}"),)),),
    )
    after = acts.rename(form, "pago", "abono")
    assert after.survey[0].cells["relevant"] == (
        "${ abono } > 1 and ${pagos} = ${last-saved#abono}"
    )
    assert after.survey[1].cells["label"] == "Pagó ${abono}"
    assert after.survey[2] is form.survey[2]
    assert after.choices[0].cells["filtro"] == "${abono}"
    assert after.choices[1] is form.choices[1]
    assert after.settings["instance_name"] == "${abono}"
    assert after.sheets[0].rows == (("a", "${abono}"),)


def test_references_stay_while_another_bears_the_name() -> None:
    form = acts.set_cell(a_form(question("a"), question("b", relevant="${a}")), "b", "name", "a")
    after = acts.rename(form, "b", "c")
    assert after.survey[1].cells["relevant"] == "${a}"
    unnamed = acts.rename(after, "a", "")
    assert unnamed.survey[1].cells["relevant"] == "${a}"


def test_a_free_name_is_the_next_number() -> None:
    assert acts.free_name("a", set()) == "a"
    assert acts.free_name("a_2", {"a", "a_2"}) == "a_3"
    assert acts.names(FORM) == {"a", "b", "c", "d", "e", "g", "h"}


def test_a_setting_is_written_and_taken_away() -> None:
    after = acts.set_setting(FORM, "version", "3")
    assert (after.form_version, after.setting_columns[0].key) == ("3", "version")
    assert acts.set_setting(after, "version", None).settings == {}


def test_an_act_on_three_thousand_questions_takes_milliseconds() -> None:
    groups = [group(f"g{g}", *(question(f"q{g}_{n}") for n in range(100))) for g in range(30)]
    form = a_form(*groups)
    begin = time.process_time()
    for n in range(10):
        form = acts.set_cell(form, f"q3_{n}", "hint", "x")
        form = acts.move(form, [f"q4_{n}"], Place("g9", 3))
    # Wide enough for a busy machine; 20 acts take some 40 ms on a quiet one.
    assert time.process_time() - begin < 2
    assert form.survey[0] is groups[0]
