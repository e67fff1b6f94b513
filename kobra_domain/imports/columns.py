"""Which column of a file is what, by its header: «No. Obligación», «Saldo vencido (miles)».

Headers are compared without case, accents, signs and small words. What was mapped by hand is
remembered by whoever calls; this proposes.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kobra_domain.imports.synonyms import OTHERWISE, SYNONYMS
from kobra_domain.imports.targets import ADDRESS, COUNTED, MONEY, REPEATED, TAKEN, Target
from kobra_domain.imports.things import ImportKind

_SMALL = frozenset({"de", "del", "la", "el", "los", "las", "y", "o", "en", "a", "por", "para"})
_ALIASES = {
    **dict.fromkeys(("no", "nro", "num", "n", "nu", "numero"), "numero"),
    **dict.fromkeys(("fec", "fch", "f"), "fecha"),
    **dict.fromkeys(("cod", "codigo"), "codigo"),
    **dict.fromkeys(("id", "ident"), "id"),
}
_UNITS = (
    (re.compile(r"\b(?:en )?(?:miles|mil)\b"), 1_000),
    (re.compile(r"\b(?:en )?(?:millones|millon|mm)\b"), 1_000_000),
)


def plain(header: str) -> tuple[str, ...]:
    """A header's words as they are compared: «No. de Crédito» is «numero credito»."""
    text = unicodedata.normalize("NFKD", header.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    words = re.findall(r"[a-z]+|[0-9]+", text)
    return tuple(_ALIASES.get(word, word) for word in words if word not in _SMALL)


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a column is taken for; amounts in it are times `unit`. `ordinal`: «telefono 2»."""

    target: Target
    unit: int = 1
    ordinal: int = 1


@cache
def _known(kind: ImportKind) -> dict[tuple[str, ...], Target]:
    """Every header that is known in a kind of file. A target's own name is never another's."""
    taken = [target for target in Target if target in TAKEN[kind]]
    synonyms = [(name, target) for target in taken for name in SYNONYMS.get(target, ())]
    found: dict[tuple[str, ...], Target] = {}
    for name, target in (*OTHERWISE.get(kind, {}).items(), *synonyms):
        found.setdefault(plain(name), target)
    return found | {plain(target.value): target for target in taken}


def proposed(
    headers: Sequence[str],
    kind: ImportKind = ImportKind.ACCOUNTS,
    sample: Sequence[Sequence[str]] = (),
) -> list[Mapped | None]:
    """For each header what it is taken for. Of telephones, mails and addresses a file may have
    several; of all else the first to name it has it. «Mora» alone is an amount, or by the cells of
    the `sample` (rows beneath the headers) days.
    """
    made: list[Mapped | None] = []
    taken: set[tuple[Target, int]] = set()
    doors: dict[str, int] = {"": 1}
    days = _of_days(headers, kind, sample)
    for place, header in enumerate(headers):
        mapped = (
            Mapped(Target.DAYS_PAST_DUE) if place == days else _free(header, kind, taken, doors)
        )
        made.append(mapped)
        if mapped is not None:
            taken.add((mapped.target, mapped.ordinal))
    return made


_AMOUNT_OR_DAYS = frozenset({("mora",), ("vencido",)})
_FEW_DAYS = re.compile(r"\d{1,4}(?:[.,]0+)?(?: ?d[i\u00ed]as?)?", re.IGNORECASE)


def _of_days(
    headers: Sequence[str], kind: ImportKind, sample: Sequence[Sequence[str]]
) -> int | None:
    """The place of a header that names an amount or days, by whose cells it is days; None: none is,
    or another header says the days.
    """
    known = _known(kind)
    words = [plain(header) for header in headers]
    if any(known.get(one) is Target.DAYS_PAST_DUE for one in words):
        return None
    for place, one in enumerate(words):
        if one in _AMOUNT_OR_DAYS and known.get(one) is Target.OVERDUE:
            cells = [row[place].strip() for row in sample if place < len(row)]
            said = [cell for cell in cells if cell.strip("0")]
            if said and all(_FEW_DAYS.fullmatch(cell) for cell in said):
                return place
    return None


def knows(header: str, kind: ImportKind) -> bool:
    """Whether a header by itself says what its column is."""
    return _free(header, kind, set(), {"": 1}) is not None


def _free(
    header: str, kind: ImportKind, taken: set[tuple[Target, int]], doors: dict[str, int]
) -> Mapped | None:
    """A header's target, of ordinals that are still free; `doors` are the addresses of the row by
    what stands behind their names.
    """
    words, unit = _without_unit(plain(header))
    known = _known(kind)
    target, behind = known.get(words), ""
    if target is None and len(words) > 1 and (shorter := known.get(words[:-1])) in REPEATED:
        target, behind = shorter, words[-1]
    if target is None or (unit > 1 and target not in MONEY):
        return None
    if target in ADDRESS and (behind or (target, 1) not in taken):
        is_first = behind in ("", "1")
        ordinal = 1 if is_first else doors.setdefault(_door(behind), len(doors) + 1)
        is_door = is_first or behind.isdecimal() or behind in _OTHER_DOORS
        return Mapped(target, unit, ordinal) if is_door and (target, ordinal) not in taken else None
    if target in COUNTED and (not behind or behind.isdecimal()):
        count = sum(1 for one, _ in taken if one is target)
        return Mapped(target, unit, count + 1)
    return None if behind or (target, 1) in taken else Mapped(target, unit)


def _door(behind: str) -> str:
    return "work" if behind in _OTHER_DOORS else behind


_OTHER_DOORS = frozenset({"trabajo", "laboral", "oficina", "empresa", "negocio", "empleo"})


def _without_unit(words: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    text = " ".join(words)
    for pattern, times in _UNITS:
        without, found = pattern.subn("", text)
        if found:
            return tuple(without.split()), times
    return words, 1
