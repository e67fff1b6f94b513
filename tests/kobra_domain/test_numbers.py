import time
from decimal import Decimal

import pytest

from kobra_domain.numbers import LONGEST, exact_number, measured_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("250000", "250000"),
        ("-7", "-7"),
        ("+7.25", "7.25"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("250.", "250"),
        (" 4.65\n", "4.65"),
        ("0042", "42"),
        ("1.0E7", "10000000"),
        ("2.5E7", "25000000"),
        ("2.50000005E7", "25000000.5"),
        ("1.0E-4", "0.0001"),
        ("1e+3", "1000"),
        ("9007199254740993", "9007199254740993"),
        ("0.1", "0.1"),
    ],
)
def test_a_number_is_read_to_the_last_digit(text: str, value: str) -> None:
    assert exact_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "-", "+.", "e7", "1e", "1e+", "1.2.3", "--1", "1-", "0x10", "1 0", "- 1"),
        *("NaN", "nan", "sNaN", "inf", "-Infinity", "Infinity", "1e999", "-1e999", "1e999999999"),
        *("1_0", "4.6_5", "1,5", "1'000", "1.000.000", "$5", "5%", "1e1_0"),
        *("٤.٦٥", "٢٥٠٠٠٠", "１０", "²", "½", "۴", "१", "1e٧", "−5", "\u00a05", "5\u200b", "5\0"),
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert exact_number(text) is None
    assert measured_number(text) is None


def test_a_measure_is_the_nearest_double() -> None:
    assert measured_number("4.65") == 4.65
    assert measured_number("1.7976931348623157E308") == 1.7976931348623157e308
    assert measured_number("1e-999") == 0.0


@pytest.mark.parametrize(
    "text", ["9" * 5_000_000, "0." + "1" * 5_000_000, "1e" + "9" * 5_000_000, "1e999999999"],
    ids=["digits", "fraction", "exponent", "huge"],
)  # fmt: skip
def test_a_hostile_text_costs_nothing(text: str) -> None:
    before = time.process_time()
    assert exact_number(text) is None
    assert time.process_time() - before < 0.5


def test_the_longest_is_still_read() -> None:
    assert exact_number("1" * LONGEST) == Decimal("1" * LONGEST)
    assert exact_number("1" * (LONGEST + 1)) is None
