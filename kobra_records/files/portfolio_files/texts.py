"""Columns of texts: names and streets, and what tells one thing from another, which is text however
many figures it has. And what is said by one of a few values, telephones, mails, whole numbers.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kobra_domain.imports.problems import RowCode, WarningCode
from kobra_domain.imports.targets import Target
from kobra_domain.imports.values import folded, known
from kobra_domain.limits import Email
from kobra_records.files.portfolio_files.sources import Cell
from kobra_records.files.portfolio_files.troubles import MOST_REMEMBERED, Troubles
from kobra_records.files.tabular.blanks import is_blank, is_error

_EXACT = 10**15  # what a workbook's number keeps to the last figure
_NOTHING = ("NULL", "null", "\\N", "(null)")
_UNREADABLE = re.compile(r"[\x00\ud800-\udfff]")
_MAY_BE_POWER = re.compile(r"\d[eE][+\d]")
_POWER = re.compile(r"\d[.,]?\d*[eE]\+?\d{1,3}")
_QUOTED = re.compile(r"=\"(.*)\"|'(.*)")
_MAIL = Email.__metadata__[0].pattern  # type: ignore[attr-defined]
_Texts = list[str | None]


@dataclass(slots=True)
class Texts:
    """Reads texts of at most `most` letters, blanks made single. `is_key`: it tells things apart,
    so that figures which a spreadsheet has lost are refused.
    """

    column: str
    most: int
    is_key: bool = False
    may_lose_zeros: bool = False

    def __call__(self, cells: Sequence[Cell], troubles: Troubles) -> _Texts:
        """The text of each row, None where nothing is said."""
        try:
            joined = "".join(cells)  # type: ignore[arg-type]
        except TypeError:
            return [self._one(row, cell, troubles) for row, cell in enumerate(cells)]
        texts: Sequence[str] = cells  # type: ignore[assignment]
        if self._may_be_odd(joined, texts):
            return [self._one(row, cell, troubles) for row, cell in enumerate(cells)]
        if " " not in joined:
            return [text or None for text in texts]
        return [text.strip() or None for text in texts]

    def _may_be_odd(self, joined: str, texts: Sequence[str]) -> bool:
        """Whether one of the texts may need more than its ends made clean; looks at all at once."""
        if (
            not joined.isprintable()
            or "  " in joined
            or max(map(len, texts), default=0) > self.most
        ):
            return True
        if any(word in joined for word in _NOTHING):
            return True
        if "#" in joined and any(text.lstrip().startswith("#") for text in texts):
            return True
        if not self.is_key:
            return False
        return "'" in joined or "=" in joined or _MAY_BE_POWER.search(joined) is not None

    def _one(self, row: int, cell: Cell, troubles: Troubles) -> str | None:
        if isinstance(cell, str):
            text = " ".join(cell.split())
            if self.is_key:
                text = self._key(row, text, troubles)
        else:
            text = self._number(row, cell, troubles)
        if not text or text in _NOTHING or is_error(text):
            return None
        if _UNREADABLE.search(text):
            troubles.refuse(row, self.column, RowCode.UNREADABLE_TEXT)
            return None
        if len(text) > self.most:
            troubles.refuse(row, self.column, RowCode.TOO_LONG, limit=self.most)
            return None
        return text

    def _key(self, row: int, text: str, troubles: Troubles) -> str:
        if text[:1] in "='" and (found := _QUOTED.fullmatch(text)):
            return (found[1] or found[2] or "").strip()
        if "E" in text.upper() and _POWER.fullmatch(text):
            troubles.refuse(row, self.column, RowCode.LOST_DIGITS, value=text)
        return text

    def _number(self, row: int, cell: Cell, troubles: Troubles) -> str:
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        if self.is_key and isinstance(cell, int):
            if abs(cell) >= _EXACT:
                troubles.refuse(row, self.column, RowCode.LOST_DIGITS, value=str(cell))
            elif self.may_lose_zeros:
                troubles.doubt(row, self.column, WarningCode.LOST_ZEROS, cell)
        return str(cell)


@dataclass(slots=True)
class Choices:
    """Reads a column of choices: by the mapping's own meanings, else by those that are known.
    `unknown` counts what nobody knows.
    """

    column: str
    target: Target
    values: dict[str, str]
    refusal: RowCode | None = None
    known: dict[Cell, str | None] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)

    def __call__(self, cells: Sequence[Cell], troubles: Troubles) -> _Texts:
        """The value of each row; None where nothing is said or nobody knows what is."""
        meant = self.known
        if len(meant) > MOST_REMEMBERED:
            meant.clear()
        for cell in set(cells).difference(meant):
            meant[cell] = self._meaning(cell)
        made = [meant[cell] for cell in cells]
        if None in made:
            for row, value in enumerate(made):
                if value is None and not is_blank(cells[row]) and not self._is_dropped(cells[row]):
                    self._unknown(row, cells[row], troubles)
        return made

    def _unknown(self, row: int, cell: Cell, troubles: Troubles) -> None:
        text = " ".join(str(cell).split())[:120]
        if text in self.unknown or len(self.unknown) < MOST_REMEMBERED:
            self.unknown[text] += 1
        if self.refusal is not None:
            troubles.refuse(row, self.column, self.refusal, value=text)
        else:
            troubles.doubt(row, self.column, WarningCode.UNKNOWN_VALUE, text)

    def _meaning(self, cell: Cell) -> str | None:
        if is_blank(cell):
            return None
        text = str(cell).strip()
        said = self.values.get(text, self.values.get(folded(text)))
        return (said or None) if said is not None else known(self.target, text)

    def _is_dropped(self, cell: Cell) -> bool:
        text = str(cell).strip()
        return self.values.get(text, self.values.get(folded(text))) == ""


@dataclass(slots=True)
class Wholes:
    """Reads whole numbers, as days past due: those below nothing are nothing."""

    column: str
    most: int
    known: dict[Cell, tuple[int | None, RowCode | WarningCode | None]] = field(default_factory=dict)

    def __call__(self, cells: Sequence[Cell], troubles: Troubles) -> list[int | None]:
        """The number of each row."""
        found = self.known
        if len(found) > MOST_REMEMBERED:
            found.clear()
        for cell in set(cells).difference(found):
            found[cell] = self._read(cell)
        read = [found[cell] for cell in cells]
        if any(said for _, said in read):
            for row, (_, said) in enumerate(read):
                if isinstance(said, RowCode):
                    troubles.refuse(row, self.column, said, value=str(cells[row])[:60])
                elif said is not None:
                    troubles.doubt(row, self.column, said, cells[row])
        return [number for number, _ in read]

    def _read(self, cell: Cell) -> tuple[int | None, RowCode | WarningCode | None]:
        if is_blank(cell):
            return None, None
        text = str(cell).strip().casefold()
        found = re.fullmatch(r"(-?\d{1,9})(?:[.,]0+)?(?: ?d[ií]as?)?", text)
        if found is None:
            return None, RowCode.NOT_NUMBER
        number = int(found[1])
        if number > self.most:
            return None, RowCode.TOO_LARGE
        return (0, WarningCode.NEGATIVE_DAYS) if number < 0 else (number, None)


@dataclass(slots=True)
class Mails:
    """Reads addresses of mail; a cell may have several. What is none is dropped and told."""

    column: str

    def __call__(self, cells: Sequence[Cell], troubles: Troubles) -> list[tuple[str, ...] | None]:
        """The addresses of each row."""
        return [
            self._one(row, str(cell), troubles) if cell else None for row, cell in enumerate(cells)
        ]

    def _one(self, row: int, cell: str, troubles: Troubles) -> tuple[str, ...] | None:
        made = []
        for part in re.split(r"[;,/\s]+", cell.strip()):
            if not is_blank(part):
                if len(part) <= 240 and _MAIL.fullmatch(part):
                    made.append(part)
                else:
                    troubles.doubt(row, self.column, WarningCode.EMAIL, part)
        return tuple(made) or None
