"""What is taken in as a form's own file, what is refused, and what is noted of a table."""

import hashlib
import unicodedata

import pytest

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.files import MOST_FILE_BYTES
from kobra_records.files.form_files.looking import looked_at
from tests.kobra_records.files.form_files.contents import ITEMS, PLACES, TABLE, png


def test_a_picture_is_noted_by_its_hashes() -> None:
    file = looked_at(unicodedata.normalize("NFD", "C:\\fotos\\Señal.PNG"), png())
    assert (file.name, file.size, file.media_type) == ("Señal.PNG", len(png()), "image/png")
    assert file.sha256 == hashlib.sha256(png()).hexdigest()
    assert file.md5 == hashlib.md5(png()).hexdigest()
    assert (file.columns, file.faults) == ((), ())


SVG = b'<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.png", b"", "empty"),
        ("a.csv", b"a" * (MOST_FILE_BYTES + 1), "too_big"),
        ("a.png", b"<html><script>alert(1)</script>", "content_other"),
        ("a.jpg", png(), "content_other"),
        ("a.mp3", b"MZ\x90\x00", "content_other"),
        ("a.csv", png(), "content_other"),
        ("a.svg", b"<html>", "content_other"),
        ("a.png", png(8_000, 8_000), "too_many_pixels"),
        ("a.gif", b"GIF89a\xff\xff\xff\xff", "too_many_pixels"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\xff" * 6, "too_many_pixels"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x04aa\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\1\1",
         "too_many_pixels"),
        ("a.bmp", b"BM" + b"\0" * 16 + b"\xff\xff\0\0\xff\xff\0\0", "too_many_pixels"),
        ("a.svg", SVG % b"<script>1</script>", "active"),
        ("a.svg", SVG % b'<g onload = "x()"/>', "active"),
        ("a.svg", SVG % b'<a href="JavaScript:x()"/>', "active"),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY x "y">]>' + SVG % b"", "active"),
        ("a.svg", (SVG % b"") + b"\0", "active"),
        ("x\u202egnp.png", png(), "name_letters"),
        ("pagina.html", b"<html>", "kind_unknown"),
    ],
)  # fmt: skip
def test_what_is_not_taken_in(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        looked_at(name, data)
    assert refused.value.code == f"form_file.{code}"


def test_an_ordinary_picture_of_lines_is_taken() -> None:
    assert not looked_at("plano.svg", SVG % b'<path d="M0 0" font-size="1"/>').faults


@pytest.mark.parametrize(
    ("data", "columns", "faults"),
    [
        (TABLE, ("name", "label", "zona"), ()),
        ("\ufeffname,label\r\na,b\r\n".encode(), ("name", "label"), ()),
        (b"name;label\na;b\n", ("name", "label"), ("csv_semicolons",)),
        ("name,label\na,Bogotá\n".encode("latin-1"), ("name", "label"), ("csv_not_utf8",)),
        (b"\n\n", (), ("csv_no_header",)),
        (b"name,name\n1,2\n", ("name",), ("csv_header_twice",)),
        (b"name,label\n1,2,3\n4,5,\n", ("name", "label"), ("csv_more_cells",)),
        (b'name,label\n"x"y,2\n', ("name", "label"), ("csv_quotes",)),
        (b'name,label\n"x,2\n', ("name", "label"), ("csv_quotes",)),
        (b'name,label\n"a ""b""\nc",2\n', ("name", "label"), ()),
        (b"name, label\na,b\n", ("name", " label"), ("csv_header_spaces",)),
        ("name,label\na,ñ\n".encode("utf-16"), ("name", "label"), ("csv_not_utf8",)),
    ],
)
def test_tables_of_commas(data: bytes, columns: tuple[str, ...], faults: tuple[str, ...]) -> None:
    file = looked_at("t.csv", data)
    assert (file.columns, file.faults) == (columns, faults)


@pytest.mark.parametrize(
    ("data", "columns", "faults"),
    [
        (PLACES, ("geometry", "title", "id"), ()),
        (b"{", (), ("geojson_unreadable",)),
        (b"[" * 100_000, (), ("geojson_unreadable",)),
        (b'{"type":"Feature"}', (), ("geojson_no_features",)),
        (b'{"type":"FeatureCollection","features":[null]}', (), ("geojson_no_features",)),
        (b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":[1]}}]}',
         ("geometry", "a"), ("geojson_nested", "geojson_without_id")),
    ],
)  # fmt: skip
def test_places(data: bytes, columns: tuple[str, ...], faults: tuple[str, ...]) -> None:
    file = looked_at("t.geojson", data)
    assert (file.columns, file.faults) == (columns, faults)


@pytest.mark.parametrize(
    ("data", "columns", "faults"),
    [
        (ITEMS, ("name", "label"), ()),
        (b"<root><item>", (), ("xml_unreadable",)),
        (b'<!DOCTYPE r [<!ENTITY x "y">]><r>&x;</r>', (), ("xml_unreadable",)),
        (b"<r><item>text<name>a</name></item></r>", ("name",), ("xml_mixed",)),
    ],
)
def test_items_of_xml(data: bytes, columns: tuple[str, ...], faults: tuple[str, ...]) -> None:
    file = looked_at("t.xml", data)
    assert (file.columns, file.faults) == (columns, faults)
