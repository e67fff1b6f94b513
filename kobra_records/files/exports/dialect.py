"""How a country's spreadsheets read a text file: its separator, its decimal mark; and the words
for yes, no and a currency in the reader's language.
"""

from dataclasses import dataclass
from decimal import Decimal

from kobra_domain.words import comma_is_decimal, say


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of writing CSV; `locale` gives the words."""

    locale: str
    separator: str
    decimal: str

    def number(self, value: int | float | Decimal) -> str:
        """A number without thousands, never in powers of ten."""
        text = format(value if isinstance(value, Decimal) else Decimal(str(value)), "f")
        return text.replace(".", self.decimal)

    def truth(self, value: bool) -> str:
        """Yes or no."""
        word = say("yes" if value else "no", None, self.locale)
        return word[:1].upper() + word[1:]

    def word(self, code: str) -> str:
        """A word of the field, for a header."""
        return say(code, None, self.locale)


def dialect_of(locale: str) -> Dialect:
    """The dialect of a language and country: where a comma is the decimal mark, «;» separates."""
    if comma_is_decimal(locale):
        return Dialect(locale, ";", ",")
    return Dialect(locale, ",", ".")


def example(dialect: Dialect) -> str:
    """One line as a file of this dialect has it."""
    cells = ('"0042"', dialect.number(Decimal("1234.5")), "2026-11-29", f'"{dialect.truth(True)}"')
    return dialect.separator.join(cells)
