"""Makes the columns of a list from what their values are: how one is read, ordered by, copied and
printed follows from its type and from who reads.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Generic, TypedDict, TypeVar, Unpack

from kobra_desktop.models.rows import Column, Fact
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key_or_last
from kobra_domain.places import Point
from kobra_domain.words import comma_is_decimal, day_words, duration, money, number, percent, say
from kobra_domain.words import moment as moment_words
from kobra_records.files.exports.table import Amount, ColumnType, Moment, Value

R = TypeVar("R")


class Dress(TypedDict, Generic[R], total=False):
    """What a column is like beside what it says; as `Column` has it."""

    is_shown: bool
    stretch: int
    is_name: bool
    mark: Callable[[R], str]
    tone: Callable[[R], str]
    tip: Callable[[R], str]


class Columns(Generic[R]):
    """The maker of one list's columns."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def __call__(
        self,
        key: str,
        title: str,
        value: Callable[[R], Value],
        width: int = 120,
        type: ColumnType = ColumnType.TEXT,
        *,
        text: Callable[[R], str] | None = None,
        sort: Callable[[R], Any] | None = None,
        also: tuple[Fact[R], ...] = (),
        unit: str = "",
        heading: str = "",
        **dress: Unpack[Dress[R]],
    ) -> Column[R]:
        """A column of `value`s; `text` where the screen says them in another way, `sort` where
        they are ordered by something else, `also` what else the text says. `heading` is the title
        in a file, where that of the screen stands for several.
        """
        return Column(
            key,
            title,
            text or (lambda row: self._shown(value(row), type)),
            sort or (lambda row: sort_key(value(row))),
            width=width,
            facts=(Fact(type, value, heading, unit), *also),
            say=self._told,
            **dress,
        )

    def _shown(self, value: Value, type: ColumnType) -> str:
        """As the screen says it: near days without their year, moments by the type's clock."""
        workspace = self._workspace
        match value:
            case None:
                return ""
            case datetime():
                return self._moment(value, workspace.zone.key)
            case Moment():
                return self._moment(value.at, value.zone)
            case date():
                return day_words(value, workspace.locale, workspace.today)
            case _:
                return self._told(value, type)

    def _moment(self, at: datetime, zone: str) -> str:
        return moment_words(at, zone, self._workspace.locale, self._workspace.now)

    def _told(self, value: Value, type: ColumnType) -> str:
        """As it is true later and elsewhere, for a person: whole dates, figures as one reads
        them.
        """
        match value:
            case str():
                return value
            case datetime():
                return f"{value.astimezone(self._workspace.zone):%Y-%m-%d %H:%M}"
            case Moment():
                return f"{value.local:%Y-%m-%d %H:%M}"
            case date():
                return value.isoformat()
            case time():
                return f"{value:%H:%M}"
            case None:
                return ""
            case _:
                return _measured(value, type, self._workspace.locale)


Measure = bool | int | float | Decimal | Amount | timedelta | Point


def _measured(value: Measure, type: ColumnType, locale: str) -> str:
    match value:
        case bool():
            return say("yes" if value else "no", None, locale).capitalize()
        case Amount():
            return money(value.minor, value.currency)
        case timedelta():
            return duration(value.total_seconds(), locale)
        case Point():
            return f"{value.lat:.6f}, {value.lon:.6f}"
        case _ if type is ColumnType.RATIO:
            return percent(float(value) * 100, locale)
        case _:
            return figure(value, locale)


def figure(value: float | Decimal, locale: str) -> str:
    """A number with the decimals that it has."""
    exact = Decimal(str(int(value) if isinstance(value, float) and value.is_integer() else value))
    exponent = exact.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if not exact.is_finite() or abs(exact) >= Decimal(10) ** 20:
        plain = f"{exact:f}" if exact.is_finite() else str(value)
        return plain.replace(".", "," if comma_is_decimal(locale) else ".")
    return number(exact, locale, decimals)


def sort_key(value: Value) -> Any:
    """What it is ordered by: names as in a dictionary, moments whatever their clock."""
    match value:
        case str():
            return name_key_or_last(value)
        case Moment():
            return value.at
        case Amount():
            return value.currency, value.minor
        case Point():
            return value.lat, value.lon
        case _:
            return value
