"""A workbook with its files, in a ZIP or beside a folder: what comes in, what is set aside."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kobra_domain.errors import DomainError
from kobra_records.files.form_files import bundles
from kobra_records.files.form_files.bundles import Bundle, beside, packed, unpacked
from kobra_records.files.problems import FileProblem
from tests.kobra_records.files.form_files.contents import TABLE, png

BOOK = b"PK\x03\x04 a workbook, as far as a bundle knows"


def archive(*entries: tuple[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for name, data in entries:
            out.writestr(name, data)
    return made.getvalue()


def reasons(bundle: Bundle) -> list[str]:
    return [refusal.code.removeprefix("form_file.") for refusal in bundle.left_out]


def test_what_is_packed_is_unpacked() -> None:
    data = packed(BOOK, "visita.xlsx", [("señal.png", png()), ("t.csv", TABLE)])
    assert data == packed(BOOK, "visita.xlsx", [("señal.png", png()), ("t.csv", TABLE)])
    bundle = unpacked(data, "visita.zip")
    assert (bundle.workbook, bundle.name) == (BOOK, "visita.xlsx")
    assert [file.name for file in bundle.files] == ["señal.png", "t.csv"]
    assert [bundle.contents[file.sha256] for file in bundle.files] == [png(), TABLE]
    assert bundle.left_out == ()


def test_a_workbook_alone_is_itself() -> None:
    book = archive(("[Content_Types].xml", b""), ("xl/workbook.xml", b""))
    for data in (book, b"\xd0\xcf\x11\xe0", b"no book at all"):
        assert unpacked(data, "a.xlsx") == Bundle(data, "a.xlsx")


def test_names_lead_nowhere_and_what_is_set_aside_is_told() -> None:
    bundle = unpacked(
        archive(
            ("../../visita.xlsx", BOOK),
            ("../../../etc/uno.png", png()),
            ("otra/uno.png", png()),
            ("media/UNO.PNG", png()),
            ("C:\\dos.png", png()),
            ("media/leer.txt", b"hola"),
            ("media/CON.png", png()),
            ("media/visitas.csv", TABLE),
            ("media/x.png", b"<html>"),
            ("__MACOSX/._uno.png", b"x"),
            ("media/.DS_Store", b"x"),
            ("media/Thumbs.db", b"x"),
            ("media/", b""),
        ),
        "x.zip",
    )
    assert [file.name for file in bundle.files] == ["dos.png", "uno.png"]
    expected = ["name_twice", "case_twin", "kind_unknown", "name_device", "name_ours"]
    assert reasons(bundle) == [*expected, "content_other"]


def test_letters_of_packers_that_do_not_say_theirs() -> None:
    plain = archive(("a.xlsx", BOOK), ("media/sexxal.png", png()))
    assert [file.name for file in unpacked(plain, "x.zip").files] == ["sexxal.png"]
    silent = plain.replace(b"sexxal", "señal".encode())
    assert [file.name for file in unpacked(silent, "x.zip").files] == ["señal.png"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive(("media/a.png", png())), "bundle.no_workbook"),
        (archive(("a.xlsx", BOOK), ("b.xls", BOOK)), "bundle.two_workbooks"),
        (archive(*((f"{n}.png", b"x") for n in range(2_001))), "file.bomb"),
        (b"PK\x03\x04 and nothing more", "file.corrupt"),
    ],
    ids=["none", "two", "many", "cut"],
)
def test_what_is_no_bundle(data: bytes, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        unpacked(data, "x.zip")
    assert refused.value.code == code


def test_a_file_larger_than_it_may_be_is_not_unpacked_whole() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a.xlsx", BOOK)
        out.writestr("bomb.csv", b"a," * (20 * 2**20))
    bundle = unpacked(made.getvalue(), "x.zip")
    assert reasons(bundle) == ["too_big"]
    assert not bundle.files


def test_a_folder_beside_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(TABLE)
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "b.png").write_bytes(png())
    bundle = beside(Bundle(BOOK, "a.xlsx"), tmp_path)
    assert [file.name for file in bundle.files] == ["t.csv"]
    assert bundle.left_out == ()
    with pytest.raises(DomainError, match=r"bundle\.no_folder"):
        beside(Bundle(BOOK, "a.xlsx"), tmp_path / "nowhere")


def test_no_more_is_read_than_a_form_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MOST_PACKED", 2_000_000)
    path = tmp_path / "año.xlsx"
    path.write_bytes(bytes(2_000_000))
    assert len(bundles.read_packed(path)) == 2_000_000
    path.write_bytes(bytes(2_000_001))
    with pytest.raises(FileProblem) as told:
        bundles.read_packed(path)
    assert (told.value.code, told.value.params) == ("file.too_big", {"limit_mb": 2})
