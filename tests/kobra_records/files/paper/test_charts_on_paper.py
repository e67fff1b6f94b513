"""Charts on paper are drawings and text: tagged, selectable, without an image of pixels."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf
import pytest

from kobra_domain.charts import KINDS, example, resolve, svg
from kobra_records.files.paper import Paper, Picture, Pictures, set_paper
from kobra_records.files.paper.measure import text_width
from kobra_records.files.paper.tokens import chart_theme


@pytest.mark.parametrize("locale", ["es_CO", "en"])
def test_every_kind_of_chart_is_text_in_a_tagged_pdf(locale: str) -> None:
    size = (720, 320)
    scenes = [
        resolve(example(kind, locale), text_width, size, chart_theme(), locale) for kind in KINDS
    ]
    pictures = tuple(
        Picture(svg(one).encode(), "image/svg+xml", 720, 320, one.description) for one in scenes
    )
    made_at = datetime(2026, 11, 30, tzinfo=UTC)
    paper = Paper(title="Mes", locale=locale, made_at=made_at, blocks=(Pictures(pictures),))
    made = pypdf.PdfReader(io.BytesIO(set_paper(paper)))
    assert made.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    text = " ".join("".join(page.extract_text() for page in made.pages).split())
    for scene in scenes:
        assert scene.title in text
    assert not any(page.images for page in made.pages)


def test_the_measure_is_the_faces() -> None:
    assert text_width("", 12) == 0
    assert text_width("Mm", 24) == pytest.approx(2 * text_width("Mm", 12))
    assert text_width("Mm", 12, 600) > text_width("Mm", 12)
