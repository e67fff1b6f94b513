"""Acts on lists of choices."""

from collections.abc import Callable

import pytest

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import list_acts
from kobra_domain.questionnaires.form import Choice, Form
from tests.kobra_domain.questionnaires.forms import a_form, choice, columns, numbered, question

BLANK = Choice(uid="blank")
FORM = a_form(
    question("q", "select_one si_no or_other"),
    question("r", "select_multiple cosas", relevant="instance('si_no')/root/item[name = 'si']"),
    question("s", "text", calculation='count( instance( "si_no" )/root/item)'),
    question("t", "text", relevant="instance(si_no)"),
    choices=(
        choice("si_no", "si"),
        choice("si_no", "no"),
        BLANK,
        choice("cosas", "a"),
        choice("cosas", "b"),
        choice("cosas", "c"),
    ),
)


def named(form: Form, list_name: str) -> str:
    return " ".join(found.name for found in list_acts.choices_of(form, list_name))


def test_lists_are_read_from_the_rows() -> None:
    assert list_acts.list_names(FORM) == ("si_no", "cosas")
    assert named(FORM, "cosas") == "a b c"
    assert [node.name for node in list_acts.users_of(FORM, "cosas")] == ["r"]
    assert list_acts.list_of(FORM.survey[0]) == "si_no"
    assert list_acts.list_of(FORM.survey[2]) is None


def test_a_list_comes_with_its_first_choices() -> None:
    made = list_acts.new_choices(["1", "2"], {"1": "Uno"}, numbered(), "label::es")
    form = list_acts.add_list(Form(), "n", made)
    assert named(form, "n") == "1 2"
    assert [c.cells["label::es"] for c in form.choices] == ["Uno", "2"]
    assert [c.key for c in form.choice_columns] == ["list_name", "name", "label", "label::es"]


def test_a_new_name_of_a_list_is_followed() -> None:
    after = list_acts.rename_list(FORM, "si_no", "resp")
    assert list_acts.list_names(after) == ("resp", "cosas")
    assert after.survey[0].type == "select_one resp or_other"
    assert after.survey[1].cells["relevant"] == "instance('resp')/root/item[name = 'si']"
    assert after.survey[2].cells["calculation"] == 'count( instance( "resp" )/root/item)'
    assert after.survey[3] is FORM.survey[3]
    assert after.choices[2] is BLANK


def test_only_the_name_in_the_type_is_replaced() -> None:
    form = a_form(question("q", "select one one"), choices=(choice("one", "x"),))
    assert list_acts.rename_list(form, "one", "two").survey[0].type == "select one two"


def test_a_list_is_removed_with_its_rows() -> None:
    after = list_acts.remove_list(FORM, "si_no")
    assert list_acts.list_names(after) == ("cosas",)
    assert BLANK in after.choices
    assert after.survey is FORM.survey


@pytest.mark.parametrize(("index", "result"), [(0, "x a b c"), (2, "a b x c"), (9, "a b c x")])
def test_a_choice_comes_to_its_place(index: int, result: str) -> None:
    new = Choice(uid="new", cells={"name": "x"})
    after = list_acts.insert_choice(FORM, "cosas", index, new)
    assert named(after, "cosas") == result
    assert named(after, "si_no") == "si no"


@pytest.mark.parametrize(
    ("uids", "index", "result"),
    [
        (["cosas.c"], 0, "c a b"),
        (["cosas.a"], 2, "b a c"),
        (["cosas.a", "cosas.c"], 3, "b a c"),
        (["cosas.a"], 0, "a b c"),
        (["cosas.a", "cosas.b", "cosas.c"], 1, "a b c"),
    ],
)
def test_choices_move_within_their_list(uids: list[str], index: int, result: str) -> None:
    assert named(list_acts.move_choices(FORM, uids, index), "cosas") == result


def test_one_choice_moves_and_goes() -> None:
    assert named(list_acts.move_choice(FORM, "cosas.b", 0), "cosas") == "b a c"
    assert named(list_acts.remove_choice(FORM, "cosas.b"), "cosas") == "a c"


def test_a_choice_is_written() -> None:
    after = list_acts.set_choice(FORM, "cosas.b", "label::en", "Bee")
    assert list_acts.choices_of(after, "cosas")[1].cells["label::en"] == "Bee"
    assert [c.key for c in after.choice_columns][-1] == "label::en"
    gone = list_acts.set_choice(after, "cosas.b", "label::en", None)
    assert "label::en" not in list_acts.choices_of(gone, "cosas")[1].cells
    assert after.choices[0] is FORM.choices[0]


def test_a_cascade_is_a_filter_and_its_column() -> None:
    after = list_acts.set_cascade(FORM, "r", "padre", "q")
    assert after.survey[1].cells["choice_filter"] == "padre = ${q}"
    assert list_acts.filter_columns(after) == ("padre",)
    gone = list_acts.set_cascade(after, "r", None)
    assert "choice_filter" not in gone.survey[1].cells
    bare = list_acts.set_cascade(a_form(question("q"), question("r")), "r", "padre", "q")
    assert [c.key for c in bare.choice_columns] == ["list_name", "name", "label", "padre"]


def test_a_column_goes_with_its_cells() -> None:
    written = list_acts.set_choice(FORM, "cosas.b", "padre", "si")
    after = list_acts.remove_choice_column(written, "padre")
    assert after.choice_columns == columns("list_name", "name", "label")
    assert after.choices == FORM.choices


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: list_acts.add_list(FORM, "cosas", [choice("x", "y")]), "already_there"),
        (lambda: list_acts.add_list(FORM, "new", []), "missing"),
        (lambda: list_acts.add_list(FORM, "", [choice("x", "y")]), "missing"),
        (lambda: list_acts.rename_list(FORM, "zz", "y"), "not_found"),
        (lambda: list_acts.rename_list(FORM, "cosas", "si_no"), "already_there"),
        (lambda: list_acts.rename_list(FORM, "cosas", ""), "missing"),
        (lambda: list_acts.remove_list(FORM, "zz"), "not_found"),
        (lambda: list_acts.insert_choice(FORM, "x", 0, choice("cosas", "a")), "already_there"),
        (lambda: list_acts.remove_choice(FORM, "zz"), "not_found"),
        (lambda: list_acts.move_choice(FORM, "zz", 0), "not_found"),
        (lambda: list_acts.move_choices(FORM, [], 0), "not_found"),
        (lambda: list_acts.move_choices(FORM, ["cosas.a", "si_no.si"], 0), "another_list"),
        (lambda: list_acts.set_choice(FORM, "zz", "label", "x"), "not_found"),
        (lambda: list_acts.remove_choice_column(FORM, "name"), "not_removable"),
        (lambda: list_acts.remove_choice_column(FORM, "zz"), "not_found"),
    ],
)
def test_what_cannot_be_is_refused(act: Callable[[], object], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        act()
    assert refusal.value.code == code
