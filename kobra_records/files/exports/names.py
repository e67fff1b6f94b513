"""Names that stay apart: of columns, of files on any system, of a workbook's sheets.

In the order given (of columns: that of their ranks), the first to want a name has it and keeps it
whatever comes after; who wants it again is told apart by its key (the path of a question, the key
of a column), then by a number.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from kobra_records.files.exports.letters import escaped, readable, utf16_cut, utf16_length

Wanted = tuple[str, str]  # what it is called, and its key
LONGEST_HEADER = 255
LONGEST_FILE = 80
LONGEST_SHEET = 31
_NOT_IN_SHEET = re.compile(r"[\[\]:*?/\\]")
# Nor what turns the direction of reading: «…fdp.exe» would look like «…exe.pdf».
_NOT_IN_FILE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
)
_HISTORY = "history"  # Excel keeps this title for itself


def headers(
    wanted: Sequence[Wanted], ranks: Sequence[int] = (), taken: Sequence[str] = ()
) -> list[str]:
    """The columns' headers. They take their names in the order of their `ranks`, else as they
    stand; `taken` are those that stand already.
    """
    order = sorted(range(len(wanted)), key=lambda at: ranks[at] if ranks else 0)
    named = _apart([wanted[at] for at in order], lambda text, end: _header(text, end) + end, taken)
    return [name for _, name in sorted(zip(order, named, strict=True))]


def sheet_titles(wanted: Sequence[Wanted]) -> list[str]:
    """Titles that a workbook takes."""
    return _apart(wanted, lambda text, end: _sheet(text, end) + _sheet_end(end))


def file_names(wanted: Sequence[Wanted], taken: Sequence[str] = ()) -> list[str]:
    """Names of files of one folder; what tells two apart stands before the ending («.jpg»)."""
    return _apart(wanted, _file, taken)


def file_name(text: str) -> str:
    """A text as the name of one file."""
    return _file(text, "")


def _apart(
    wanted: Sequence[Wanted], fitted: Callable[[str, str], str], taken: Sequence[str] = ()
) -> list[str]:
    made: list[str] = []
    folded = {_fold(name) for name in taken}
    for text, key in wanted:
        name, number = fitted(text, ""), 1 if key else 2
        while _fold(name) in folded:
            keyed = f" ({key})" if key else ""
            name = fitted(text, keyed if number == 1 and keyed else f"{keyed} {number}")
            number += 1
        folded.add(_fold(name))
        made.append(name)
    return made


def _fold(name: str) -> str:
    """As the least exact reader compares them: no case, no width, no blanks at the ends."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _header(text: str, end: str) -> str:
    clean = " ".join(readable(text).split()) or "–"
    return utf16_cut(clean, max(1, LONGEST_HEADER - utf16_length(end))).rstrip()


def _sheet(text: str, end: str) -> str:
    clean = " ".join(_NOT_IN_SHEET.sub(" ", readable(text)).split()).strip("' ")
    room = LONGEST_SHEET - utf16_length(_sheet_end(end))
    made = utf16_cut(clean, room).strip("' ")
    while utf16_length(escaped(made)) > room:
        made = made[:-1].strip("' ")
    return f"{made}_"[-room:] if made.casefold() == _HISTORY else made or "1"


def _sheet_end(end: str) -> str:
    """What tells a title apart, short enough to leave the title half of the room; its last
    letters, for a path's end says more than its start.
    """
    clean = _NOT_IN_SHEET.sub(" ", readable(end))
    keep = LONGEST_SHEET // 2
    return clean if len(clean) <= keep else f" …{clean[2 - keep :]}"


def _file(text: str, end: str) -> str:
    clean = _NOT_IN_FILE.sub("_", readable(text)).strip(" .")
    safe_end = _NOT_IN_FILE.sub("_", readable(end))
    stem, ending = clean, ""
    dot = clean.rfind(".")
    if dot > 0 and _ENDING.fullmatch(clean[dot:]):
        stem, ending = clean[:dot], clean[dot:]
    keep = LONGEST_FILE - len(ending)
    safe_end = safe_end[-(keep // 2) :]
    stem = stem[: keep - len(safe_end)].rstrip(" .")
    while (
        len(f"{stem}{safe_end}{ending}".encode()) > 240
    ):  # what most file systems take, and «.part»
        stem = stem[:-1]
    if stem.partition(".")[0].strip().casefold() in _DEVICES:
        stem = f"_{stem}"
    return f"{stem}{safe_end}{ending}" if stem or safe_end else f"_{ending}"
