"""What the lint says of the lists that expressions look into."""

from dataclasses import replace

import pytest

from kobra_domain.questionnaires.form import Node, Sheet
from tests.kobra_domain.questionnaires.forms import choice, question
from tests.kobra_domain.questionnaires.linted import codes, named_form, only, said

ASKED = question("x", "calculate", calculation="count(instance('colonias')/root/item)")


def test_a_list_that_is_not_there() -> None:
    found = only(named_form(ASKED), "instance_unknown")
    assert (found.uid, found.column, found.params) == ("x", "calculation", {"list": "colonias"})
    assert found.is_error


@pytest.mark.parametrize(
    "node",
    [
        question("a", "select_one_from_file colonias.csv"),
        question("colonias", "csv-external"),
        question("a", "calculate", calculation="pulldata('colonias', 'a', 'b', 'c')"),
        question("a", "select_one colonias.geojson"),
    ],
)
def test_a_list_that_a_file_brings(node: Node) -> None:
    assert "instance_unknown" not in codes(node, ASKED)


def test_a_list_of_choices_or_of_entities() -> None:
    assert "instance_unknown" not in codes(ASKED, choices=(choice("colonias", "1"),))
    entities = Sheet("entities", (("list_name", "label"), ("colonias", "x"), ()))
    form = replace(named_form(ASKED), sheets=(entities,))
    assert "instance_unknown" not in [code for code, _, _ in said(form)]


@pytest.mark.parametrize(
    "text", ["instance('__last-saved')/data/a", "instance(${q})/root", "instance('a'", "'instance'"]
)
def test_what_is_told_elsewhere_or_nowhere(text: str) -> None:
    found = codes(question("q"), question("a", "calculate", calculation=text))
    assert "instance_unknown" not in found
