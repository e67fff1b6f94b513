"""A Mexican address, read in one pass: «Av. Insurgentes Sur 1234 Int. 5, Col. Del Valle,
C.P. 03100» or «Calle 60 #491 x 57 y 59».

The house number says nothing of where the house is; the same street is in many colonias, so one
without colonia and postal code is no door.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kobra_domain.streets.between import house_of
from kobra_domain.streets.named import named_key, plain, quarter_key, street_key, words_of
from kobra_domain.streets.names import is_complement, unit_key

_TOKEN = re.compile(r"[0-9]+|[A-Z]+|[,;\n]")
_NUMBER_SIGN = re.compile(r"\b(?:NUMERO|NUM|NRO|NO|EXT|EXTERIOR)\b\.?\s?(?=[0-9SB#])|#")
_WITHOUT_NUMBER = re.compile(r"\bS\s?/\s?N\b|\bSIN NUMERO\b")
_POSTAL = re.compile(r"\bC\s?\.?\s?P\s?\.?(?=\s?[0-9])|\bCODIGO POSTAL\b")

_COLONIA = frozenset(
    ("COL", "COLONIA", "FRACC", "FRACCIONAMIENTO", "BARRIO", "EJIDO", "RESIDENCIAL")
)
_BLOCK = {"MZ": "MZ", "MZA": "MZ", "MANZANA": "MZ", "LT": "LT", "LTE": "LT", "LOTE": "LT"}
_SHOWS_MEXICO = frozenset(("C.P.", "COL", "COLONIA", "FRACC", "FRACCIONAMIENTO", "ENTRE"))
_STATES = frozenset(
    """AGUASCALIENTES|BAJA CALIFORNIA|BAJA CALIFORNIA SUR|CAMPECHE|CHIAPAS|CHIHUAHUA|CDMX|
    CIUDAD DE MEXICO|COAHUILA|COAHUILA DE ZARAGOZA|COLIMA|DURANGO|ESTADO DE MEXICO|GUANAJUATO|
    GUERRERO|HIDALGO|JALISCO|MEXICO|MICHOACAN|MICHOACAN DE OCAMPO|MORELOS|NAYARIT|NUEVO LEON|OAXACA|
    PUEBLA|QUERETARO|QUINTANA ROO|SAN LUIS POTOSI|SINALOA|SONORA|TABASCO|TAMAULIPAS|TLAXCALA|
    VERACRUZ|VERACRUZ DE IGNACIO DE LA LLAVE|YUCATAN|ZACATECAS""".replace("\n    ", "").split("|")
)
_CROSSED = frozenset(("ENTRE", "X", "ESQ", "ESQUINA"))
_UNIT_ONLY = frozenset(("INT", "INTERIOR", "EDIF", "EDIFICIO", "DEPTO", "DPTO", "DEPA"))
_BREAKS = frozenset(",;\n")
_POSTAL_DIGITS = 5
_MOST_NUMBER_DIGITS = 6
_N, _CP, _KM = "#", "C.P.", "KM"


@dataclass(frozen=True, slots=True)
class MexicanDoor:
    """`street`, `colonia` and `between` are keys (`named.py`); `number` is digits with their
    letter, empty without one («S/N», a block and lot in `block`).
    """

    street: str
    number: str = ""
    unit: str = ""
    colonia: str = ""
    postal_code: str = ""
    between: tuple[str, ...] = ()
    block: str = ""

    @property
    def where(self) -> str:
        """What tells this street from others of its name; empty: nothing does."""
        return self.colonia or self.postal_code

    @property
    def door(self) -> str:
        """The same for each way to write the door; empty where the address names none."""
        if not self.where:
            return ""
        if self.street and self.number:
            return f"{self.street} {self.number} @ {self.where}"
        return f"{self.block} @ {self.where}" if " LT " in f" {self.block} " else ""

    @property
    def house(self) -> int | None:
        """The number without its letter."""
        return house_of(self.number)


def read_mexican(text: str, neighbourhood: str = "", postal_code: str = "") -> MexicanDoor:
    """What an address says, by its text and the fields beside it, which go before the text."""
    parts = list(_parts(_tokens(text)))
    street, number = _street(parts[0].words) if parts and not parts[0].mark else ("", "")
    own = [part for part in parts[1:] if part.mark == ""]
    colonia = next((quarter_key(" ".join(p.words)) for p in parts if p.mark == "COL"), "")
    postal = next((p.words[0] for p in parts if p.mark == _CP and p.words), "")
    postal = postal or next(
        (p.words[0] for p in own if len(p.words) == 1 and _is_postal(p.words[0])), ""
    )
    loose = [quarter_key(" ".join(p.words)) for p in own if not any(map(str.isdigit, p.words))]
    own_postal = postal_code.strip()
    return MexicanDoor(
        street=street,
        number=number,
        unit=unit_key([word for p in parts if p.mark == "UNIT" for word in p.words]),
        colonia=quarter_key(neighbourhood) or colonia or (loose[0] if loose else ""),
        postal_code=own_postal if _is_postal(own_postal) else postal if _is_postal(postal) else "",
        between=tuple(key for p in parts if p.mark == "X" for key in _crossed(p.words)),
        block=" ".join(word for p in parts if p.mark == "MZ" for word in p.words),
    )


def is_mexican(text: str, postal_code: str = "", region: str = "") -> bool:
    """Whether an address shows by itself that it is one of Mexico: its state, five digits of a
    postal code (Colombia's have six), a colonia, or the streets that it is between.
    """
    if _is_postal(postal_code.strip()) or " ".join(words_of(region)) in _STATES:
        return True
    found = set(_tokens(text))
    return not found.isdisjoint(_SHOWS_MEXICO) or {_N, "X", "Y"} <= found


def _tokens(text: str) -> list[str]:
    told = _WITHOUT_NUMBER.sub(" , ", plain(text))
    told = _POSTAL.sub(" ; CP ", told)
    told = _NUMBER_SIGN.sub(" NUMSIGN ", told)
    named = {"NUMSIGN": _N, "CP": _CP}
    return [named.get(word, word) for word in _TOKEN.findall(told)]


@dataclass(slots=True)
class _Part:
    """Words that belong together, and what announced them (empty: nothing but a comma)."""

    mark: str
    words: list[str]


def _parts(found: Sequence[str]) -> Iterator[_Part]:
    """An address cut where a comma or a word like «Col.», «Int.», «entre» begins something else."""
    part = _Part("", [])
    for n, word in enumerate(found):
        mark = _mark(found, n, part)
        if word in _BREAKS or mark is not None:
            if part.words or part.mark:
                yield part
            part = _Part(mark or "", [] if mark in ("COL", "X", _CP, None) else [word])
            if mark == "MZ":
                part.words = [_BLOCK[word]]
            continue
        if not _takes(part, word):
            yield part
            part = _Part("", [])
        part.words.append(word)
    if part.words or part.mark:
        yield part


def _mark(found: Sequence[str], n: int, part: _Part) -> str | None:
    """What a word announces here; None for a word like any other."""
    word, after = found[n], found[n + 1] if n + 1 < len(found) else ""
    if word == _CP:
        return _CP
    if not after or after in _BREAKS:
        return None
    if word in _COLONIA:
        is_crossed = part.mark != "X" or "Y" in part.words[:-1]
        return "COL" if is_crossed else None
    if word in _BLOCK:
        return "MZ"
    if word == _KM and after.isdigit():
        return _KM
    if word in _CROSSED:
        return "X" if n > 0 else None
    is_unit = word in _UNIT_ONLY or (is_complement(word) and (after.isdigit() or len(after) == 1))
    return "UNIT" if is_unit and n > 0 else None


def _takes(part: _Part, word: str) -> bool:
    """Whether a part goes on with the word: a unit, a lot, a postal code soon are at their end."""
    most = {"UNIT": 3, "MZ": 3, _KM: 3, _CP: 1}.get(part.mark)
    if most is None or len(part.words) < most - 1:
        return True
    is_letter = len(word) == 1 and word.isalpha()
    return len(part.words) < most and (is_letter or part.mark == _CP)


def _street(words: Sequence[str]) -> tuple[str, str]:
    """The street's key and the house number: what stands behind a sign, else the last number that
    is not the street's own («Calle 60», «5 de Mayo»).
    """
    if _N in words:
        at = words.index(_N)
        name, rest = list(words[:at]), [word for word in words[at + 1 :] if word != _N]
        number = _number(rest, 0) if rest and rest[0].isdigit() else ""
    else:
        at = _last_number(words)
        name, number = (list(words[:at]), _number(words, at)) if at else (list(words), "")
    return (street_key(" ".join(name)) or named_key(name)), number


def _last_number(words: Sequence[str]) -> int:
    """Where the house number stands; 0: there is none."""
    for at in range(len(words) - 1, 0, -1):
        if words[at].isdigit():
            is_named = named_key(words[:at]) not in ("", *_KINDS_ALONE)
            goes_on = any(len(word) > 1 and word != "BIS" for word in words[at + 1 :])
            return at if is_named and not goes_on else 0
    return 0


_KINDS_ALONE = ("CALLE", "AVENIDA", "AV", "C", "CLL", "PRIVADA", "CERRADA", "NORTE", "SUR")


def _number(words: Sequence[str], at: int) -> str:
    digits = words[at]
    if len(digits) > _MOST_NUMBER_DIGITS:
        return ""
    letter = words[at + 1] if at + 1 < len(words) else ""
    is_letter = (len(letter) == 1 and letter.isalpha()) or letter == "BIS"
    return f"{int(digits)}{letter if is_letter else ''}"


def _crossed(words: Sequence[str]) -> Iterator[str]:
    """The one or two streets of «entre Juárez y Morelos»."""
    skipped = [word for word in words if word not in ("CALLES", "CON", "CALLE", _N)]
    at = next((n for n, word in enumerate(skipped) if word == "Y" and n > 0), len(skipped))
    for name in (skipped[:at], skipped[at + 1 :]):
        if name:
            is_bare = name[0].isdigit() and len(name) <= 2
            yield street_key(" ".join(["CALLE", *name])) if is_bare else street_key(" ".join(name))


def _is_postal(text: str) -> bool:
    return len(text) == _POSTAL_DIGITS and text.isascii() and text.isdigit()
