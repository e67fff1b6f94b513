"""How one file is to be read: which column is what, and how it is written. Made by a person or
proposed, remembered by the set of headers, sent as JSON by its field names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kobra_domain.imports.columns import plain, proposed
from kobra_domain.imports.formats import DateOrder, DecimalMark, Encoding
from kobra_domain.imports.targets import NEEDED, Target
from kobra_domain.imports.things import ImportKind

# What the refused file adds to the file that it comes from.
OUR_COLUMNS = ("fila", "motivo")


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A place of a row that is read: «telefono 2» is (PHONE, 2)."""

    target: Target
    ordinal: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnUse:
    """What one column of a file is. `header` is the name that `Look.headers` gives it.

    Amounts are times `unit`. `decimal` and `date_order` None: all rows of the column decide.
    `values` is what its cells mean, by how they are written («VIG» → "active"; "" is «no value»).
    Of coordinates that lost their point or their minus, `shift` is how many figures stand behind
    the point, and `is_negated` puts the minus before all of them; `is_swapped` is of a column with
    both of them, where the longitude comes first.
    """

    header: str
    target: Target
    ordinal: int = 1
    unit: int = 1
    decimal: DecimalMark | None = None
    date_order: DateOrder | None = None
    values: dict[str, str] | None = None
    shift: int = 0
    is_negated: bool = False
    is_swapped: bool = False

    @property
    def slot(self) -> Slot:
        """Where its values go."""
        return Slot(self.target, self.ordinal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """What no column says and every row has: the product's type, the date of an authorisation."""

    target: Target
    value: str
    ordinal: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedColumn:
    """A column of a file without delimiters: its first character (from 1), and how many it has."""

    name: str
    start: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How a file is read. None is what the file itself decides; `sheet` "" is the first that is
    shown and has rows. `header_line` 0: found, over `header_rows`; with `fixed`, 0 is no header.

    `constants` are read as cells are, days as `2026-03-25` and amounts as `1234.50`.
    """

    kind: ImportKind
    columns: tuple[ColumnUse, ...] = ()
    constants: tuple[Constant, ...] = ()
    encoding: Encoding | None = None
    delimiter: str | None = None
    sheet: str = ""
    header_line: int = 0
    header_rows: int = 0
    fixed: tuple[FixedColumn, ...] = ()

    @property
    def said(self) -> frozenset[Target]:
        """Everything that a column or a constant says."""
        columns = [use.target for use in self.columns]
        return frozenset([*columns, *(one.target for one in self.constants)])

    @property
    def missing(self) -> tuple[frozenset[Target], ...]:
        """Of what every row needs, that which is not said: one of each set is enough."""
        return tuple(wanted for wanted in NEEDED[self.kind] if not wanted & self.said)


def headers_key(headers: Iterable[str]) -> str:
    """By what a mapping is remembered: the set of headers, without case, accents, signs and what a
    file of refused rows adds.
    """
    words = {" ".join(plain(header)) for header in headers}
    return "|".join(sorted(words - {"", *OUR_COLUMNS}))


def proposed_mapping(
    headers: Sequence[str],
    kind: ImportKind,
    sample: Sequence[Sequence[str]] = (),
) -> Mapping:
    """What the headers say by themselves, and of two meanings the cells of a `sample`."""
    uses = (
        ColumnUse(header=header, target=mapped.target, ordinal=mapped.ordinal, unit=mapped.unit)
        for header, mapped in zip(headers, proposed(headers, kind, sample), strict=True)
        if mapped is not None
    )
    return Mapping(kind=kind, columns=tuple(uses))


def asked_by_law(mapping: Mapping, country: str) -> tuple[Target, ...]:
    """What the law of the country needs to know of each row and nothing says: in Colombia what was
    lent and when a visit was authorised (without both none is lawful), in Mexico whether the
    address was given by the person or found.
    """
    if mapping.kind is not ImportKind.ACCOUNTS:
        return ()
    wanted = _ASKED.get(country, ())
    return tuple(target for target in wanted if target not in mapping.said)


_ASKED = {
    "CO": (Target.PRODUCT_TYPE, Target.AUTHORISED_ON),
    "MX": (Target.ADDRESS_SOURCE,),
}
