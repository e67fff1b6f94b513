"""What a row of an outgoing file says, column by column; and how it is written as text."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from kobra_domain.imports.formats import DecimalMark
from kobra_domain.outgoing.codes import codes_of
from kobra_domain.outgoing.fields import (
    FORMATS,
    PATTERNS,
    CellFormat,
    CellType,
    OutgoingField,
    type_of,
)
from kobra_domain.outgoing.gestion import Gestion, GestionCredit, Money
from kobra_domain.outgoing.things import Mark, OutgoingColumn, OutgoingTerms, Side
from kobra_domain.words import say, word
from kobra_domain.words.figures import amount
from kobra_domain.words.say import code_of

Value = str | int | Decimal | date | datetime | time | None
_F = OutgoingField
_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is the same in all rows of a file: `day` its day (local), `locale` the words'."""

    terms: OutgoingTerms
    sequence: int
    day: date
    locale: str


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """One row: a gestión on one of its credits; `number` counts from 1."""

    gestion: Gestion
    credit: GestionCredit | None
    mark: Mark
    number: int


def rows_of(gestion: Gestion, mark: Mark, first: int) -> Iterator[OutgoingRow]:
    """A row for each credit; one without, if there is none."""
    for at, credit in enumerate(gestion.credits or (None,)):
        yield OutgoingRow(gestion, credit, mark, first + at)


class Saying:
    """Reads the values of rows, in the order of a file's columns."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet, self._codes = sheet, codes_of(sheet.terms)

    def values(self, row: OutgoingRow) -> list[Value]:
        """What each column says of a row."""
        return [self._value(column, row) for column in self._sheet.terms.columns]

    def titles(self) -> list[str]:
        """What the columns are called."""
        return [
            one.title or word(one.field, self._sheet.locale) for one in self._sheet.terms.columns
        ]

    def _value(self, column: OutgoingColumn, row: OutgoingRow) -> Value:
        field, gestion = column.field, row.gestion
        if field in (_F.RESULT_CODE, _F.CHANNEL_CODE, _F.MARK_CODE):
            return self._codes.get(self._key(field, row), "")
        if field in _OF_CREDIT:
            return str(getattr(row.credit, _OF_CREDIT[field])) if row.credit else ""
        if field in _OF_MONEY:
            return _money(row.credit, *_OF_MONEY[field])
        if field in _OF_FILE:
            return _OF_FILE[field](self._sheet, column, row)
        if field in _OF_GESTION:
            return _OF_GESTION[field](gestion, self._sheet.locale)
        return str(getattr(gestion, field.value))

    def _key(self, field: OutgoingField, row: OutgoingRow) -> str:
        if field is _F.RESULT_CODE:
            return row.gestion.result
        return code_of(row.gestion.channel if field is _F.CHANNEL_CODE else row.mark)


def _local(gestion: Gestion) -> datetime:
    return gestion.at.astimezone(ZoneInfo(gestion.zone)).replace(tzinfo=None, microsecond=0)


def _degrees(degrees: float | None) -> Decimal | None:
    return None if degrees is None else Decimal(f"{degrees:.6f}")


_OF_GESTION: dict[OutgoingField, Callable[[Gestion, str], Value]] = {
    _F.DAY: lambda one, _: _local(one).date(),
    _F.TIME: lambda one, _: _local(one).time(),
    _F.MOMENT: lambda one, _: _local(one),
    _F.RESULT_WORDS: lambda one, locale: say(one.result, None, locale),
    _F.PURPOSE: lambda one, locale: word(one.purpose, locale),
    _F.VERDICT: lambda one, locale: word(one.verdict, locale) if one.verdict else "",
    _F.DISTANCE: lambda one, _: None if one.distance_m is None else round(one.distance_m),
    _F.LAT: lambda one, _: _degrees(one.lat),
    _F.LON: lambda one, _: _degrees(one.lon),
    _F.GESTION_ID: lambda one, _: one.id,
}
_OF_FILE: dict[OutgoingField, Callable[[Sheet, OutgoingColumn, OutgoingRow], Value]] = {
    _F.FIXED: lambda _sheet, column, _row: column.text,
    _F.ROW_NUMBER: lambda _sheet, _column, row: row.number,
    _F.FILE_NUMBER: lambda sheet, _column, _row: sheet.sequence,
    _F.FILE_DAY: lambda sheet, _column, _row: sheet.day,
}
_OF_CREDIT = {_F.CREDIT: "number", _F.PRODUCT: "product", _F.SEGMENT: "segment"}
_OF_MONEY = {
    _F.PROMISE_AMOUNT: ("promises", "amount"),
    _F.PROMISE_DAY: ("promises", "on"),
    _F.PROMISE_CURRENCY: ("promises", "currency"),
    _F.PAYMENT_AMOUNT: ("payments", "amount"),
    _F.PAYMENT_DAY: ("payments", "on"),
    _F.PAYMENT_CURRENCY: ("payments", "currency"),
    _F.PAYMENT_METHOD: ("payments", "method"),
    _F.PAYMENT_REFERENCE: ("payments", "reference"),
}


def _money(credit: GestionCredit | None, part: str, what: str) -> Value:
    """Of several on one credit their sum, and all else of the earliest."""
    said: tuple[Money, ...] = getattr(credit, part) if credit else ()
    if not said:
        return None
    if what == "amount":
        alike = [one.amount_minor for one in said if one.currency == said[0].currency]
        return amount(sum(alike), said[0].currency)
    found: Value = getattr(min(said, key=lambda one: one.on), what)
    return found


@dataclass(frozen=True, slots=True)
class TooWide(Exception):
    """What may not be cut does not fit its column."""

    title: str
    width: int
    text: str


def text_of(value: Value, column: OutgoingColumn, terms: OutgoingTerms) -> str:
    """A value as a file of text has it, on one line."""
    kind = type_of(column.field)
    usual = FORMATS[kind][0] if FORMATS[kind] and kind is not CellType.TEXT else None
    format = column.format or usual
    if value is None:
        return ""
    if isinstance(value, date | time):
        return value.strftime(PATTERNS[format]) if format in PATTERNS else value.isoformat()
    if isinstance(value, Decimal) and kind is CellType.AMOUNT:
        return _amount_text(value, format, terms)
    if isinstance(value, int | Decimal):
        return _number_text(format_plain(value), terms)
    text = " ".join(value.split())
    if format is CellFormat.UPPER:
        return text.upper()
    return bare(text).upper() if format is CellFormat.BARE else text


def bare(text: str) -> str:
    """Without accents; «ñ» becomes «n»."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def format_plain(value: int | Decimal) -> str:
    """Never in powers of ten."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def cents(value: Decimal) -> int:
    """An amount in hundredths, as cores of banks write it."""
    return int((value * 100).quantize(_WHOLE, ROUND_HALF_UP))


def _amount_text(value: Decimal, format: CellFormat | None, terms: OutgoingTerms) -> str:
    if format is CellFormat.AMOUNT_CENTS:
        return str(cents(value))
    if format is CellFormat.AMOUNT_WHOLE:
        return str(int(value.quantize(_WHOLE, ROUND_HALF_UP)))
    return _number_text(f"{value:.2f}", terms)


def _number_text(text: str, terms: OutgoingTerms) -> str:
    return text.replace(".", ",") if terms.decimal is DecimalMark.COMMA else text


def fitted(text: str, column: OutgoingColumn, title: str) -> tuple[str, bool]:
    """The text in its column of fixed width, and whether it was cut. Raises TooWide for what may
    not be: a number that lacks a digit is another number.
    """
    is_cut = len(text) > column.width
    if is_cut and type_of(column.field) is not CellType.TEXT:
        raise TooWide(title, column.width, text)
    cut, fill = text[: column.width], column.fill or " "
    if column.side is Side.RIGHT:
        return cut.rjust(column.width, fill), is_cut
    return cut.ljust(column.width, fill), is_cut
