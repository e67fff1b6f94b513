"""What may be the name of a language."""

from __future__ import annotations

import pytest

from kobra_desktop.models.questionnaires.language_names import language_refusal


@pytest.mark.parametrize(
    "name",
    [
        "Español (es)", "English (en)", "Português (pt)", "Náhuatl (nah)", "Maya (yua)",
        "Wayuunaiki (guc)", "Nasa Yuwe (pbb)", "Español de México (es-MX)", "中文 (zh-Hant-TW)",
        "Español (es-419)", "Inglés(en)",
    ],
)  # fmt: skip
def test_a_name_with_a_code_is_a_language(name: str) -> None:
    """Those of the country too, which only have three letters."""
    assert language_refusal(name) == ""


@pytest.mark.parametrize("name", ["ing", "Inglés", "es", "Español es", "(en)", "Español (es) x"])
def test_without_its_code_a_name_is_none(name: str) -> None:
    """What is said shows how it is written."""
    assert "parentheses" in language_refusal(name)


def test_what_was_meant_is_the_example() -> None:
    """As far as one can tell."""
    assert "«Español (es)»" in language_refusal("Esp")
    assert "«English (en)»" in language_refusal("ing")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Inglés (ing)", "en"), ("Español (esp)", "es"), ("English (eng)", "en"),
        ("Deutsch (ger)", "de"), ("Portugués (po)", "pt"),
    ],
)  # fmt: skip
def test_an_abbreviation_is_no_code(name: str, code: str) -> None:
    """«ing» is a language of Alaska; the right code is said."""
    assert f"«{code}»" in language_refusal(name)


@pytest.mark.parametrize(
    "code", ["xx", "zz", "xyq", "zzz", "qaa", "e", "ES", "español", "es_MX", ""]
)
def test_a_code_of_no_language_is_refused(code: str) -> None:
    """By its shape, or because nobody has it."""
    assert f"«{code}»" in language_refusal(f"Otro ({code})")
