"""Figures as the sentences of reports say them."""

from kobra_domain.charts.spec import Unit, UnitKind
from kobra_domain.charts.units import Printer
from kobra_domain.statistics.intervals import wilson
from kobra_domain.words import number, percent

_NEARLY = 0.01
_LEAST, _MOST = 0.1, 99.9  # percent: what is not all is not said to be


def share_words(share: float, locale: str) -> str:
    """41 %; with a decimal where it is nearly nothing or nearly all: 0,4 %, 99,7 %."""
    return _words(share, locale, has_decimal=_is_near(share))


def sure_words(hits: int, n: int, locale: str) -> dict[str, str]:
    """A `share` and between what it lies: `low`, `high`; all with a decimal where one has it."""
    low, high = (round(one, 9) for one in wilson(hits, n))  # 0 and 1 themselves, not nearly
    found = {"share": hits / n, "low": low, "high": high}
    has_decimal = any(map(_is_near, found.values()))
    return {name: _words(one, locale, has_decimal=has_decimal) for name, one in found.items()}


def _is_near(share: float) -> bool:
    return 0 < share < _NEARLY or 1 - _NEARLY < share < 1


def _words(share: float, locale: str, *, has_decimal: bool) -> str:
    if not has_decimal or share in (0, 1):
        return percent(100 * share, locale)
    value = min(_MOST, max(_LEAST, 100 * share))
    return f"{number(value, locale, 1)}{percent(0, locale)[1:]}"


def money_words(amount_minor: int, currency: str, locale: str) -> str:
    """In a title nobody reads single pesos: 85,7 M COP."""
    said = Printer(Unit(kind=UnitKind.MONEY, currency=currency), locale).short(amount_minor)
    return said.replace("\N{NO-BREAK SPACE}", " ")
