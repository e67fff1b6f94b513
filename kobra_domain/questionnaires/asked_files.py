"""Which files a form asks for: by name, with the columns that it reads in them, or by a name that
only the phone computes. What is missing or superfluous is the lint's (`lint_files`).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kobra_domain.questionnaires.columns import MEDIA, split
from kobra_domain.questionnaires.expressions import (
    Call,
    Constant,
    Expression,
    Path,
    Unreadable,
    expression_parts,
    inner_expressions,
)
from kobra_domain.questionnaires.files import FileKind, ending
from kobra_domain.questionnaires.form import Choice, Node
from kobra_domain.questionnaires.lint_lists import FILES as TABLES
from kobra_domain.questionnaires.lint_lists import columns_named
from kobra_domain.questionnaires.lint_names import is_name
from kobra_domain.questionnaires.parameters import read_parameters
from kobra_domain.questionnaires.references import Reading, Spot, expression_cells, is_dynamic

Place = Node | Choice
_BROUGHT = {"csv-external": ".csv", "xml-external": ".xml"}
_SHOWN = {"image": FileKind.IMAGE, "big-image": FileKind.IMAGE, "audio": FileKind.AUDIO}
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
    found = [asked for spot in reading.spots.values() for asked in _of_question(spot, sources)]
    found += [asked for choice in reading.form.choices for asked in _shown(choice)]
    return found


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name: composed letters and taken-apart ones are the same."""
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def is_by_expression(cell: str) -> bool:
    """Whether the phone computes what a cell says."""
    return "${" in cell or is_dynamic(cell)


def _of_question(spot: Spot, sources: dict[str, str]) -> Iterator[Asked]:
    node, base = spot.node, spot.type.base
    named = spot.type.file or spot.type.list_name or ""
    if named.endswith(TABLES):
        columns = _choice_columns(node, named)
        yield _table(node, "type", named, columns)
    if base in _BROUGHT and node.name:
        yield _table(node, "name", node.name + _BROUGHT[base])
    yield from _searched(node)
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
        if column in MEDIA and cell and cell != "-":
            kind = _SHOWN.get(column, FileKind.VIDEO)
            name = "" if is_by_expression(cell) else cell
            yield Asked(place=place, column=key, kind=kind, name=name)


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


def _searched(node: Node) -> Iterator[Asked]:
    """Tables of search(), which stands in an appearance, perhaps beside other words."""
    cell = node.cells.get("appearance", "")
    for found in _SEARCH.finditer(cell):
        call = _call(cell[found.start() :])
        first = call.arguments[0] if call and call.arguments else None
        if isinstance(first, Constant):
            assert call is not None
            chosen = [call.arguments[at] for at in _SEARCHED_COLUMNS if at < len(call.arguments)]
            yield _table(node, "appearance", f"{first.text}.csv", _constants(chosen))
        else:
            yield Asked(place=node, column="appearance", kind=FileKind.DATA, is_needed=True)


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
