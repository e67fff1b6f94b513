"""What a form's own file may be called, and how many a form takes."""

import json
import unicodedata

import pytest

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.comparison import FormPart, compare
from kobra_domain.questionnaires.files import (
    MOST_FILE_BYTES,
    FileKind,
    FormFile,
    check_name,
    check_size,
    clean_name,
    with_file,
    without_file,
)
from kobra_domain.questionnaires.form import Form
from kobra_domain.words import say


def a_file(name: str, content: str = "a", **more: object) -> FormFile:
    """A file that is what its name says."""
    known = {"name": name, "size": 1, "sha256": content * 64, "md5": content * 32}
    return FormFile(**{**known, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "name_empty"),
        ("..", "name_empty"),
        ("a" * 98 + ".png", "name_long"),
        ("foto\u202egnp.jpg", "name_letters"),
        ("foto\u200b.jpg", "name_letters"),
        ("a\n.png", "name_letters"),
        ("a?.png", "name_letters"),
        ("a.png ", "name_letters"),
        ("a/b.png", "name_letters"),
        ("con.png", "name_device"),
        ("LPT1.csv", "name_device"),
        ("Visitas.CSV", "name_ours"),
        ("itemsets.csv", "name_ours"),
        ("pagina.html", "kind_unknown"),
        ("png", "kind_unknown"),
        (".png", "kind_unknown"),
    ],
)
def test_a_name_that_not_every_phone_and_computer_takes(name: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_name(name)
    assert refused.value.code == f"form_file.{code}"
    for locale in ("es", "en"):
        assert "\u202e" not in say(refused.value.code, refused.value.params, locale)


def test_names_are_composed_and_without_folders() -> None:
    apart = unicodedata.normalize("NFD", "señal.png")
    assert clean_name(f"media/{apart}") == "señal.png"
    assert clean_name("..\\..\\a.png") == "a.png"
    check_name("Fachada de la casa (1).JPG")


def test_what_a_file_is_follows_from_its_name() -> None:
    file = a_file("Mapa.GeoJSON")
    assert (file.kind, file.media_type) == (FileKind.DATA, "application/geo+json")


def test_files_are_added_replaced_and_removed() -> None:
    form = with_file(with_file(Form(), a_file("b.png")), a_file("a.csv"))
    assert [file.name for file in form.files] == ["a.csv", "b.png"]
    again = with_file(form, a_file("b.png", "c"))
    assert [file.sha256[0] for file in again.files] == ["a", "c"]
    assert without_file(again, "b.png").files == (a_file("a.csv"),)
    with pytest.raises(Invalid, match="case_twin"):
        with_file(form, a_file("B.PNG"))


def test_a_form_takes_so_many_files_and_bytes() -> None:
    full = Form(files=tuple(a_file(f"{n}.png") for n in range(300)))
    with pytest.raises(Invalid, match="too_many"):
        with_file(full, a_file("x.png"))
    heavy = Form(files=tuple(a_file(f"{n}.mp4", size=MOST_FILE_BYTES) for n in range(4)))
    with pytest.raises(Invalid, match="form_too_big"):
        with_file(heavy, a_file("x.mp4"))
    for size, code in ((0, "empty"), (MOST_FILE_BYTES + 1, "too_big")):
        with pytest.raises(Invalid, match=code):
            check_size("a.mp4", size)


def test_a_form_is_read_back_with_its_files() -> None:
    table = a_file("t.csv", columns=("name",), faults=("csv_semicolons",))
    form = Form(files=(table, a_file("z.png")))
    assert canonical.read(canonical.text(form)) == form
    assert canonical.digest(form) != canonical.digest(Form())
    formats = [json.loads(canonical.text(one))["format"] for one in (Form(), form)]
    assert formats == [1, 2], "who knows of no files does not read it, and loses none"


@pytest.mark.parametrize(
    "said",
    [
        '{"name":"../a.png","size":1,"sha256":"S","md5":"M"}',
        '{"name":"a.html","size":1,"sha256":"S","md5":"M"}',
        '{"name":"a.png","size":true,"sha256":"S","md5":"M"}',
        '{"name":"a.png","size":0,"sha256":"S","md5":"M"}',
        '{"name":"a.png","size":1,"sha256":"../x","md5":"M"}',
        '{"name":"a.png","size":1,"sha256":"S","md5":"M","faults":["<b>"]}',
        '{"name":"a.png","size":1,"sha256":"S","md5":"M"},'
        '{"name":"A.png","size":1,"sha256":"S","md5":"M"}',
        "7",
    ],
)
def test_hostile_files_are_no_form(said: str) -> None:
    hashed = said.replace('"S"', f'"{"a" * 64}"').replace('"M"', f'"{"a" * 32}"')
    with pytest.raises(Invalid, match="not_a_form"):
        canonical.read(f'{{"format":2,"sheet_names":[],"files":[{hashed}]}}')


def test_versions_are_compared_by_their_files_too() -> None:
    old = Form(files=(a_file("a.png"), a_file("b.png"), a_file("c.csv")))
    new = Form(files=(a_file("a.png"), a_file("b.png", "f"), a_file("d.csv")))
    found = compare(old, new)
    assert [(one.part, one.name) for one in found.added] == [(FormPart.FILE, "d.csv")]
    assert [one.name for one in found.removed] == ["c.csv"]
    ((name, was, now),) = [(one.name, one.old, one.new) for one in found.changed]
    assert (name, was, now) == ("b.png", "a" * 12, "f" * 12)
    assert not found.breaking
    assert compare(old, old).is_empty
