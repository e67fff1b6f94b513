"""What is no workbook, or a trap, is told before anything parses it."""

import struct
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from kobra_records.files import envelopes
from kobra_records.files.problems import FileProblem
from kobra_records.files.workbooks import sheets_of
from tests.kobra_records.files.books import FIXTURES, workbook

PLAIN = workbook(survey=[["type", "name", "label"], ["text", "a", "A"]])
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(data: bytes) -> str:
    with pytest.raises(FileProblem) as found:
        sheets_of(data)
    return found.value.code


def with_part(name: str, content: bytes, method: int = ZIP_DEFLATED) -> bytes:
    """The plain workbook with a part more, or another in its place."""
    stream = BytesIO()
    with ZipFile(BytesIO(PLAIN)) as old, ZipFile(stream, "w", method) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()


def locked_xls() -> bytes:
    """An .xls whose second record says that the rest is encrypted."""
    data = bytearray((FIXTURES / "survey.xls").read_bytes())
    start = data.index(struct.pack("<HHH", 0x0809, 16, 0x0600))
    struct.pack_into("<H", data, start + 20, 0x2F)
    return bytes(data)


def flagged_zip() -> bytes:
    """A workbook whose parts say that they are encrypted."""
    data = bytearray(PLAIN)
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"  \r\n\0", "file.empty"),
        (b"type,name\ntext,a\n", "file.not_workbook"),
        (b"<html><table></table></html>", "file.not_workbook"),
        (b"%PDF-1.7", "file.not_workbook"),
        (OLE + b"EncryptedPackage".decode().encode("utf-16-le") * 2, "file.protected"),
        (locked_xls(), "file.protected"),
        (flagged_zip(), "file.protected"),
        (OLE + b"\0" * 600, "file.corrupt"),
        ((FIXTURES / "survey.xls").read_bytes()[:3000], "file.corrupt"),
        (PLAIN[: len(PLAIN) // 2], "file.corrupt"),
        (PLAIN[:-30], "file.corrupt"),
        (with_part("xl/workbook.xml", b"<not closed"), "file.corrupt"),
        (with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "file.corrupt"),
        (with_part("xl/worksheets/sheet1.xml", LAUGHS), "file.hostile"),
        (with_part("xl/workbook.xml", LAUGHS.decode().encode("utf-16")), "file.hostile"),
        (with_part("xl/media/zeros.bin", b"\0" * 40_000_000), "file.bomb"),
    ],
)
def test_what_is_refused_and_why(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_an_archive_that_is_no_workbook() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr("word/document.xml", "<document/>")
    assert refusal(stream.getvalue()) == "file.not_workbook"


def test_more_parts_than_any_workbook_has() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as packed:
        for number in range(envelopes.MOST_PARTS + 1):
            packed.writestr(f"xl/workbook.xml.{number}", "")
    assert refusal(stream.getvalue()) == "file.bomb"


def test_a_file_that_is_larger_than_any_questionnaire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelopes, "MOST_BYTES", 1_000_000)
    with pytest.raises(FileProblem) as found:
        sheets_of(b"PK\x03\x04" + b"\0" * 1_000_000)
    assert (found.value.code, found.value.params) == ("file.too_big", {"limit_mb": 1})


@pytest.mark.parametrize("cut", range(40, len(PLAIN), 487))
def test_a_workbook_cut_anywhere_is_refused_in_words(cut: int) -> None:
    assert refusal(PLAIN[:cut]).startswith("file.")


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_workbook_with_any_byte_changed_never_crashes(kind: str) -> None:
    data = PLAIN if kind == "xlsx" else (FIXTURES / "survey.xls").read_bytes()
    read: Callable[[bytes], object] = sheets_of
    for at in range(0, len(data), 61):
        changed = bytearray(data)
        changed[at] ^= 0xFF
        with suppress(FileProblem):
            read(bytes(changed))


def test_macros_are_left_out() -> None:
    assert sheets_of(with_part("xl/vbaProject.bin", OLE)) == sheets_of(PLAIN)
