"""A zone is called by its city, as its clocks stand that day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kobra_domain.words import zone_words

WINTER, SUMMER = (datetime(2026, month, 15, tzinfo=UTC) for month in (1, 7))


@pytest.mark.parametrize(
    ("zone", "at", "locale", "words"),
    [
        ("America/Mexico_City", WINTER, "es", "Ciudad de México (UTC−6)"),
        ("America/Mexico_City", WINTER, "en", "Mexico City (UTC−6)"),
        ("America/Bogota", WINTER, "es_CO", "Bogotá (UTC−5)"),
        ("America/Tijuana", WINTER, "es", "Tijuana (UTC−8)"),
        ("America/Tijuana", SUMMER, "es", "Tijuana (UTC−7)"),
        ("America/Argentina/Buenos_Aires", WINTER, "es", "Buenos Aires (UTC−3)"),
        ("Asia/Kolkata", WINTER, "es", "Kolkata (UTC+5:30)"),
        ("Europe/London", WINTER, "en", "London (UTC)"),
        ("UTC", WINTER, "es", "UTC"),
    ],
)
def test_a_zone_is_called_by_its_city(zone: str, at: datetime, locale: str, words: str) -> None:
    assert zone_words(zone, at, locale) == words
