"""Differences between two versions as a person reads them: files among them."""

from __future__ import annotations

from kobra_desktop.models.questionnaires.comparison_words import difference_lines, summary_words
from kobra_domain.questionnaires.comparison import compare
from kobra_domain.questionnaires.form import Form
from tests.kobra_domain.questionnaires.test_files import a_file


def test_files_are_named_as_files() -> None:
    old = Form(files=(a_file("casa.png"), a_file("viejo.csv")))
    new = Form(files=(a_file("casa.png", "f"), a_file("nuevo.csv")))
    found = compare(old, new)
    said = [(line.kind, line.words, line.detail) for line in difference_lines(found, "es")]
    assert said == [
        ("added", "File «nuevo.csv»", ""),
        ("removed", "File «viejo.csv»", ""),
        ("changed", "File «casa.png»", "another content"),
    ]
    assert summary_words(found) == "new: 1 · removed: 1 · changed: 1"
