"""What is wrong with how a file is told to be."""

from collections.abc import Iterator
from datetime import datetime

from kobra_domain.errors import Invalid
from kobra_domain.imports.formats import DecimalMark
from kobra_domain.limits import check
from kobra_domain.outgoing.codes import ALL_KEYS
from kobra_domain.outgoing.fields import FORMATS, type_of
from kobra_domain.outgoing.naming import file_name
from kobra_domain.outgoing.things import (
    MOST_COLUMNS,
    MOST_EMAILS,
    OutgoingFormat,
    OutgoingTerms,
    Separator,
)

_ANY_DAY = datetime(2026, 1, 1)


def check_terms(terms: OutgoingTerms) -> None:
    """Raise Invalid with the field that is wrong."""
    check(terms)
    for problem in wrong_terms(terms):
        raise problem


def wrong_terms(terms: OutgoingTerms) -> Iterator[Invalid]:
    """All that is wrong between fields."""
    if not 0 < len(terms.columns) <= MOST_COLUMNS:
        code = "outgoing_no_columns" if not terms.columns else "too_long"
        yield Invalid(code, field="columns", limit=MOST_COLUMNS)
    if len(terms.emails) > MOST_EMAILS:
        yield Invalid("too_long", field="emails", limit=MOST_EMAILS)
    try:
        file_name(terms.name, terms.format, _ANY_DAY, 1)
    except Invalid as problem:
        yield problem
    if terms.is_on and not terms.days:
        yield Invalid("missing", field="days")
    is_comma = terms.separator is Separator.COMMA and terms.decimal is DecimalMark.COMMA
    if terms.format is OutgoingFormat.CSV and is_comma:
        yield Invalid("outgoing_comma_twice", field="separator")
    for at, column in enumerate(terms.columns):
        formats = FORMATS[type_of(column.field)]
        if column.format is not None and column.format not in formats:
            yield Invalid("outgoing_format", field=f"columns[{at}].format")
        if terms.format is OutgoingFormat.FIXED and not column.width:
            yield Invalid("outgoing_no_width", field=f"columns[{at}].width", row=at + 1)
    keys = [one.key for one in terms.codes]
    if len(set(keys)) < len(keys) or not set(keys) <= set(ALL_KEYS):
        yield Invalid("outgoing_unknown_code", field="codes")
