"""Numbers over 999 are grouped as the screen's language does it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from kobra_desktop.models.counts import counts, figure


@pytest.fixture(autouse=True)
def _same_locale_after() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("locale", "words"),
    [("es", "6.074"), ("es_CO", "6.074"), ("es_MX", "6,074"), ("en", "6,074")],
)
def test_a_sentence_with_a_large_number(locale: str, words: str) -> None:
    """Also inside sentences; small numbers are as they were."""
    QLocale.setDefault(QLocale(locale))
    assert figure(6_074) == words
    assert counts.visits(6_074).startswith(f"{words} ")
    assert counts.visits(999).startswith("999 ")
