"""Acts one after another on any form: nothing is lost, nothing breaks, everything can be kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import acts, canonical
from kobra_domain.questionnaires.comparison import Comparison, compare
from kobra_domain.questionnaires.form import Choice, Form
from kobra_domain.questionnaires.language_acts import add_language, remove_language, rename_language
from kobra_domain.questionnaires.lint import lint
from kobra_domain.questionnaires.list_acts import (
    add_list,
    insert_choice,
    remove_list,
    rename_list,
    set_choice,
)
from kobra_domain.questionnaires.references import Reading
from kobra_domain.questionnaires.tokens import references
from tests.kobra_domain.questionnaires.forms import a_form, choice, group, question

NAMES = st.sampled_from(["a", "b", "c", "g", "r", "con espacio", "", "ñ", "\x00", "\ud800"])
TEXTS = st.one_of(
    st.text(max_size=10),
    st.sampled_from(
        ["${a}", "${a} = 1 or ${b} > 2", "Hola ${a}", "${last-saved#a}", "select_one l"]
    ),
)
KEYS = st.sampled_from(["label", "label::es", "relevant", "calculation", "constraint", "otra"])
LANGUAGES = st.sampled_from(["es", "English (en)", "", "a::b"])


def start() -> Form:
    return a_form(
        question("a"),
        group("g", question("b", relevant="${a} = 1"), group("h")),
        group("r", question("c", calculation="${b} + ${c}", label="Sobre ${a}"), kind="repeat"),
        choices=(choice("l", "1"), choice("l", "2", label="De ${a}")),
    )


@dataclass
class Hand:
    """What an act takes, drawn as it is asked for."""

    draw: st.DrawFn
    form: Form
    new_uid: Callable[[], str]

    @property
    def uids(self) -> list[str]:
        return [*(node.uid for node in self.form.nodes()), "gone"]

    def uid(self) -> str:
        return self.draw(st.sampled_from(self.uids))

    def some(self) -> list[str]:
        return self.draw(st.lists(st.sampled_from(self.uids), max_size=3))

    def place(self) -> acts.Place:
        return acts.Place(
            self.draw(st.sampled_from([None, *self.uids])), self.draw(st.integers(-1, 4))
        )

    def text(self) -> str:
        return self.draw(TEXTS)

    def name(self) -> str:
        return self.draw(NAMES)

    def language(self) -> str:
        return self.draw(LANGUAGES)

    def cell(self) -> tuple[str, str | None]:
        return self.draw(KEYS), self.draw(st.none() | TEXTS)

    def choice(self) -> Choice:
        return Choice(uid=self.new_uid(), cells={"name": self.text(), "label": self.text()})


ACTS: tuple[Callable[[Hand], Form], ...] = (
    lambda by: acts.insert(
        by.form,
        [acts.make(by.new_uid(), {"type": by.text(), "name": by.name()})],
        by.place(),
    ),
    lambda by: acts.move(by.form, by.some(), by.place()),
    lambda by: acts.remove(by.form, by.some()),
    lambda by: acts.duplicate(by.form, by.some(), by.new_uid),
    lambda by: acts.rename(by.form, by.uid(), by.name()),
    lambda by: acts.set_type(by.form, by.uid(), by.draw(st.sampled_from(["text", "begin_group"]))),
    lambda by: acts.set_cell(by.form, by.uid(), *by.cell()),
    lambda by: acts.set_setting(by.form, *by.cell()),
    lambda by: add_language(by.form, by.language()),
    lambda by: rename_language(by.form, by.draw(st.none() | LANGUAGES), by.language()),
    lambda by: remove_language(by.form, by.language()),
    lambda by: insert_choice(by.form, by.name(), by.draw(st.integers(-1, 3)), by.choice()),
    lambda by: add_list(by.form, by.name(), [by.choice()]),
    lambda by: rename_list(by.form, "l", by.name()),
    lambda by: remove_list(by.form, by.name()),
    lambda by: set_choice(by.form, "l.1", *by.cell()),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Form]:
    """A form and what it becomes by some acts; an act that is refused changes nothing."""
    fresh = (f"new{n}" for n in count())
    forms = [start()]
    for act in draw(st.lists(st.sampled_from(ACTS), max_size=8)):
        with suppress(Invalid):
            forms.append(act(Hand(draw, forms[-1], lambda: next(fresh))))
    return forms


@settings(max_examples=300)
@given(histories())
def test_whatever_is_done_can_be_kept_read_linted_and_compared(history: list[Form]) -> None:
    for form in history:
        document = canonical.text(form)
        assert canonical.read(document) == form
        assert canonical.text(canonical.read(document)) == document
        uids = {node.uid for node in form.nodes()} | {one.uid for one in form.choices}
        assert {found.uid for found in lint(form, countries=("CO", "MX"))} <= uids | {None}
        assert compare(form, form) == Comparison()
    there, back = compare(history[0], history[-1]), compare(history[-1], history[0])
    assert {item.uid for item in there.added} == {item.uid for item in back.removed}


@given(histories(), NAMES)
def test_a_name_is_followed_by_all_that_refers_to_it(history: list[Form], name: str) -> None:
    form = history[-1]
    for node in form.nodes():
        alone = len(Reading(form).by_name.get(node.name, ())) == 1 and node.name.isidentifier()
        if not alone or not name.isidentifier() or name in acts.names(form):
            continue
        renamed = acts.rename(form, node.uid, name)
        users = Reading(form).users(node.name)
        assert Reading(renamed).users(node.name) == ()
        assert set(users) <= set(Reading(renamed).users(name))
        for choice_row in renamed.choices:
            assert node.name not in references(choice_row.cells.get("label", ""))


def test_groups_do_not_go_so_deep_that_they_could_not_be_read_again() -> None:
    form = a_form(group("g0"))
    for depth in range(1, canonical.DEEPEST):
        form = acts.insert(form, [group(f"g{depth}")], acts.Place(f"g{depth - 1}", 0))
    assert canonical.read(canonical.text(form)) == form
    with pytest.raises(Invalid, match="too_deep"):
        acts.insert(form, [group("g")], acts.Place(f"g{canonical.DEEPEST - 1}", 0))
    form = acts.insert(form, [group("g")], acts.Place(None, 0))
    with pytest.raises(Invalid, match="too_deep"):
        acts.move(form, ["g0"], acts.Place("g", 0))
