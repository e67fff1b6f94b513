"""Documents on paper: read as text, in their language, tagged, and never as markup."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kobra_records.files.paper import (
    Block,
    Column,
    Letterhead,
    Notice,
    Pairs,
    Paper,
    Picture,
    Pictures,
    Run,
    Section,
    Table,
    Text,
    set_paper,
)
from kobra_records.files.paper.face import covered
from kobra_records.files.paper.setting import NOT_PRINTED
from kobra_records.files.worker import Worker
from tests.kobra_records.files.paper import pdf_text

AT = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
HOSTILE = (
    "#panic(1)",
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0"',
    "*b* _i_ `c` $x^2$ <etiqueta> @cita",
    '"} // \\u{1F600} /* fin */',
    "= Título\n- punto",
    "{page} de {pages}",
)


def paper(*blocks: Block) -> Paper:
    return Paper("Estado de cuenta", "es_CO", AT, blocks)


def photo(says: str = "Fachada", caption: str = "") -> Picture:
    made = io.BytesIO()
    Image.new("RGB", (80, 60), "#0E6E6E").save(made, "JPEG")
    return Picture(made.getvalue(), "image/jpeg", 80, 60, says, caption)


def test_a_document_is_tagged_text_in_its_language() -> None:
    made = set_paper(
        replace(
            paper(
                Notice("No es certificación"),
                Section("Créditos"),
                Pairs((("Saldo", (Run("$ 10.000 COP", "strong"), Run("al corte", "quiet"))),)),
                Table((Column("Fecha"), Column("Valor", is_right=True)), (("1 nov", "$ 5"),)),
                Pictures((photo("La fachada", "Foto 1"),)),
            ),
            letterhead=Letterhead("Cooperativa Azul", ("NIT 900",), photo("Logotipo")),
            subtitle="María Peña",
            footer="Impreso por Ana",
        )
    )
    said = pdf_text.text(made)
    for words in (
        "Cooperativa Azul", "NIT 900", "Estado de cuenta", "María Peña", "No es certificación",
        "Créditos", "$ 10.000 COP", "Fecha Valor 1 nov $ 5", "Foto 1", "Impreso por Ana",
        "Página 1 de 1",
    ):  # fmt: skip
        assert words in said
    assert pdf_text.language(made) == "es-CO"
    assert {"H1", "H2", "P", "Table", "TH", "TD", "Figure"} <= pdf_text.roles(made)
    assert sorted(pdf_text.alternatives(made)) == ["La fachada", "Logotipo"]


def test_an_english_document_counts_its_pages_in_english() -> None:
    made = set_paper(replace(paper(Text("words")), locale="en"))
    assert pdf_text.language(made) == "en"
    assert "Page 1 of 1" in pdf_text.text(made)


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_in_a_name_is_printed_as_it_stands(name: str) -> None:
    made = set_paper(
        Paper(
            name, "es", AT,
            (
                Section(name), Text(name), Notice(name), Pairs(((name, name),)),
                Table((Column(name),), ((name,),)), Pictures((photo(name, name),)),
            ),
            name, Letterhead(name, (name,)), name,
        )
    )  # fmt: skip
    read = " ".join(name.split())
    assert pdf_text.text(made).count(read) == 13


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    rows = tuple((str(n), f"$ {n}.000 COP") for n in range(150))
    made = pdf_text.pages(set_paper(paper(Table((Column("Fecha"), Column("Valor")), rows))))
    assert len(made) > 2
    assert all("Fecha Valor" in page for page in made)
    assert all(f" {value}" in " ".join(made) for _, value in rows)


def test_the_same_document_is_the_same_bytes_in_any_process() -> None:
    document = paper(Pairs((("a", "b"),)), Pictures((photo(),)))
    with Worker(seconds=30) as worker:
        assert worker.run(set_paper, document) == set_paper(document)


def test_a_character_that_the_face_lacks_is_a_sign_and_said() -> None:
    said = pdf_text.text(set_paper(paper(Text("Ana 😀 漢 \ud800 \0 Peña"))))
    assert f"Ana {NOT_PRINTED} {NOT_PRINTED} {NOT_PRINTED} Peña" in said
    assert f"Donde se lee {NOT_PRINTED}" in said
    whole = pdf_text.text(set_paper(paper(Text("Ana → Peña €"))))
    assert "Ana › Peña €" in whole
    assert "Donde se lee" not in whole


def test_a_name_cannot_be_turned_around() -> None:
    assert "abc.exe" in pdf_text.text(set_paper(paper(Text("a\u202ebc\u2066.exe"))))


def test_a_word_without_an_end_stays_on_the_paper() -> None:
    made = set_paper(paper(Pairs((("Cuenta", "X" * 900),))))
    assert pdf_text.text(made).replace(" ", "").count("X" * 900) == 1
    lines = [one for one in pdf_text.text(made).split() if not one.strip("X")]
    assert max(map(len, lines)) < 80


def test_a_drawing_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (64, 64)).save(secret)
    with pytest.raises(typst.TypstError, match="not allowed"):
        set_paper(paper(Pictures((drawing(f'<image width="9" height="9" href="{secret}"/>'),))))
    assert set_paper(paper(Pictures((drawing('<rect width="9" height="9"/>'),))))


def drawing(body: str) -> Picture:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{body}</svg>'
    return Picture(svg.encode(), "image/svg+xml", 9, 9, "dibujo")


def test_a_photo_that_is_none_leaves_the_document_whole() -> None:
    broken = Picture(b"\xff\xd8 no photo", "image/jpeg", 80, 60, "Fachada", "La foto")
    assert "La foto" in pdf_text.text(set_paper(paper(Pictures((broken,)))))


def test_the_face_has_the_letters_of_the_field() -> None:
    letters = "áéíóúüñÁÉÍÓÚÜÑ¿¡«»–—…·°№€₡$›±×"
    assert all(any(ord(c) in one for one in covered()) for c in letters)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(seconds=30) as own:
        yield own


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(codec=None), max_size=60))
def test_no_text_fails(worker: Worker, text: str) -> None:
    made = worker.run(set_paper, Paper(text, "es", AT, (Pairs(((text, text),)),), footer=text))
    assert made.startswith(b"%PDF")
