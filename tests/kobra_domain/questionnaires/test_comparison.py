"""What differs between two versions, and what of it breaks answers."""

from dataclasses import replace

import pytest

from kobra_domain.questionnaires import acts, list_acts
from kobra_domain.questionnaires.acts import Place
from kobra_domain.questionnaires.comparison import Comparison, compare
from kobra_domain.questionnaires.form import Form, Node, NodeKind
from kobra_domain.words import has_words
from tests.kobra_domain.questionnaires.forms import a_form, choice, group, question

FORM = a_form(
    question("a"),
    group("g", question("b", "select_one l"), question("c")),
    question("n", "note"),
    group("r", question("x"), kind="repeat"),
    question("d", "integer"),
    choices=(choice("l", "si"), choice("l", "no"), choice("m", "si")),
)


def names(items: tuple[object, ...]) -> list[str]:
    return [getattr(item, "name") for item in items]  # noqa: B009


def test_the_same_form_has_no_differences() -> None:
    assert compare(FORM, FORM).is_empty
    assert compare(FORM, FORM) == Comparison()
    blank = replace(FORM, survey=(*FORM.survey, Node(uid="z", kind=NodeKind.BLANK)))
    assert compare(FORM, blank).is_empty


def test_what_came_and_what_went() -> None:
    new = acts.insert(acts.remove(FORM, ["a", "n"]), [question("z")], Place("g", 0))
    found = compare(FORM, new)
    assert names(found.added) == ["z"]
    assert found.added[0].where == "g"
    assert [(item.name, item.breaks) for item in found.removed] == [
        ("a", "question_removed"), ("n", None)]  # fmt: skip
    assert found.moved == ()
    assert not found.is_empty


@pytest.mark.parametrize(
    ("uids", "place", "breaks"),
    [
        (["d"], Place(None, 0), None),
        (["a"], Place("g", 0), "moved_group"),
        (["a"], Place("r", 0), "moved_into_repeat"),
        (["x"], Place(None, 0), "moved_out_of_repeat"),
        (["c"], Place("g", 0), None),
    ],
)
def test_only_what_was_moved_has_moved(uids: list[str], place: Place, breaks: str | None) -> None:
    found = compare(FORM, acts.move(FORM, uids, place))
    # Of two that changed places either may be said to have moved.
    assert [item.breaks for item in found.moved] == [breaks]
    if uids != ["c"]:
        assert names(found.moved) == uids
    assert (found.added, found.removed, found.changed) == ((), (), ())


def test_a_changed_cell_says_what_it_was() -> None:
    new = acts.set_cell(FORM, "a", "label", "Ah")
    new = acts.set_cell(new, "a", "hint", "x")
    [hint, label] = sorted(compare(FORM, new).changed, key=lambda change: change.field)
    assert (label.old, label.new, label.label, label.breaks) == ("A", "Ah", "Ah", None)
    assert (hint.old, hint.new) == (None, "x")
    [gone] = compare(FORM, acts.set_cell(FORM, "a", "label", None)).changed
    assert (gone.old, gone.new) == ("A", None)


@pytest.mark.parametrize(
    ("new", "breaks"),
    [
        (acts.rename(FORM, "a", "z"), ["name_changed"]),
        (acts.set_type(FORM, "a", "integer"), ["type_changed"]),
        (acts.set_type(FORM, "a", "barcode"), [None]),
        (acts.set_type(FORM, "b", "select_one m"), ["list_changed"]),
        (list_acts.rename_list(FORM, "l", "ll"), [None, None, None]),
        (list_acts.set_choice(FORM, "l.si", "name", "sip"), ["choice_renamed"]),
        (list_acts.set_choice(FORM, "l.si", "label", "Sip"), [None]),
        (acts.set_setting(FORM, "form_id", "other"), ["form_id_changed"]),
        (acts.set_setting(FORM, "version", "2"), [None]),
    ],
)
def test_what_a_change_breaks(new: Form, breaks: list[str | None]) -> None:
    found = compare(FORM, new)
    assert [change.breaks for change in found.changed] == breaks
    assert [item.breaks for item in found.breaking] == [code for code in breaks if code]
    assert all(has_words(f"breaks.{code}", "es") for code in breaks if code)


def test_a_choice_that_went_breaks() -> None:
    new = list_acts.remove_choice(FORM, "l.no")
    [item] = compare(FORM, new).removed
    assert (item.name, item.where, item.breaks) == ("no", "l", "choice_removed")
    assert compare(new, FORM).breaking == ()


def test_a_moved_choice_breaks_nothing() -> None:
    found = compare(FORM, list_acts.move_choice(FORM, "l.no", 0))
    assert (len(found.moved), found.breaking) == (1, ())


def test_workbooks_that_share_no_uid_are_matched_by_name() -> None:
    def other(node: Node) -> Node:
        return replace(node, uid=f"new {node.uid}")

    same = replace(
        FORM,
        survey=acts.mapped(FORM.survey, other),
        choices=tuple(replace(c, uid=f"new {c.uid}") for c in FORM.choices),
    )
    assert compare(FORM, same).is_empty
    found = compare(FORM, acts.set_cell(same, "new a", "name", "z"))
    assert (names(found.added), names(found.removed)) == (["z"], ["a"])
    twice = acts.set_cell(same, "new a", "name", "d")
    assert names(compare(FORM, twice).added) == ["d", "d"]


def test_what_of_a_file_was_another_file() -> None:
    old = a_form(question("q", "select_one_from_file a.csv"))
    new = acts.set_type(old, "q", "select_one_from_file b.csv")
    assert [change.breaks for change in compare(old, new).changed] == ["list_changed"]


def test_settings_that_stayed_are_not_told() -> None:
    old = acts.set_setting(acts.set_setting(FORM, "version", "1"), "form_id", "f")
    [change] = compare(old, acts.set_setting(old, "version", "2")).changed
    assert (change.field, change.old, change.new) == ("version", "1", "2")
