"""What the lint says of files that phones will not get."""

from dataclasses import replace

import pytest

from kobra_domain.questionnaires.form import Node, Sheet
from kobra_domain.words import say
from tests.kobra_domain.questionnaires.forms import choice, question
from tests.kobra_domain.questionnaires.linted import codes, named_form, only, problems


@pytest.mark.parametrize(
    ("node", "column", "file"),
    [
        (question("a", "select_one_from_file colonias.csv"), "type", "colonias.csv"),
        (question("a", "select_one colonias.geojson"), "type", "colonias.geojson"),
        (question("colonias", "csv-external"), "name", "colonias.csv"),
        (question("colonias", "xml-external"), "name", "colonias.xml"),
        (question("a", "calculate", calculation="pulldata('c', 'x', 'y', 'z')"), "calculation",
         "c.csv"),
        (question("a", "select_one l", appearance="minimal search('c', 'matches')"), "appearance",
         "c.csv"),
        (question("a", image="fachada.png"), "image", "fachada.png"),
        (question("a", **{"audio::Español (es)": "saludo.mp3"}), "audio::Español (es)",
         "saludo.mp3"),
        (question("a", "image", default="plano.png"), "default", "plano.png"),
    ],
)  # fmt: skip
def test_a_file_that_no_phone_gets_is_warned_of_by_name(node: Node, column: str, file: str) -> None:
    found = only(named_form(node, choices=(choice("l", "1"),)), "file_not_served")
    assert (found.uid, found.column, found.params) == (node.uid, column, {"file": file})
    assert not found.is_error
    for locale in ("es", "en"):
        assert file in say(found.code, found.params, locale)
        assert "visitas.csv" in say(f"{found.code}.remedy", found.params, locale)


def test_the_picture_of_a_choice() -> None:
    form = named_form(question("a", "select_one l"), choices=(choice("l", "1", image="uno.png"),))
    found = only(form, "file_not_served")
    assert (found.uid, found.sheet, found.params) == ("l.1", "choices", {"file": "uno.png"})


def test_a_file_is_told_once() -> None:
    nodes = [question(name, "select_one_from_file c.csv", image=" ") for name in "ab"]
    assert codes(*nodes).count("file_not_served") == 1


@pytest.mark.parametrize(
    "node",
    [
        question("visita", "select_one_from_file visitas.csv"),
        question("visitas", "csv-external"),
        question("a", "calculate", calculation="pulldata('visitas', 'label', 'name', ${visita})"),
        question("a", "calculate", calculation="instance('l')/root/item"),
        question("", "csv-external"),
        question("a", "image", default="${b}"),
        question("a", "text", default="plano.png"),
        question("a", "select_one l", appearance="minimal"),
    ],
)
def test_what_phones_get_or_need_not(node: Node) -> None:
    assert "file_not_served" not in codes(node, choices=(choice("l", "1"),))


def test_external_choices_go_with_the_form() -> None:
    rows = (("list_name", "name", "label"), ("barrios", "1", "Palermo"))
    form = named_form(question("b", "select_one_external barrios", choice_filter="true()"))
    form = replace(form, sheets=(Sheet("external_choices", rows),))
    assert "form.file_not_served" not in [found.code for found in problems(form)]
