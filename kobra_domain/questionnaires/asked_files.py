"""Which files a form asks for: by name, with the columns that it reads in them, or by a name that
only the phone computes. What is missing or superfluous is the lint's (`lint_files`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kobra_domain.questionnaires.columns import split
from kobra_domain.questionnaires.expressions import (
    Call,
    Constant,
    Expression,
    Path,
    Unreadable,
    expression_parts,
    inner_expressions,
)
from kobra_domain.questionnaires.files import FileKind, FormFile, ending
from kobra_domain.questionnaires.form import Choice, Form, Node
from kobra_domain.questionnaires.lint_lists import FILES as TABLES
from kobra_domain.questionnaires.lint_lists import columns_named
from kobra_domain.questionnaires.lint_names import is_name
from kobra_domain.questionnaires.parameters import read_parameters
from kobra_domain.questionnaires.references import Reading, Spot, expression_cells, is_dynamic

Place = Node | Choice
_BROUGHT = {"csv-external": ".csv", "xml-external": ".xml"}
MEDIA_KINDS = {
    "image": FileKind.IMAGE,
    "big-image": FileKind.IMAGE,
    "audio": FileKind.AUDIO,
    "video": FileKind.VIDEO,
}
_OWN_COLUMNS = {"geojson": ("id", "title")}
_SEARCH = re.compile(r"\bsearch\(")
# Which arguments of a search name columns: search('t', 'matches', 'column', text, 'column', text).
_SEARCHED_COLUMNS = (2, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A file that is asked for in a cell. `name` is empty where only the phone computes it.

    `is_needed`: phones do not open the form, or the question, without it.
    """

    place: Place
    column: str
    kind: FileKind
    name: str = ""
    is_needed: bool = False
    columns: tuple[str, ...] = ()


def asked_files(reading: Reading) -> list[Asked]:
    """Every file a form asks for, as often as it does, in the order of the form."""
    sources = _sources(reading)
    spots = reading.spots.values()
    found = [asked for spot in spots for asked in _of_question(reading, spot, sources)]
    found += [asked for choice in reading.form.choices for asked in _shown(choice)]
    return found


def by_name(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """What is asked for by name, under the name that `plain` makes of it."""
    found: dict[str, list[Asked]] = {}
    for each in asked:
        if each.name:
            found.setdefault(plain(each.name), []).append(each)
    return found


def plain(name: str) -> str:
    """One spelling of a name: composed letters and taken-apart ones are the same."""
    return unicodedata.normalize("NFC", name)


def fits(asked: Asked, file: FormFile) -> bool:
    """Whether a computed name may come out as this file: tables are CSV."""
    is_table = asked.kind is FileKind.DATA
    return (
        not asked.name and file.kind is asked.kind and (not is_table or ending(file.name) == "csv")
    )


def asked_of(form: Form, files: Sequence[FormFile]) -> tuple[FormFile, ...]:
    """Those of some files that a form asks for, or may."""
    asked = asked_files(Reading(form)) if files else []
    named = by_name(asked)
    return tuple(f for f in files if f.name in named or any(fits(each, f) for each in asked))


def is_by_expression(cell: str) -> bool:
    """Whether the phone computes what a cell says."""
    return "${" in cell or is_dynamic(cell)


def _of_question(reading: Reading, spot: Spot, sources: dict[str, str]) -> Iterator[Asked]:
    node, base = spot.node, spot.type.base
    named = spot.type.file or spot.type.list_name or ""
    if named.endswith(TABLES):
        columns = _choice_columns(node, named)
        yield _table(node, "type", named, columns)
    if base in _BROUGHT and node.name:
        yield _table(node, "name", node.name + _BROUGHT[base])
    yield from _searched(node, reading.lists.get(named, ()))
    for column, text in expression_cells(node):
        yield from _looked_up(node, column, text, sources)
    if base == "image":
        yield from _begun(node)
    yield from _shown(node)


def _table(place: Place, column: str, name: str, columns: tuple[str, ...] = ()) -> Asked:
    return Asked(
        place=place, column=column, kind=FileKind.DATA, name=name, is_needed=True, columns=columns
    )


def _begun(node: Node) -> Iterator[Asked]:
    """The picture that a question begins with."""
    for column in ("default", "calculation"):
        cell = node.cells.get(column, "").strip()
        if cell and (column == "calculation" or is_by_expression(cell)):
            yield Asked(place=node, column=column, kind=FileKind.IMAGE)
        elif cell:
            yield Asked(place=node, column=column, kind=FileKind.IMAGE, name=cell)


def _shown(place: Place) -> Iterator[Asked]:
    for key, text in place.cells.items():
        column, cell = split(key)[0], text.strip()
        if column in MEDIA_KINDS and cell and cell != "-":
            name = "" if is_by_expression(cell) else cell
            yield Asked(place=place, column=key, kind=MEDIA_KINDS[column], name=name)


def _choice_columns(node: Node, file: str) -> tuple[str, ...]:
    """The columns that a list from a file is made of, and those that its filter names."""
    said = read_parameters(node.cells.get("parameters", "")) or {}
    value, label = _OWN_COLUMNS.get(ending(file), ("name", "label"))
    filtered = columns_named(node.cells.get("choice_filter", ""))
    return (said.get("value", value), said.get("label", label), *filtered)


def _predicates(path: Path) -> Iterator[Expression]:
    yield from path.predicates
    for step in path.steps:
        yield from step.predicates


def _column(part: Expression) -> str:
    """The name of a plain path of one step, else nothing."""
    if not isinstance(part, Path) or part.base is not None or part.is_absolute:
        return ""
    return part.steps[0].name if len(part.steps) == 1 and is_name(part.steps[0].name) else ""


def _sources(reading: Reading) -> dict[str, str]:
    """Name of a secondary instance → its file."""
    found: dict[str, str] = {}
    for spot in reading.spots.values():
        named = spot.type.file or spot.type.list_name or ""
        if named.endswith(TABLES):
            found.setdefault(named.rpartition(".")[0], named)
        if spot.type.base in _BROUGHT and spot.node.name:
            found.setdefault(spot.node.name, spot.node.name + _BROUGHT[spot.type.base])
    return found


def _looked_up(node: Node, column: str, text: str, sources: dict[str, str]) -> Iterator[Asked]:
    if "pulldata" not in text and "instance" not in text:
        return
    try:
        parts = expression_parts(text)
    except Unreadable:
        return
    for part in parts:
        match part:
            case Call("pulldata", (Constant(name), *more)):
                yield _table(node, column, f"{name}.csv", _constants(more[:2]))
            case Call("pulldata", (_, *_)):
                yield Asked(place=node, column=column, kind=FileKind.DATA, is_needed=True)
            case Path(Call("instance", (Constant(name), *_))) if name in sources:
                yield _table(node, column, sources[name], _of_path(part))


def _of_path(path: Path) -> tuple[str, ...]:
    """The columns of instance('t')/root/item[here and here]/there."""
    filtered = [
        _column(inner) for predicate in _predicates(path) for inner in inner_expressions(predicate)
    ]
    wanted = path.steps[2].name if len(path.steps) > 2 else ""
    names = (*filtered, wanted if is_name(wanted) else "")
    return tuple(dict.fromkeys(name for name in names if name))


def _searched(node: Node, choices: Sequence[Choice]) -> Iterator[Asked]:
    """Tables of search(), which stands in an appearance, perhaps beside other words; the question's
    own list says which columns are value and text.
    """
    cell = node.cells.get("appearance", "")
    for found in _SEARCH.finditer(cell):
        call = _call(cell[found.start() :])
        first = call.arguments[0] if call and call.arguments else None
        if isinstance(first, Constant):
            assert call is not None
            chosen = [call.arguments[at] for at in _SEARCHED_COLUMNS if at < len(call.arguments)]
            columns = (*_constants(chosen), *_listed_columns(choices))
            yield _table(node, "appearance", f"{first.text}.csv", columns)
        else:
            yield Asked(place=node, column="appearance", kind=FileKind.DATA, is_needed=True)


def _listed_columns(choices: Sequence[Choice]) -> Iterator[str]:
    """What the rows of a searched list name; a row whose value is a number is a choice itself."""
    for choice in choices:
        if not choice.name.strip().isdecimal():
            yield choice.name.strip()
            for key, text in choice.cells.items():
                if split(key)[0] == "label":
                    yield from (part.strip() for part in text.split(",") if part.strip())


def _call(text: str) -> Call | None:
    """The call that a text begins with, whatever stands behind it."""
    for at, letter in enumerate(text):
        if letter == ")":
            try:
                parts = expression_parts(text[: at + 1])
            except Unreadable:
                continue
            return next((part for part in parts if isinstance(part, Call)), None)
    return None


def _constants(arguments: "list[Expression] | tuple[Expression, ...]") -> tuple[str, ...]:
    return tuple(each.text for each in arguments if isinstance(each, Constant) and each.text)
