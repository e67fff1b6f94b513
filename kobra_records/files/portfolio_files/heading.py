"""Where in a file its header stands, over how many rows, and what its columns are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from kobra_domain.imports.columns import knows, proposed
from kobra_domain.imports.problems import Doubt, FileCode, FileRefused, WarningCode
from kobra_domain.imports.things import ImportKind

MOST_COLUMNS = 500
_SURE = 2  # known headers, of a row that is mostly figures (30, 60, 90)
SEARCHED = 40  # rows; above a header stand titles, logos and dates
EXPLAINS = "↓"  # begins the line of a template that explains its columns
Head = Sequence[tuple[int, Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Heading:
    """`line` is the header's (0: there is none), `first` the first beneath all of it; `headers` are
    single, and none is empty.
    """

    line: int
    rows: int
    first: int
    headers: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


def heading(head: Head, kind: ImportKind, line: int = 0, rows: int = 0) -> Heading:
    """The header among the first rows, or where it is said to be. Raises FileRefused."""
    at, count = _place(head, kind, line, rows)
    names = _joined(head, at, count, kind)
    if not any(names):
        raise FileRefused(FileCode.NO_HEADER)
    _refuse_wide(names)
    begun = head[at][0]
    doubts = []
    if any(_filled(cells) for _, cells in head[:at]):
        doubts.append(Doubt(WarningCode.HEADER_BELOW, "", 1, (begun,)))
    if count > 1:
        doubts.append(Doubt(WarningCode.TWO_HEADERS, "", 1, (begun,)))
    single, twice = _single(names)
    doubts += [Doubt(WarningCode.HEADER_TWICE, name, 1, (begun,)) for name in twice]
    after = at + count
    if after < len(head) and _explains(head[after][1]):
        after += 1
    first = head[after][0] if after < len(head) else head[-1][0] + 1
    return Heading(begun, count, first, single, tuple(doubts))


def _place(head: Head, kind: ImportKind, line: int, rows: int) -> tuple[int, int]:
    """Which of the rows is the header, and over how many it goes."""
    if line:
        at = next((n for n, (number, _) in enumerate(head) if number == line), None)
        if at is None:
            raise FileRefused(FileCode.NO_HEADER)
        return at, rows or 1
    best, score = None, -1.0
    for at, (_, cells) in enumerate(head[:SEARCHED]):
        _refuse_wide(cells)
        may_head = _may_head(cells)
        for count in (1, 2):
            if count == 2 and not (may_head and at + 1 < len(head) and _may_head(head[at + 1][1])):
                continue
            known = sum(one is not None for one in proposed(_joined(head, at, count, kind), kind))
            if known > score and (may_head or known >= _SURE):
                best, score = (at, count), known
    if best is None:
        raise FileRefused(FileCode.NO_HEADER if head else FileCode.EMPTY)
    return best


def _refuse_wide(cells: Sequence[object]) -> None:
    said = next((at for at in range(len(cells), 0, -1) if cells[at - 1] != ""), 0)
    if said > MOST_COLUMNS:
        raise FileRefused(FileCode.TOO_WIDE, count=said, limit=MOST_COLUMNS)


def _may_head(cells: Sequence[object]) -> bool:
    """Whether a row can be a header: texts, most of which are no figures."""
    said = [cell for cell in cells if _said(cell)]
    texts = [cell for cell in said if isinstance(cell, str) and any(c.isalpha() for c in cell)]
    return bool(said) and len(texts) * 3 >= len(said) * 2 and not _explains(cells)


def _joined(head: Head, at: int, count: int, kind: ImportKind) -> list[str]:
    """The names of the columns; of two rows, what stands above goes on to the right, as long as
    that makes more of a name than what stands below.
    """
    above = [_said(cell) for cell in head[at][1]]
    if count == 1:
        return _without_end(above)
    below = [_said(cell) for cell in head[at + 1][1]]
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    made, over = [], ""
    for top, bottom in zip(above, below, strict=True):
        over = top or over
        both = f"{over} {bottom}".strip()
        if not bottom or bottom == top:
            made.append(top)
        else:
            made.append(bottom if knows(bottom, kind) and not knows(both, kind) else both)
    return _without_end(made)


def _without_end(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names.pop()
    return names


def _said(cell: object) -> str:
    return " ".join(str(cell).replace("\ufeff", "").split())


def _filled(cells: Sequence[object]) -> bool:
    return any(_said(cell) for cell in cells)


def _explains(cells: Sequence[object]) -> bool:
    return next((said for cell in cells if (said := _said(cell))), "").startswith(EXPLAINS)


def _single(names: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Every name once: the second «saldo» is «saldo (2)»; and which came twice."""
    made: list[str] = []
    twice: list[str] = []
    seen: dict[str, int] = {}
    for at, name in enumerate(names, 1):
        called = name or f"#{at}"
        times = seen[called.casefold()] = seen.get(called.casefold(), 0) + 1
        if times > 1:
            twice.append(called)
            called = f"{called} ({times})"
        made.append(called)
    return tuple(made), twice
