"""What the lint says of the files a form asks for, and of those it has."""

import unicodedata
from dataclasses import replace

import pytest

from kobra_domain.questionnaires.form import Form, Node, Sheet
from kobra_domain.words import say
from tests.kobra_domain.questionnaires.forms import choice, question
from tests.kobra_domain.questionnaires.linted import codes, named_form, only, problems
from tests.kobra_domain.questionnaires.test_files import a_file

L = (choice("l", "1"),)
ABOUT = ("data_file", "shown_file", "file_by", "file_other", "file_unused", "file_column", "file_c")


def told(form: Form) -> list[str]:
    """The codes about files, without their beginning."""
    found = [one.code.removeprefix("form.") for one in problems(form)]
    return [code for code in found if code.startswith(ABOUT)]


def with_files(*nodes: Node, files: tuple[str, ...] = (), columns: tuple[str, ...] = ()) -> Form:
    """A form of these nodes with files; the tables have these columns."""
    form = named_form(*nodes, choices=L)
    tables = {name: columns if name.endswith(("csv", "geojson")) else () for name in files}
    return replace(form, files=tuple(a_file(n, columns=has) for n, has in tables.items()))


DATA = [
    (question("a", "select_one_from_file colonias.csv"), "type", "colonias.csv"),
    (question("a", "select_one colonias.geojson"), "type", "colonias.geojson"),
    (question("colonias", "csv-external"), "name", "colonias.csv"),
    (question("colonias", "xml-external"), "name", "colonias.xml"),
    (question("a", "calculate", calculation="pulldata('c', 'x', 'y', 'z')"), "calculation",
     "c.csv"),
    (question("a", "select_one l", appearance="minimal search('c', 'matches') w1"), "appearance",
     "c.csv"),
]  # fmt: skip
SHOWN = [
    (question("a", image="fachada.png"), "image", "fachada.png"),
    (question("a", **{"audio::Español (es)": "hola.mp3"}), "audio::Español (es)", "hola.mp3"),
    (question("a", **{"big-image": "g.png"}), "big-image", "g.png"),
    (question("a", video="v.mp4"), "video", "v.mp4"),
    (question("a", "image", default="plano.png"), "default", "plano.png"),
]


@pytest.mark.parametrize(("node", "column", "file"), [*DATA, *SHOWN])
def test_a_file_that_is_missing_leads_to_its_question(node: Node, column: str, file: str) -> None:
    is_needed = any(node is each for each, _, _ in DATA)
    code = "data_file_missing" if is_needed else "shown_file_missing"
    found = only(named_form(node, choices=L), code)
    assert (found.uid, found.column, found.params) == (node.uid, column, {"file": file})
    assert found.is_error is is_needed
    for locale in ("es", "en"):
        assert file in say(found.code, found.params, locale)
        assert say(f"{found.code}.remedy", found.params, locale)
    assert told(with_files(node, files=(file,))) == []


def test_the_picture_of_a_choice() -> None:
    form = named_form(question("a", "select_one l"), choices=(choice("l", "1", image="uno.png"),))
    found = only(form, "shown_file_missing")
    assert (found.uid, found.sheet, found.params) == ("l.1", "choices", {"file": "uno.png"})


def test_a_file_is_told_once_and_as_grave_as_its_gravest_use() -> None:
    nodes = [question(name, "select_one_from_file c.csv", image="c.csv") for name in "ab"]
    assert codes(*nodes).count("data_file_missing") == 1
    assert "shown_file_missing" not in codes(*nodes)


@pytest.mark.parametrize(
    "node",
    [
        question("visita", "select_one_from_file visitas.csv"),
        question("visitas", "csv-external"),
        question("a", "calculate", calculation="pulldata('visitas', 'label', 'name', ${visita})"),
        question("a", "calculate", calculation="instance('l')/root/item"),
        question("", "csv-external"),
        question("a", "text", default="plano.png"),
        question("a", "select_one l", appearance="minimal"),
        question("a", "select_one l", appearance="search( research('x"),
        question("a", image="-", audio=" "),
        question("a", "calculate", calculation="pulldata((("),
    ],
)
def test_what_phones_get_or_need_not(node: Node) -> None:
    assert [code for code in told(named_form(node, choices=L)) if "by_expression" not in code] == []


def test_external_choices_go_with_the_form() -> None:
    rows = (("list_name", "name", "label"), ("barrios", "1", "Palermo"))
    form = named_form(question("b", "select_one_external barrios", choice_filter="true()"))
    assert told(replace(form, sheets=(Sheet("external_choices", rows),))) == []


def test_letters_taken_apart_are_the_same_name_and_capitals_are_not() -> None:
    apart = unicodedata.normalize("NFD", "señal.png")
    assert told(with_files(question("a", image=apart), files=("señal.png",))) == []
    form = with_files(question("a", image="Uno.PNG"), files=("uno.png",))
    assert only(form, "shown_file_near").params == {"file": "Uno.PNG", "suggestion": "uno.png"}
    table = with_files(question("a", "select_one_from_file C.csv"), files=("c.csv",))
    assert only(table, "data_file_near").is_error


@pytest.mark.parametrize(
    ("node", "file"),
    [
        (question("a", "calculate", calculation="pulldata(${x}, 'a', 'b', 'c')"), "t.csv"),
        (question("a", "select_one l", appearance="search(${x}, 'matches', 'k', 'v')"), "t.csv"),
        (question("a", "select_one l", appearance="search(concat('t', 1))"), "t.csv"),
        (question("a", image="${x}.png"), "t.png"),
        (question("a", "image", calculation="concat(${x}, '.png')"), "t.png"),
        (question("a", "image", default="concat(${x}, '.png')"), "t.png"),
    ],
)
def test_a_computed_name_means_every_file_that_it_may_be(node: Node, file: str) -> None:
    x = question("x")
    form = with_files(x, node, files=(file, "otro.mp4"))
    found = only(form, "file_by_expression")
    assert (found.uid, found.is_error, found.params["count"]) == ("a", False, 1)
    assert told(form) == ["file_by_expression", "file_unused"]
    bare = told(with_files(x, node))
    assert bare == [f"{'data' if file == 't.csv' else 'shown'}_file_by_expression"]


def test_a_file_nobody_asks_for_goes_to_every_phone_all_the_same() -> None:
    found = only(with_files(question("a"), files=("x.png",)), "file_unused")
    assert (found.uid, found.sheet, found.params) == (None, "files", {"file": "x.png"})


def test_a_file_of_another_kind_than_its_column() -> None:
    form = with_files(question("a", image="hola.mp3"), files=("hola.mp3",))
    assert only(form, "file_other_kind").uid == "a"


def test_the_list_of_a_search_names_its_columns() -> None:
    asks = question("a", "select_one l", appearance="search('c')")
    rows = (
        choice("l", "clave", **{"label": "texto, nota", "label::es": "palabra"}),
        choice("l", "99", label="Ninguno"),
        choice("l", "", label="sin valor"),
    )
    form = replace(named_form(asks, choices=rows), files=(a_file("c.csv", columns=("clave",)),))
    found = [one for one in problems(form) if one.code == "form.file_column_missing"]
    named = {one.params["column"] for one in found}
    assert {"texto", "nota", "palabra"} <= named
    assert "Ninguno" not in named


@pytest.mark.parametrize(
    ("node", "columns", "missing"),
    [
        (question("a", "select_one_from_file c.csv"), ("name", "x"), ["label"]),
        (question("a", "select_one_from_file c.csv", parameters="value=k label=t"), ("k", "t"), []),
        (question("a", "select_one_from_file c.geojson"), ("id",), ["title"]),
        (question("a", "select_one_from_file c.csv", choice_filter="zona=${z} and ../x"),
         ("name", "label"), ["zona"]),
        (question("a", "select_one_from_file c.csv", choice_filter="(("), ("name", "label"), []),
        (question("a", "calculate", calculation="pulldata('c', 'x', 'y', ${z})"), ("y",), ["x"]),
        (question("a", "select_one l", appearance="search('c', 'matches', 'k', ${z}, 'q', 'r')"),
         ("k",), ["q"]),
        (question("c", "csv-external", calculation="instance('c')/root/item[k=${z}]/v"),
         ("k",), ["v"]),
        (question("c", "csv-external", calculation="count(instance('c')/root/item)"), ("k",), []),
    ],
)  # fmt: skip
def test_the_columns_that_a_form_reads(
    node: Node, columns: tuple[str, ...], missing: list[str]
) -> None:
    file = "c.geojson" if "geojson" in node.type else "c.csv"
    form = with_files(question("z"), node, files=(file,), columns=columns)
    found = [one for one in problems(form) if one.code == "form.file_column_missing"]
    assert [one.params["column"] for one in found] == missing
    assert all(one.is_error and one.uid == node.uid for one in found)


def test_what_is_wrong_with_a_table_is_said_where_it_is_used() -> None:
    used = question("a", "select_one_from_file c.csv")
    perhaps = question("a", "calculate", calculation="pulldata(${x}, 'a', 'b', 'c')")
    for node, uid, is_error in (
        (used, "a", True),
        (question("a"), None, False),
        (perhaps, None, True),
    ):
        file = a_file("c.csv", columns=("name", "label"), faults=("csv_not_utf8", "unheard_of"))
        found = only(replace(named_form(node), files=(file,)), "file_csv_not_utf8")
        assert (found.uid, found.is_error) == (uid, is_error)
