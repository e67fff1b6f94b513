"""What a numbered street is called: «Calle 8A Bis Sur» and «CL 8 A BIS SUR» are one street.

The short names are those of the national cadastre and the post; people write them in more ways than
are written down anywhere, so each reading is a table below.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class StreetKind(StrEnum):
    """Which way a street runs and is counted. An «avenida calle» is a calle, an «avenida carrera» a
    carrera.
    """

    CALLE = "CL"
    CARRERA = "KR"
    DIAGONAL = "DG"
    TRANSVERSAL = "TV"
    AVENIDA = "AV"
    AUTOPISTA = "AU"
    CIRCULAR = "CQ"


class Quadrant(StrEnum):
    """Which side of the city's first street, by its name."""

    SUR = "SUR"
    NORTE = "NORTE"
    ESTE = "ESTE"
    OESTE = "OESTE"


# Streets that are counted from south to north, and those from east to west.
ALONG = {StreetKind.CALLE, StreetKind.DIAGONAL}
ACROSS = {StreetKind.CARRERA, StreetKind.TRANSVERSAL}
_K = StreetKind
_KINDS: dict[str, StreetKind] = {
    **dict.fromkeys(("CALLE", "CALL", "CLLE", "CLL", "CL", "C", "AC"), _K.CALLE),
    **dict.fromkeys(
        ("CARRERA", "CARERA", "CARR", "CRRA", "CRA", "CR", "KRA", "KR", "K", "AK"), _K.CARRERA
    ),
    **dict.fromkeys(("DIAGONAL", "DIAG", "DG", "D"), _K.DIAGONAL),
    **dict.fromkeys(("TRANSVERSAL", "TRANSV", "TRANS", "TRV", "TV", "TR", "T"), _K.TRANSVERSAL),
    **dict.fromkeys(("AVENIDA", "AVDA", "AV"), _K.AVENIDA),
    **dict.fromkeys(("AUTOPISTA", "AUTOP", "AUT", "AU"), _K.AUTOPISTA),
    **dict.fromkeys(("CIRCULAR", "CIRC", "CQ", "CIR"), _K.CIRCULAR),
}
_QUADRANTS: dict[str, Quadrant] = {
    **dict.fromkeys(("SUR", "S"), Quadrant.SUR),
    **dict.fromkeys(("NORTE", "N", "NTE"), Quadrant.NORTE),
    **dict.fromkeys(("ESTE", "E", "ORIENTE"), Quadrant.ESTE),
    **dict.fromkeys(("OESTE", "O", "W", "OCCIDENTE"), Quadrant.OESTE),
}
_TOKEN = re.compile(r"[0-9]+|[A-Z]+|#|-")
# «No.», «Nro», «N°»; a lone N before a number too, though «8N» is a street of the north.
_NUMBER_SIGN = re.compile(r"\b(?:NUMERO|NUM|NRO|NO)\b|(?<![0-9A-Z])N(?=[.°º]*\s*[0-9])|[°º]")
_MOST_DIGITS = 3
_MOST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Street:
    """A numbered street: `letters` as in 8A or 8AB, `bis` is «BIS» or «BIS B» or empty."""

    kind: StreetKind
    number: int
    letters: str = ""
    bis: str = ""
    quadrant: Quadrant | None = None

    @property
    def key(self) -> str:
        """The same for each way to write it: «CL 8A BIS SUR»."""
        parts = (f"{self.kind} {self.number}{self.letters}", self.bis, self.quadrant or "")
        return " ".join(part for part in parts if part)

    @property
    def rank(self) -> tuple[int, str, str]:
        """By which streets of one kind and quadrant are counted: 8, 8A, 8A BIS, 8B, 9."""
        return self.number, self.letters, self.bis


def tokens(text: str) -> list[str]:
    """Numbers, words and the signs `#` and `-`, in capitals without accents; «8A» becomes two."""
    plain = text.upper()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _NUMBER_SIGN.sub(" # ", plain)
    plain = re.sub(r"[–—−]", "-", plain)
    return _TOKEN.findall(plain)


def read_street(text: str) -> Street | None:
    """A street by its whole name, as maps have it; None for one that is not numbered."""
    found = read_kind(words := tokens(text))
    if found is None:
        return None
    kind, at = found
    read = read_number(words, at)
    if read is None:
        return None
    number, at = read
    return number.of(kind) if at == len(words) else None


def read_kind(words: Sequence[str], at: int = 0) -> tuple[StreetKind, int] | None:
    """Which kind the words begin with, and where the number is. An avenue with the name of a kind
    is of that kind.
    """
    kind = _KINDS.get(words[at]) if at < len(words) else None
    if kind is None:
        return None
    inner = _KINDS.get(words[at + 1]) if at + 1 < len(words) else None
    is_named = kind is StreetKind.AVENIDA and inner is not None
    return (inner, at + 2) if is_named and inner else (kind, at + 1)


@dataclass(frozen=True, slots=True)
class Number:
    """A street's number without its kind: what stands behind the `#` of a door."""

    number: int
    letters: str = ""
    bis: str = ""
    quadrant: Quadrant | None = None

    def of(self, kind: StreetKind, quadrant: Quadrant | None = None) -> Street:
        """The street of a kind with this number; `quadrant` where it was said elsewhere."""
        return Street(kind, self.number, self.letters, self.bis, self.quadrant or quadrant)


def read_number(words: Sequence[str], at: int) -> tuple[Number, int] | None:
    """A number with what belongs to it, and where the words go on."""
    if at >= len(words) or not words[at].isdigit() or len(words[at]) > _MOST_DIGITS:
        return None
    number, at = int(words[at]), at + 1
    letters, at = _letters(words, at)
    bis, at = _bis(words, at)
    quadrant = _QUADRANTS.get(words[at]) if at < len(words) else None
    if quadrant is None and letters in ("N", "S") and not bis:
        # «8N» is how some cities write «8 Norte»; no street of theirs has these letters.
        return Number(number, "", "", _QUADRANTS[letters]), at
    return Number(number, letters, bis, quadrant), at + (quadrant is not None)


def _letters(words: Sequence[str], at: int) -> tuple[str, int]:
    if at >= len(words):
        return "", at
    word = words[at]
    is_letters = word.isalpha() and len(word) <= _MOST_LETTERS
    is_other = word in _COMPLEMENTS or (word in _QUADRANTS and word not in ("N", "S"))
    return (word, at + 1) if is_letters and not is_other else ("", at)


def _bis(words: Sequence[str], at: int) -> tuple[str, int]:
    if at >= len(words) or words[at] != "BIS":
        return "", at
    letters, at = _letters(words, at + 1)
    return f"BIS {letters}".strip(), at


def read_quadrant(words: Sequence[str], at: int) -> tuple[Quadrant | None, int]:
    """A quadrant that stands by itself."""
    quadrant = _QUADRANTS.get(words[at]) if at < len(words) else None
    return quadrant, at + (quadrant is not None)


# What begins the part of an address behind the door, in the cadastre's short form.
_COMPLEMENTS: dict[str, str] = {
    **dict.fromkeys(("APARTAMENTO", "APTO", "APT", "AP"), "AP"),
    **dict.fromkeys(("DEPARTAMENTO", "DEPTO", "DPTO", "DEPA"), "AP"),
    **dict.fromkeys(("INTERIOR", "INT", "IN"), "IN"),
    **dict.fromkeys(("TORRE", "TO"), "TO"),
    **dict.fromkeys(("BLOQUE", "BLOQ", "BLQ", "BL"), "BL"),
    **dict.fromkeys(("CASA", "CS", "CA"), "CS"),
    **dict.fromkeys(("MANZANA", "MZ", "MZA"), "MZ"),
    **dict.fromkeys(("PISO", "PI", "PS"), "PI"),
    **dict.fromkeys(("LOCAL", "LC", "LOC"), "LC"),
    **dict.fromkeys(("OFICINA", "OF"), "OF"),
    **dict.fromkeys(("LOTE", "LT"), "LT"),
    **dict.fromkeys(("EDIFICIO", "EDIF"), "ED"),
}


def unit_key(words: Sequence[str]) -> str:
    """Only flat, house, tower and the like with their numbers, in one order: who adds the quarter
    or turns tower and flat round names the same unit.
    """
    words = [word for word in words if word not in ("#", "-")]
    parts = set()
    for n, word in enumerate(words):
        if word in _COMPLEMENTS and n + 1 < len(words):
            letter = words[n + 2] if n + 2 < len(words) and len(words[n + 2]) == 1 else ""
            is_own = words[n + 1].isdigit() and letter.isalpha()
            parts.add(f"{_COMPLEMENTS[word]} {words[n + 1]}{letter if is_own else ''}")
    return " ".join(sorted(parts))


def is_complement(word: str) -> bool:
    """Whether a word begins what stands behind a door."""
    return word in _COMPLEMENTS
