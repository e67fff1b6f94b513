"""Amounts and days by their column: one row that is sure settles all."""

from datetime import date
from decimal import Decimal

import pytest

from kobra_domain.imports.formats import DateOrder, DecimalMark
from kobra_records.files.tabular.amounts import (
    Decision,
    date_order,
    decimal_mark,
    read_amount,
    read_day,
)

POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA
DMY, MDY, YMD = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST


@pytest.mark.parametrize(
    ("values", "decision"),
    [
        (["1.234", "1.234,50"], Decision(COMMA, 1)),
        (["1,234", "1,234.50"], Decision(POINT, 1)),
        (["1.234.567"], Decision(COMMA, 0)),
        (["1,234,567"], Decision(POINT, 0)),
        (["12,5"], Decision(COMMA, 0)),
        (["0.123"], Decision(POINT, 0)),
        (["12345.678"], Decision(POINT, 0)),
        ([".50"], Decision(POINT, 0)),
        (["1.234", "500", "", "$ 2.000"], Decision()),
        (["1.234,50", "", "1,234.50"], Decision(COMMA, 0, 2)),
        (["$ 1.234.567,00 COP", "(12,5)"], Decision(COMMA, 0)),
        ([], Decision()),
    ],
)
def test_a_columns_mark(values: list[str], decision: Decision[DecimalMark]) -> None:
    assert decimal_mark(values) == decision


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
    ("values", "decision"),
    [
        (["05/03/2026", "25/03/2026"], Decision(DMY, 1)),
        (["05/03/2026", "03/25/2026"], Decision(MDY, 1)),
        (["2026-03-25"], Decision(YMD, 0)),
        (["20260325"], Decision(YMD, 0)),
        (["05/03/2026", "x", ""], Decision()),
        (["25/03/2026", "03/25/2026"], Decision(DMY, 0, 1)),
        (["25.03.26 00:00"], Decision(DMY, 0)),
    ],
)
def test_a_columns_order(values: list[str], decision: Decision[DateOrder]) -> None:
    assert date_order(values) == decision


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
    ],
)
def test_days_by_their_order(text: str, order: DateOrder, day: date | None) -> None:
    assert read_day(text, order) == day
