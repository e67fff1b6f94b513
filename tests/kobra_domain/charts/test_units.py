"""Figures on charts, as the locale writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.charts.spec import Figure, Unit, UnitKind
from kobra_domain.charts.units import Printer, nice_ticks

NUMBER, SHARE = Unit(), Unit(kind=UnitKind.SHARE)
TENTHS = Unit(decimals=1)
COP = Unit(kind=UnitKind.MONEY, currency="COP")
MXN = Unit(kind=UnitKind.MONEY, currency="MXN")
SECONDS = Unit(kind=UnitKind.DURATION)


@pytest.mark.parametrize(
    ("unit", "value", "locale", "whole", "short", "bare"),
    [
        (NUMBER, 1234.0, "es_CO", "1.234", "1.234", "1.234"),
        (NUMBER, 45_600.0, "es_CO", "45.600", "45,6 mil", "45,6 mil"),
        (NUMBER, 45_600.0, "en", "45,600", "45.6 k", "45.6 k"),
        (NUMBER, -0.2, "en", "0", "0", "0"),
        (TENTHS, 2.25, "es", "2,3", "2,3", "2,3"),
        (SHARE, 0.415, "es", "42\N{NO-BREAK SPACE}%", "42\N{NO-BREAK SPACE}%", "42"),
        (SHARE, 0.415, "en", "42%", "42%", "42"),
        (SHARE, 0.0069, "en", "1%", "0.7%", "1"),
        (SHARE, 0.0, "en", "0%", "0%", "0"),
        (COP, 123_456_789_00.0, "es_CO", "$ 123.456.789 COP", "123 M COP", "123 M"),
        (COP, 1_200_000_00.0, "es_CO", "$ 1.200.000 COP", "1,2 M COP", "1,2 M"),
        (MXN, 1_000_000_00.0, "es_MX", "$1,000,000.00 MXN", "1 M MXN", "1 M"),
        (COP, -999_960_00.0, "es_CO", "-$ 999.960 COP", "-1 M COP", "-1 M"),
        (SECONDS, 5_400.0, "es", "1 h 30 min", "1 h 30 min", "1 h 30 min"),
    ],
)
def test_figures(unit: Unit, value: float, locale: str, whole: str, short: str, bare: str) -> None:
    printer = Printer(unit, locale)
    assert (printer.whole(value), printer.short(value), printer.bare(value)) == (whole, short, bare)


def test_a_figure_says_all_that_is_known_of_it() -> None:
    printer = Printer(SHARE, "es")
    assert printer.figure(Figure()) == "Sin datos"
    assert printer.figure(Figure(0.5)) == "50\N{NO-BREAK SPACE}%"
    full = Figure(0.41, 0.36, 0.46, 1412, is_estimate=True)
    assert printer.figure(full).replace("\N{NO-BREAK SPACE}", " ") == (
        "41 % (entre 36 % y 46 %; de 1.412; aún incompleto)"
    )


@pytest.mark.parametrize(
    ("unit", "low", "high", "most", "ticks"),
    [
        (NUMBER, 0.0, 9.0, 5, ["0", "5", "10"]),
        (NUMBER, 0.0, 0.0, 5, ["0", "1"]),
        (TENTHS, 0.0, 1.0, 5, ["0,00", "0,25", "0,50", "0,75", "1,00"]),
        (NUMBER, 0.0, 40_000.0, 5, ["0", "10 mil", "20 mil", "30 mil", "40 mil"]),
        (SHARE, 0.0, 0.0, 5, ["0,0 %", "2,5 %", "5,0 %", "7,5 %", "10,0 %"]),
        (SHARE, 0.0, 0.41, 6, ["0 %", "10 %", "20 %", "30 %", "40 %", "50 %"]),
        (COP, 0.0, 0.0, 5, ["0", "1 COP"]),
        (COP, 0.0, 2.4e8, 4, ["0", "1 M", "2 M", "3 M COP"]),
        (COP, -1e8, 1.2e8, 4, ["-1 M", "0", "1 M", "2 M COP"]),
        (SECONDS, 0.0, 7_000.0, 3, ["0 s", "1 h", "2 h"]),
        (SECONDS, 0.0, 0.0, 3, ["0 s", "1 s"]),
        (SECONDS, 0.0, 4e6, 3, ["0 s", "23 días 3 h", "46 días 7 h"]),
    ],
)
def test_ticks(unit: Unit, low: float, high: float, most: int, ticks: list[str]) -> None:
    printed = Printer(unit, "es").ticks(nice_ticks(low, high, most, unit))
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in printed] == ticks


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12), st.integers(2, 12))
def test_ticks_hold_what_they_measure_and_are_few(low: float, more: float, most: int) -> None:
    ticks = nice_ticks(low, low + more, most, Unit(decimals=2))
    assert ticks[0] <= low + abs(low) * 1e-6 + 1e-6
    assert ticks[-1] >= low + more - abs(low + more) * 1e-6 - 1e-6
    assert 2 <= len(ticks) <= most + 2
