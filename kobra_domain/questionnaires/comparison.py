"""What differs between two versions of a form, and what of it breaks answers already collected.

Things are matched by uid; between forms that share none (two workbooks), by name.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kobra_domain.questionnaires.columns import shown
from kobra_domain.questionnaires.files import FormFile
from kobra_domain.questionnaires.form import Choice, Form, Node, NodeKind
from kobra_domain.questionnaires.question_types import read_type

_SHOWN_OF_HASH = 12


class FormPart(StrEnum):
    """What of a form a difference is about."""

    QUESTION = "question"
    CHOICE = "choice"
    SETTING = "setting"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that came, went or moved. `uid` is the new form's, the old one's if it went.

    `where` is the group or list it is in; `breaks` a code (words under `breaks.<code>`) or None.
    """

    part: FormPart
    uid: str
    name: str
    label: str = ""
    where: str = ""
    breaks: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell that differs; `old` or `new` is None where there was or is no cell."""

    part: FormPart
    uid: str
    name: str
    label: str = ""
    field: str
    old: str | None
    new: str | None
    breaks: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences, each in the order of the form it is in."""

    added: tuple[Item, ...] = ()
    removed: tuple[Item, ...] = ()
    moved: tuple[Item, ...] = ()
    changed: tuple[Change, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.moved or self.changed)

    @property
    def breaking(self) -> tuple[Item | Change, ...]:
        """What breaks collected answers."""
        items = [item for item in (*self.removed, *self.moved) if item.breaks]
        return (*items, *(change for change in self.changed if change.breaks))


_Lists = tuple[Mapping[str, set[str]], Mapping[str, set[str]]]  # names of choices, old and new


@dataclass(frozen=True, slots=True)
class _Row:
    """A node or choice beside others: what it is in, and its number among its siblings."""

    part: FormPart
    uid: str
    cells: Mapping[str, str]
    parent: str
    where: str
    in_repeat: bool
    keeps_answers: bool

    @property
    def name(self) -> str:
        return self.cells.get("name", "")

    @property
    def label(self) -> str:
        return shown(self.cells, "label", None)


def compare(old: Form, new: Form) -> Comparison:
    """What differs from `old` to `new`."""
    before, after = _rows(old), _rows(new)
    known = _matched(before, after)
    theirs = {row.uid: row for row in before}
    pairs = [(theirs[known[row.uid]], row) for row in after if row.uid in known]
    kept = set(known.values())
    lists = _lists(old), _lists(new)
    changed = [change for pair in pairs for change in _changes(*pair, lists)]
    mine, others = ({file.name: file for file in form.files} for form in (new, old))
    return Comparison(
        added=(*(_item(row) for row in after if row.uid not in known), *_files(mine, others)),
        removed=(
            *(_item(row, _loss(row)) for row in before if row.uid not in kept),
            *_files(others, mine),
        ),
        moved=tuple(_moves(before, pairs, known)),
        changed=(
            *changed,
            *_setting_changes(old.settings, new.settings),
            *_file_changes(others, mine),
        ),
    )


def _files(here: Mapping[str, FormFile], there: Mapping[str, FormFile]) -> Iterable[Item]:
    """The files that only one of the two has."""
    return (Item(part=FormPart.FILE, uid="", name=name) for name in here if name not in there)


def _file_changes(old: Mapping[str, FormFile], new: Mapping[str, FormFile]) -> Iterable[Change]:
    """The files of one name whose content is another, told by how they are told apart."""
    for name, file in new.items():
        before = old.get(name, file)
        if before.sha256 != file.sha256:
            yield Change(
                part=FormPart.FILE,
                uid="",
                name=name,
                field="sha256",
                old=before.sha256[:_SHOWN_OF_HASH],
                new=file.sha256[:_SHOWN_OF_HASH],
            )


def _rows(form: Form) -> list[_Row]:
    rows: list[_Row] = []

    def add(nodes: Iterable[Node], parent: str, where: str, in_repeat: bool) -> None:
        for node in nodes:
            if node.kind in (NodeKind.BLANK, NodeKind.COMMENT):
                continue
            keeps = not node.is_container and read_type(node.type).base != "note"
            rows.append(
                _Row(FormPart.QUESTION, node.uid, node.cells, parent, where, in_repeat, keeps)
            )
            inside = in_repeat or node.kind is NodeKind.REPEAT
            add(node.children, node.uid, node.name, inside)

    add(form.survey, "", "", False)
    rows += [_choice_row(choice) for choice in form.choices if choice.list_name]
    return rows  # fmt: skip


def _choice_row(choice: Choice) -> _Row:
    name = choice.list_name
    return _Row(FormPart.CHOICE, choice.uid, choice.cells, f"list {name}", name, False, True)


def _matched(before: Sequence[_Row], after: Sequence[_Row]) -> dict[str, str]:
    """New uid → old uid: the same uid, else the only one of that name on both sides."""
    theirs = {row.uid for row in before}
    known = {row.uid: row.uid for row in after if row.uid in theirs}
    left = [row for row in before if row.uid not in known]
    named, wanted = _by_name(left), _by_name(row for row in after if row.uid not in known)
    known |= {uid: named[key] for key, uid in wanted.items() if key in named}
    return known


def _by_name(rows: Iterable[_Row]) -> dict[tuple[str, str, str], str]:
    keyed = [((row.part, row.where * (row.part is FormPart.CHOICE), row.name), row.uid)
             for row in rows if row.name]  # fmt: skip
    often = Counter(key for key, _ in keyed)
    return {key: uid for key, uid in keyed if often[key] == 1}


def _moves(
    before: Sequence[_Row], pairs: Sequence[tuple[_Row, _Row]], known: Mapping[str, str]
) -> Iterable[Item]:
    """What is in another group, and the fewest that must have moved among their siblings."""
    place = {row.uid: at for at, row in enumerate(before)}
    still: dict[str, list[tuple[int, _Row]]] = {}
    strayed = []
    for old, new in pairs:
        is_choice = new.part is FormPart.CHOICE  # its list is a cell, and told as one
        if is_choice or old.parent == known.get(new.parent, new.parent):
            still.setdefault(new.parent, []).append((place[old.uid], new))
        else:
            strayed.append((old, new))
    for siblings in still.values():
        in_order = _longest_rising([at for at, _ in siblings])
        for at, (_, row) in enumerate(siblings):
            if at not in in_order:
                yield _item(row)
    for old, new in strayed:
        yield _item(new, _move_breaks(old, new))


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The indices of a longest rising subsequence."""
    least: list[int] = []  # the least last number of a run of each length, and its index
    ends: list[int] = []
    previous: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(least, number)
        previous.append(ends[length - 1] if length else -1)
        least[length : length + 1] = [number]
        ends[length : length + 1] = [at]
    found: set[int] = set()
    at = ends[-1]
    while at >= 0:
        found.add(at)
        at = previous[at]
    return found


def _move_breaks(old: _Row, new: _Row) -> str | None:
    if old.in_repeat != new.in_repeat:
        return "moved_into_repeat" if new.in_repeat else "moved_out_of_repeat"
    return "moved_group"


def _loss(row: _Row) -> str | None:
    if row.part is FormPart.CHOICE:
        return "choice_removed"
    return "question_removed" if row.keeps_answers else None


def _changes(old: _Row, new: _Row, lists: _Lists) -> Iterable[Change]:
    if old.cells == new.cells:
        return
    for key in dict.fromkeys([*new.cells, *old.cells]):
        was, now = old.cells.get(key), new.cells.get(key)
        if was != now:
            yield Change(
                part=new.part,
                uid=new.uid,
                name=new.name,
                label=new.label,
                field=key,
                old=was,
                new=now,
                breaks=_change_breaks(new, key, was or "", now or "", lists),
            )


def _change_breaks(row: _Row, key: str, was: str, now: str, lists: _Lists) -> str | None:
    if row.part is FormPart.CHOICE:
        return "choice_renamed" if key == "name" else None
    if key == "name":
        return "name_changed"
    if key != "type":
        return None
    old, new = read_type(was), read_type(now)
    if old.info.value is not new.info.value:
        return "type_changed"
    before, after = (
        values.get(read.list_name or "", set())
        for values, read in zip(lists, (old, new), strict=True)
    )
    return "list_changed" if old.file != new.file or before - after else None  # fmt: skip


def _lists(form: Form) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for choice in form.choices:
        found.setdefault(choice.list_name, set()).add(choice.name)
    return found


def _setting_changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterable[Change]:
    for key in dict.fromkeys([*new, *old]):
        if old.get(key) != new.get(key):
            yield Change(
                part=FormPart.SETTING,
                uid="",
                name=key,
                field=key,
                old=old.get(key),
                new=new.get(key),
                breaks="form_id_changed" if key == "form_id" else None,
            )


def _item(row: _Row, breaks: str | None = None) -> Item:
    return Item(
        part=row.part, uid=row.uid, name=row.name, label=row.label, where=row.where, breaks=breaks
    )
