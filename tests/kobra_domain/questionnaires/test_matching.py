"""What of a form made apart is what of another: the uids tell it afterwards."""

from dataclasses import replace

from kobra_domain.questionnaires.comparison import compare
from kobra_domain.questionnaires.form import Choice, Form, Node
from kobra_domain.questionnaires.matching import with_uids_of
from tests.kobra_domain.questionnaires.forms import a_form, choice, group, question


def apart(form: Form) -> Form:
    """The same form with other uids, as a file read a second time."""

    def node(own: Node) -> Node:
        return replace(own, uid=f"new-{own.uid}", children=tuple(map(node, own.children)))

    choices = tuple(replace(own, uid=f"new-{own.uid}") for own in form.choices)
    return replace(form, survey=tuple(map(node, form.survey)), choices=choices)


def uids(form: Form) -> list[str]:
    return [node.uid for node in form.nodes()] + [own.uid for own in form.choices]


def test_the_same_form_made_apart_is_the_same() -> None:
    form = a_form(
        question("a"),
        group("g", question("b"), group("r", question("c"), kind="repeat")),
        Node(uid="note", kind=question("x").kind, cells={"type": "note", "label": "Hola"}),
        choices=(choice("sn", "si"), choice("sn", "no")),
    )
    assert with_uids_of(form, apart(form)) == form


def test_a_name_in_two_groups_is_told_apart_by_its_path() -> None:
    one, two = replace(question("a"), uid="one"), replace(question("a"), uid="two")
    form = a_form(group("g", one), group("h", two))
    matched = with_uids_of(form, apart(form))
    assert uids(matched) == uids(form)
    assert compare(form, matched).is_empty


def test_what_moved_to_another_group_is_known_by_its_name() -> None:
    old = a_form(group("g", question("a"), question("b")))
    new = apart(a_form(question("b"), group("g", question("a"))))
    assert uids(with_uids_of(old, new)) == ["b", "g", "a"]


def test_what_was_renamed_is_known_by_what_it_asks() -> None:
    old = a_form(question("edad", "integer", label="¿Edad?"))
    new = apart(a_form(question("anios", "integer", label="¿Edad?")))
    assert uids(with_uids_of(old, new)) == ["edad"]


def test_another_question_keeps_its_own_uid() -> None:
    old = a_form(question("a"), choices=(choice("sn", "si"),))
    new = apart(a_form(question("b", "integer"), choices=(choice("sn", "no"),)))
    assert uids(with_uids_of(old, new)) == ["new-b", "new-sn.no"]


def test_of_what_nothing_tells_apart_the_first_is_the_first() -> None:
    twins = tuple(replace(question("a"), uid=uid) for uid in ("one", "two"))
    old = a_form(*twins)
    new = apart(a_form(*twins, replace(question("a"), uid="three")))
    assert uids(with_uids_of(old, new)) == ["one", "two", "new-three"]


def test_things_without_words_or_names_are_told_apart_by_their_cells() -> None:
    bare = Node(uid="bare", kind=question("x").kind, cells={"type": "note"})
    old = replace(a_form(bare), choices=(Choice(uid="blank"),))
    new = apart(old)
    assert uids(with_uids_of(old, new)) == ["bare", "blank"]
    other = apart(a_form(replace(bare, cells={"type": "note", "hint": "x"})))
    assert uids(with_uids_of(old, other)) == ["new-bare"]


def test_a_choice_that_was_renamed_is_known_by_its_label() -> None:
    old = a_form(question("a"), choices=(choice("sn", "si", label="Sí"),))
    new = apart(a_form(question("a"), choices=(choice("sn", "yes", label="Sí"),)))
    assert uids(with_uids_of(old, new)) == ["a", "sn.si"]
