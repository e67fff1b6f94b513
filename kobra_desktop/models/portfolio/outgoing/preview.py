"""The rows of a file as its terms are now, made of the last real gestiones by the code that makes
the file itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kobra_domain.errors import Invalid
from kobra_domain.outgoing.answers import OutgoingSample
from kobra_domain.outgoing.checking import wrong_terms
from kobra_domain.outgoing.codes import missing_codes
from kobra_domain.outgoing.naming import file_name
from kobra_domain.outgoing.rows import OutgoingRow, Saying, Sheet, TooWide, rows_of
from kobra_domain.outgoing.things import Mark, OutgoingFormat, OutgoingTerms
from kobra_domain.portfolios import Portfolio
from kobra_domain.words import LOCALES
from kobra_domain.words.say import code_of
from kobra_records.files.outgoing.writing import Losses, book_value, text_lines

_GAP = "  │  "


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown: the file's name, its lines, what is wrong, and keys among the real gestiones
    that the client has no code for.
    """

    name: str = ""
    lines: tuple[str, ...] = ()
    problem: Invalid | None = None
    too_wide: TooWide | None = None
    missing: tuple[str, ...] = ()
    cut: int = 0


def locale_of(portfolio: Portfolio) -> str:
    """The words of a file are those of the portfolio's country."""
    own = f"es_{portfolio.country}"
    return own if own in LOCALES else "es"


def preview_of(
    terms: OutgoingTerms, sample: OutgoingSample, portfolio: Portfolio, now: datetime
) -> Preview:
    """The file as it would begin."""
    local = now.astimezone(ZoneInfo(portfolio.time_zone))
    sheet = Sheet(terms, sample.sequence, local.date(), locale_of(portfolio))
    keys = {one.result for one in sample.items} | {code_of(Mark.NEW)}
    keys |= {code_of(one.channel) for one in sample.items}
    missing = missing_codes(terms, keys)
    if problem := next(wrong_terms(terms), None):
        return Preview(problem=problem, missing=missing)
    name = file_name(terms.name, terms.format, local, sample.sequence)
    losses = Losses()
    try:
        lines = tuple(_lines(sheet, sample, losses))
    except TooWide as found:
        return Preview(name=name, too_wide=found, missing=missing)
    return Preview(name=name, lines=lines, missing=missing, cut=losses.cut)


def _rows(sample: OutgoingSample) -> Iterator[OutgoingRow]:
    number = 1
    for gestion in sample.items:
        for row in rows_of(gestion, Mark.NEW, number):
            yield row
            number += 1


def _lines(sheet: Sheet, sample: OutgoingSample, losses: Losses) -> Iterator[str]:
    if sheet.terms.format is not OutgoingFormat.XLSX:
        yield from text_lines(sheet, _rows(sample), losses)
        return
    saying, columns = Saying(sheet), sheet.terms.columns
    table = [saying.titles()]
    for row in _rows(sample):
        said = zip(saying.values(row), columns, strict=True)
        cells = (book_value(value, column, sheet.terms) for value, column in said)
        table.append(["" if one is None else str(one) for one in cells])
    widths = [max(len(line[at]) for line in table) for at in range(len(columns))]
    for line in table:
        yield _GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
