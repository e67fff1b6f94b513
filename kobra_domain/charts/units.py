"""Figures of charts as people read them: whole ones, short ones for ticks and cells, nice steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor, log10

from kobra_domain.charts.spec import Figure, Unit, UnitKind
from kobra_domain.words.figures import amount, duration, money, number
from kobra_domain.words.say import say

BLANK = "\N{EM SPACE}"  # between a figure and how sure it is
_SMALL_SHARE = 0.01
_STEPS_OF_RAMP, _LEAST_SPREAD = 6, 0.25  # _LEAST_SPREAD: of the highest, for colours of its own
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
_THOUSAND, _MILLION = 1_000, 1_000_000
_PLACES = 9  # decimals of a tick; nothing that is counted needs more
_MINUTE, _HOUR, _DAY = 60.0, 3_600.0, 86_400.0
_NICE_SECONDS = (
    *(1.0, 5.0, 15.0, 30.0, _MINUTE, 5 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE),
    *(_HOUR, 2 * _HOUR, 4 * _HOUR, 6 * _HOUR, 12 * _HOUR, _DAY, 2 * _DAY, 7 * _DAY),
)


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints figures of a unit in a locale."""

    unit: Unit
    locale: str

    def whole(self, value: float | None) -> str:
        """As exact as the unit is: $ 1.234.567 COP, 41,5 %, 1.234."""
        if value is None:
            return say("chart.unknown", None, self.locale)
        match self.unit.kind:
            case UnitKind.MONEY:
                return money(round(value), self._currency)
            case UnitKind.SHARE:
                return self._percent(value, self.unit.decimals)
            case UnitKind.DURATION:
                return duration(value, self.locale)
        return self._number(value, self.unit.decimals)

    def short(self, value: float) -> str:
        """What finds room at a bar: $ 1,2 M COP, 41 %, 1,2 M."""
        match self.unit.kind:
            case UnitKind.MONEY:
                major = amount(round(value), self._currency)
                return f"{self._short(float(major))} {self._currency}"
            case UnitKind.SHARE if 0 < abs(value) < _SMALL_SHARE and not self.unit.decimals:
                return self._percent(value, 1)  # else its bar says 0 % or 1 %
            case UnitKind.SHARE | UnitKind.DURATION:
                return self.whole(value)
        return self._short(value, self.unit.decimals)

    def bare(self, value: float) -> str:
        """What finds room in a cell; its unit stands beside the chart: 41, 1,2 M."""
        if self.unit.kind is UnitKind.SHARE:
            return self._number(value * 100, self.unit.decimals)
        if self.unit.kind is UnitKind.MONEY:
            return self._short(float(amount(round(value), self._currency)))
        return self.short(value)

    def ticks(self, values: list[float]) -> list[str]:
        """Printed with one scale and as many decimals as the step needs; the last has the code."""
        if self.unit.kind is UnitKind.DURATION:
            return [self.whole(value) for value in values]
        if self.unit.kind is UnitKind.SHARE:
            parts = [Decimal(str(round(value * 100, 9))) for value in values]
            decimals = _decimals(parts)
            return [self._percent(value, decimals) for value in values]
        if self.unit.kind is UnitKind.MONEY:
            majors = [float(amount(round(value), self._currency)) for value in values]
        else:
            majors = values
        top = max((abs(major) for major in majors), default=0)
        scale = _MILLION if top >= _MILLION else _THOUSAND if top >= 10 * _THOUSAND else 1
        decimals = _decimals([Decimal(str(round(major / scale, 9))) for major in majors])
        words = [self._scaled(major, scale, decimals) for major in majors]
        if self.unit.kind is UnitKind.MONEY and words:  # once is enough: at the last of them
            words[-1] = f"{words[-1]} {self._currency}"
        return words

    def figure(self, figure: Figure) -> str:
        """A figure with all that is known of it: 41 % (35–47 %; de 412)."""
        if figure.value is None:
            return self.whole(None)
        said = []
        if figure.low is not None and figure.high is not None:
            known = {"low": self.whole(figure.low), "high": self.whole(figure.high)}
            said.append(say("chart.between", known, self.locale))
        if figure.n is not None:
            said.append(say("chart.of", {"count": number(figure.n, self.locale)}, self.locale))
        if figure.is_estimate:
            said.append(say("chart.estimate", None, self.locale))
        return (
            f"{self.whole(figure.value)} ({'; '.join(said)})" if said else self.whole(figure.value)
        )

    def brief(self, figure: Figure) -> str:
        """A figure where many stand beside each other: 41 %, and after a wide blank 35–47 %."""
        whole = self.whole(figure.value)
        if figure.value is None or figure.low is None or figure.high is None:
            return whole
        return f"{whole}{BLANK}{self.span(figure.low, figure.high)}"

    def span(self, low: float, high: float) -> str:
        """An interval where there is little room: 35–47 %, 1,2 M–1,4 M COP."""
        first = self.whole(low) if self.unit.kind is UnitKind.DURATION else self.bare(low)
        dash = " – " if low < 0 or high < 0 else "–"
        return f"{first}{dash}{self.short(high)}"

    @property
    def _currency(self) -> str:
        return self.unit.currency or ""

    def _percent(self, value: float, decimals: int) -> str:
        sign = "%" if self.locale.startswith("en") else "\N{NO-BREAK SPACE}%"
        return f"{self._number(value * 100, decimals)}{sign}"

    def _number(self, value: float, decimals: int) -> str:
        rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        return number(rounded if rounded else Decimal(0), self.locale, decimals)

    def _short(self, value: float, decimals: int = 0) -> str:
        size = abs(value)
        for scale in (_MILLION, _THOUSAND):
            if size >= (scale if scale == _MILLION else 10 * scale) * 0.9995:
                is_long = round(size / scale, 1) >= 100
                is_even = not round(size / scale * 10) % 10
                return self._scaled(value, scale, 0 if is_long or is_even else 1)
        return self._number(value, decimals)

    def _scaled(self, value: float, scale: int, decimals: int) -> str:
        text = self._number(value / scale, decimals)
        if scale == 1 or not value:
            return text
        code = "chart.millions" if scale == _MILLION else "chart.thousands"
        return say(code, {"value": text}, self.locale)


def nice_ticks(low: float, high: float, most: int, unit: Unit) -> list[float]:
    """At least two round values around a span, at most about `most`, all a step apart."""
    if high <= low:
        high = low + (0.1 if unit.kind is UnitKind.SHARE else _least_step(unit) or 1.0)
    step = _step(max(10.0**-_PLACES, (high - low) / max(1, most - 1)), unit)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(n * step, _PLACES) for n in range(first, max(first + 1, last) + 1)]


def ramp_of(values: Sequence[float], unit: Unit) -> tuple[float, float]:
    """From where to where a scale of colours goes: from zero, but where all values lie far from it
    and apart from each other from a round value below them, so that their differences are seen.
    """
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    least = min(values, default=0.0)
    if low < 0 or high - least < _LEAST_SPREAD * high:
        return low, high
    return nice_ticks(least, high, _STEPS_OF_RAMP, unit)[0], high


def _step(rough: float, unit: Unit) -> float:
    if unit.kind is UnitKind.DURATION:
        found = next((one for one in _NICE_SECONDS if one >= rough), None)
        if found is not None:
            return found
    power = 10.0 ** floor(log10(rough))
    step = next(nice * power for nice in _NICE if nice * power >= rough * (1 - 1e-9))
    least = _least_step(unit)
    return 5.0 * least if step == 2.5 * least else max(least, step)


def _least_step(unit: Unit) -> float:
    """No half of what is counted, and no cent on a scale; zero where there is no least."""
    if unit.kind is UnitKind.MONEY:
        return float(1 / amount(1, unit.currency or ""))
    return 1.0 if unit.kind is UnitKind.NUMBER and unit.decimals == 0 else 0.0


def _decimals(values: list[Decimal]) -> int:
    """How many decimals tell all of them exactly."""
    exponents = [int(value.normalize().as_tuple().exponent) for value in values]
    return max(0, -min(exponents, default=0))
