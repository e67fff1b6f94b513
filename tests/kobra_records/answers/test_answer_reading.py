"""One answer as what it is; what cannot be read stays the text that was sent."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from kobra_domain.places import Point
from kobra_records.answers.form_words import Question
from kobra_records.answers.reading import answer_value
from kobra_records.files.exports.table import Value

ZONE = "America/Bogota"


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("integer", "42", Decimal(42)),
        ("integer", "12345678901234567890", Decimal("12345678901234567890")),
        ("decimal", "-1.50", Decimal("-1.50")),
        ("decimal", "2.5E7", Decimal(25_000_000)),
        ("decimal", "1.0E-4", Decimal("0.0001")),
        ("decimal", ".5", Decimal("0.5")),
        ("decimal", "250.", Decimal(250)),
        ("decimal", "٢٥٠", "٢٥٠"),
        ("decimal", "1_0", "1_0"),
        ("decimal", "NaN", "NaN"),
        ("decimal", "0,5", "0,5"),
        ("range", "1E999", "1E999"),
        ("date", "2026-11-30", date(2026, 11, 30)),
        ("date", "20261130", "20261130"),
        ("date", "pronto", "pronto"),
        ("today", "2026-02-30", "2026-02-30"),
        ("time", "10:41:00.000-05:00", time(10, 41)),
        ("time", "10", "10"),
        ("datetime", "2026-11-20", "2026-11-20"),
        ("datetime", "0001-01-01T00:00:00.000+14:00", "0001-01-01T00:00:00.000+14:00"),
        ("start", "9999-12-31T23:59:59.000-12:00", "9999-12-31T23:59:59.000-12:00"),
        ("geopoint", "4.6 -74.08 2600 9", Point(4.6, -74.08)),
        ("geopoint", "91 0", "91 0"),
        ("text", "0042", "0042"),
        ("text", "2.5E7", "2.5E7"),
        ("barcode", "770123", "770123"),
        ("calculate", "2.5E7", Decimal(25_000_000)),
        ("calculate", "42", Decimal(42)),
        ("calculate", "-0.5", Decimal("-0.5")),
        ("calculate", "250000.0", Decimal("250000.0")),
        ("calculate", "0042", "0042"),
        ("calculate", "1.10", "1.10"),
        ("calculate", "1E5", "1E5"),
        ("calculate", "123456789012345678", "123456789012345678"),
        ("calculate", "+57", "+57"),
        ("text", "", None),
    ],
)
def test_values(kind: str, raw: str, value: Value) -> None:
    """Numbers by the one grammar, whatever asks for them."""
    found = answer_value(Question("q", "q", kind, "¿?"), raw, ZONE)
    assert found == value
    assert type(found) is type(value)


def test_a_moment_without_its_zone_is_by_the_readers_clock() -> None:
    """One with a zone is that moment."""
    question = Question("q", "q", "datetime", "¿?")
    at = datetime(2026, 11, 20, 15, 41, tzinfo=UTC)
    for raw in ("2026-11-20T10:41:00.000", "2026-11-20T15:41:00.000Z"):
        found = answer_value(question, raw, ZONE)
        assert isinstance(found, datetime)
        assert found == at
