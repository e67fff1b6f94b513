"""Whose row it is: documents in their one form, and which party of its account a row says, when a
number comes more than once. Blocks in which nothing comes twice are settled as a whole.
"""

from collections.abc import Sequence
from itertools import repeat
from typing import Any

from kobra_domain.documents import MINORS, read_document
from kobra_domain.imports.mapping import Slot
from kobra_domain.imports.problems import RowCode
from kobra_domain.imports.targets import Target
from kobra_domain.portfolios import PartyRole
from kobra_records.files.portfolio_files.troubles import MOST_REMEMBERED, Troubles

T = Target
Found = dict[Slot, list[Any]]


class Documents:
    """Reads documents, their type and number in two slots; remembers what each way to write a type
    means.
    """

    def __init__(
        self, names: dict[Slot, str], troubles: Troubles, kind: Target, number: Target
    ) -> None:
        self._kind, self._number, self._troubles = Slot(kind), Slot(number), troubles
        said = self._kind if self._kind in names else self._number
        self._type_name = names.get(said, said.target.value)
        self._codes: dict[str, str] = {}

    def read(self, found: Found) -> None:
        """Type and number in their one form; the row of a minor's document is refused."""
        numbers = found.get(self._number)
        if numbers is None:
            return
        said = found.get(self._kind) or [None] * len(numbers)
        codes = {one: self._code(one or "") for one in set(said)}
        if "NIT" not in codes.values() and _are_plain(numbers):
            types: list[str | None] = [codes[one] or None for one in said]
        else:
            made = [
                ("", "") if number is None else read_document(one or "", number)
                for one, number in zip(said, numbers, strict=True)
            ]
            types = [code or None for code, _ in made]
            found[self._number] = [number or None for _, number in made]
        found[self._kind] = types
        if not MINORS.isdisjoint(types):
            for row, code in enumerate(types):
                if code in MINORS:
                    self._troubles.refuse(row, self._type_name, RowCode.MINOR, type=code)

    def _code(self, written: str) -> str:
        code = self._codes.get(written)
        if code is None and len(self._codes) > MOST_REMEMBERED:
            self._codes.clear()
        if code is None:
            code = self._codes[written] = read_document(written, "")[0]
        return code


def _are_plain(numbers: Sequence[str | None]) -> bool:
    """Whether all are figures that do not begin with 0: what `read_document` leaves as they are."""
    try:
        joined = "\n".join(numbers)  # type: ignore[arg-type]
    except TypeError:
        return False
    figures = joined.replace("\n", "")
    return figures.isascii() and figures.isdecimal() and "\n0" not in joined and joined[0] != "0"


class Parties:
    """Remembers the accounts and people of the rows before."""

    def __init__(self, names: dict[Slot, str], troubles: Troubles) -> None:
        self._troubles = troubles
        self._number_name = names.get(Slot(T.NUMBER), T.NUMBER.value)
        self._role_name = names.get(Slot(T.ROLE), T.ROLE.value)
        self._lines: dict[int, int] = {}
        self._holders: dict[int, int] = {}

    def check(self, found: Found) -> None:
        """The same number once more is another party of the account, or the same row again."""
        numbers, names = found[Slot(T.NUMBER)], found[Slot(T.NAME)]
        none: list[Any] = [None] * len(numbers)
        documents = found.get(Slot(T.DOCUMENT), none)
        people = [
            document or (name or "").casefold()
            for document, name in zip(documents, names, strict=True)
        ]
        if Slot(T.ROLE) in found or self._troubles.refused or not self._are_new(numbers, people):
            roles, reasons = found.get(Slot(T.ROLE), none), found.get(Slot(T.REASON), none)
            rows = zip(numbers, people, roles, reasons, strict=True)
            for row, (number, person, role, reason) in enumerate(rows):
                if role == PartyRole.REFERENCE and not reason:
                    code = RowCode.REFERENCE_WITHOUT_REASON
                    self._troubles.refuse(row, self._role_name, code)
                if number is not None and row not in self._troubles.refused:
                    self._check_one(row, number, person, role or PartyRole.HOLDER)

    def _are_new(self, numbers: list[Any], people: list[str]) -> bool:
        """Whether none of the numbers came before; then all are holders, and remembered."""
        keys = list(map(hash, numbers))
        if len(set(keys)) < len(keys) or not self._holders.keys().isdisjoint(keys):
            return False
        lines = self._troubles.lines
        whose = map(hash, zip(numbers, people, repeat(PartyRole.HOLDER)))
        self._holders.update(zip(keys, lines, strict=True))
        self._lines.update(zip(whose, lines, strict=True))
        return True

    def _check_one(self, row: int, number: str, person: str, role: str) -> None:
        line = self._troubles.lines[row]
        first = self._lines.setdefault(hash((number, person, role)), line)
        code = RowCode.DUPLICATE
        if first == line and role == PartyRole.HOLDER:
            first = self._holders.setdefault(hash(number), line)
            code = RowCode.TWO_HOLDERS
        if first != line:
            self._troubles.refuse(row, self._number_name, code, line=first)
