"""Amounts and days by their column: one row that is sure settles all."""

from datetime import date
from decimal import Decimal

import pytest

from kobra_domain.imports.formats import DateOrder, DecimalMark
from kobra_records.files.tabular.amounts import (
    mark_of,
    order_of,
    read_amount,
    read_day,
)

POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA
DMY, MDY, YMD = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1.234", None),
        ("1.234,50", COMMA),
        ("1,234.50", POINT),
        ("1.234.567", COMMA),
        ("1,234,567", POINT),
        ("12,5", COMMA),
        ("0.123", POINT),
        ("12345.678", POINT),
        (".50", POINT),
        ("$ 2.000", None),
        ("500", None),
        ("", None),
        ("$ 1.234.567,00 COP", COMMA),
        ("(12,5)", COMMA),
    ],
)
def test_what_an_amount_says_of_its_mark(text: str, mark: DecimalMark | None) -> None:
    assert mark_of(text) == mark


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [
        ("1.234.567,50", COMMA, "1234567.50"),
        ("1,234,567.50", POINT, "1234567.50"),
        ("$ 1.234", COMMA, "1234"),
        ("1.234", POINT, "1.234"),
        ("COP 1.234", COMMA, "1234"),
        ("US$1,000", POINT, "1000"),
        ("1.234 COP", COMMA, "1234"),
        ("-20", POINT, "-20"),
        ("20-", POINT, "-20"),
        ("(1,234.50)", POINT, "-1234.50"),
        ("-$ 5", POINT, "-5"),
        ("12'345.50", POINT, "12345.50"),
        (",5", COMMA, "0.5"),
        ("1 234,5", COMMA, "1234.5"),
        ("12,34.5", POINT, None),
        ("1.23.456", COMMA, None),
        ("", POINT, None),
        ("-", POINT, None),
        ("N/A", POINT, None),
        ("1,5", POINT, None),
        ("1.2.3", POINT, None),
        ("2.5E7", POINT, None),
        ("٢٥", POINT, None),
    ],
)
def test_amounts_by_their_mark(text: str, mark: DecimalMark, amount: str | None) -> None:
    assert read_amount(text, mark) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("05/03/2026", None),
        ("25/03/2026", DMY),
        ("03/25/2026", MDY),
        ("2026-03-25", YMD),
        ("20260325", YMD),
        ("25.03.26 00:00", DMY),
        ("x", None),
        ("", None),
    ],
)
def test_what_a_day_says_of_its_order(text: str, order: DateOrder | None) -> None:
    assert order_of(text) == order


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("05/03/2026", DMY, date(2026, 3, 5)),
        ("05/03/2026", MDY, date(2026, 5, 3)),
        ("5-3-26", DMY, date(2026, 3, 5)),
        ("2026-03-05", DMY, date(2026, 3, 5)),
        ("2026/03/05 10:00:00", YMD, date(2026, 3, 5)),
        ("20260305", MDY, date(2026, 3, 5)),
        ("31/02/2026", DMY, None),
        ("25/03/2026", MDY, None),
        ("0/0/0", YMD, None),
        ("45000", DMY, None),
        ("mañana", DMY, None),
        ("25-MAR-26", MDY, date(2026, 3, 25)),
        ("5 ene. 2026", YMD, date(2026, 1, 5)),
        ("5-xxx-2026", DMY, None),
        ("31-feb-2026", DMY, None),
    ],
)
def test_days_by_their_order(text: str, order: DateOrder, day: date | None) -> None:
    assert read_day(text, order) == day
