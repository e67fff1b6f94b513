"""Acts on the survey's tree: each takes a form and gives a new one that shares what it left alone.

Lists of choices are changed in `list_acts`, languages in `language_acts`, blocks in `blocks`.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.canonical import DEEPEST
from kobra_domain.questionnaires.columns import with_columns
from kobra_domain.questionnaires.form import Column, Form, Node, NodeKind
from kobra_domain.questionnaires.question_types import kind_of, read_type

# What XML 1.0 cannot carry; a phone would never read it.
_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURVEY_START = ("type", "name", "label")
_MOST_NUMBERED = 100_000


@dataclass(frozen=True, slots=True)
class Place:
    """Before which child of a group (None: the survey itself). The index counts the children as
    they are before the act; one beyond the last means the end.
    """

    parent: str | None
    index: int


def clean(text: str) -> str:
    """The text without the characters that no form can hold (NUL, lone surrogates…)."""
    return _UNSAYABLE.sub("", text)


def make(uid: str, cells: Mapping[str, str], children: Sequence[Node] = ()) -> Node:
    """A new node; its kind is what its «type» says, and the row that closes a group is written."""
    kind = kind_of(cells.get("type", ""))
    own = {key: clean(text) for key, text in cells.items()}
    end = _end(own.get("type", ""), kind)
    return Node(uid=uid, kind=kind, cells=own, children=tuple(children), end_cells=end)


def _end(type_text: str, kind: NodeKind) -> dict[str, str]:
    if kind not in (NodeKind.GROUP, NodeKind.REPEAT):
        return {}
    word = " ".join(type_text.split()).partition(" over ")[0]
    spelled = re.sub("^begin", "end", word)
    return {"type": spelled if read_type(word).list_name is None else "end_loop"}


def find(form: Form, uid: str) -> Node:
    """The node. Raises Invalid not_found."""
    found = next((node for node in form.nodes() if node.uid == uid), None)
    if found is None:
        raise Invalid("not_found", field="uid")
    return found


def place_of(form: Form, uid: str) -> Place:
    """Where a node stands. Raises Invalid not_found."""
    parents: list[tuple[str | None, tuple[Node, ...]]] = [(None, form.survey)]
    while parents:
        parent, children = parents.pop()
        for index, child in enumerate(children):
            if child.uid == uid:
                return Place(parent, index)
            if child.children:
                parents.append((child.uid, child.children))
    raise Invalid("not_found", field="uid")


def names(form: Form) -> set[str]:
    """Every name in the survey."""
    return {node.name for node in form.nodes() if node.name}


def free_name(wanted: str, taken: Collection[str]) -> str:
    """The name, with a number after it when it is taken: «pago», «pago_2»."""
    if wanted not in taken:
        return wanted
    stem = re.sub(r"_\d+$", "", wanted)
    return next(name for n in range(2, _MOST_NUMBERED) if (name := f"{stem}_{n}") not in taken)


def with_survey(form: Form, survey: Iterable[Node], keys: Iterable[str] = ()) -> Form:
    """The form with that survey; columns are added for the keys."""
    before = form.survey_columns or tuple(Column(key, key) for key in _SURVEY_START)
    return replace(form, survey=tuple(survey), survey_columns=with_columns(before, keys))


def insert(form: Form, nodes: Sequence[Node], place: Place) -> Form:
    """The form with the nodes at the place, in their order.

    Raises Invalid: not_found (the parent), not_a_group, already_there (a uid), too_deep.
    """
    inserted = list(walk(nodes))
    if {node.uid for node in inserted} & {node.uid for node in form.nodes()}:
        raise Invalid("already_there", field="uid")
    keys = dict.fromkeys(key for node in inserted for key in node.cells)
    return with_survey(form, _inserted(form.survey, nodes, place), keys)


def _inserted(survey: tuple[Node, ...], nodes: Sequence[Node], place: Place) -> tuple[Node, ...]:
    def spliced(children: tuple[Node, ...]) -> tuple[Node, ...]:
        at = max(0, min(place.index, len(children)))
        return (*children[:at], *nodes, *children[at:])

    if place.parent is None:
        return _shallow(spliced(survey))

    def grown(node: Node) -> Node:
        if not node.is_container:
            raise Invalid("not_a_group", field="parent")
        return replace(node, children=spliced(node.children))

    return _shallow(_mapped_one(survey, place.parent, grown))


def _shallow(survey: tuple[Node, ...]) -> tuple[Node, ...]:
    """The survey, if its groups go no deeper than what can be kept and read again."""
    level: Sequence[Node] = survey
    for _ in range(DEEPEST):
        level = [child for node in level for child in node.children]
    if level:
        raise Invalid("too_deep", field="parent")
    return survey


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes and all that lies in them, parents first."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def tops(form: Form, uids: Collection[str]) -> list[Node]:
    """The chosen nodes in the form's order, without those that lie in another chosen one.

    Raises Invalid not_found when one of them is not in the form.
    """
    wanted = set(uids)
    if wanted - {node.uid for node in form.nodes()}:
        raise Invalid("not_found", field="uid")
    return list(_tops(form.survey, wanted))


def _tops(nodes: Iterable[Node], wanted: set[str]) -> Iterator[Node]:
    for node in nodes:
        if node.uid in wanted:
            yield node
        else:
            yield from _tops(node.children, wanted)


def remove(form: Form, uids: Collection[str]) -> Form:
    """The form without the nodes and what lies in them. Raises Invalid not_found."""
    gone = {node.uid for node in tops(form, uids)}
    return replace(form, survey=_without(form.survey, gone))


def _without(nodes: tuple[Node, ...], gone: set[str]) -> tuple[Node, ...]:
    kept, is_same = [], True
    for node in nodes:
        if node.uid in gone:
            is_same = False
            continue
        children = _without(node.children, gone) if node.children else node.children
        if children is not node.children:
            node = replace(node, children=children)
            is_same = False
        kept.append(node)
    return nodes if is_same else tuple(kept)


def move(form: Form, uids: Collection[str], place: Place) -> Form:
    """The form with the nodes at the place, in the order they had.

    Raises Invalid: not_found, not_a_group, too_deep, into_itself (a group into what lies in
    it).
    """
    moved = tops(form, uids)
    if place.parent in {node.uid for node in walk(moved)}:
        raise Invalid("into_itself", field="parent")
    gone = {node.uid for node in moved}
    siblings = form.survey if place.parent is None else find(form, place.parent).children
    before = sum(node.uid in gone for node in siblings[: max(0, place.index)])
    there = replace(place, index=place.index - before)
    return replace(form, survey=_inserted(_without(form.survey, gone), moved, there))


def duplicate(form: Form, uids: Collection[str], new_uid: Callable[[], str]) -> Form:
    """The form with a copy of each chosen node right behind it, under names that are free.

    References inside a copied group follow the copies. Raises Invalid not_found.
    """
    taken = names(form)
    for node in tops(form, uids):
        [copied] = renewed([node], new_uid, taken)
        there = place_of(form, node.uid)
        form = insert(form, [copied], Place(there.parent, there.index + 1))
    return form


def renewed(nodes: Sequence[Node], new_uid: Callable[[], str], taken: set[str]) -> list[Node]:
    """Copies with new uids and free names (added to `taken`), of no row of the workbook."""
    fresh: dict[str, str] = {}
    for node in walk(nodes):
        if node.name and node.name not in fresh:
            fresh[node.name] = free_name(node.name, taken)
            taken.add(fresh[node.name])
    changed = {old: new for old, new in fresh.items() if old != new}

    def copied(node: Node) -> Node:
        cells = with_references(node.cells, changed)
        if node.name in changed:
            cells = {**cells, "name": changed[node.name]}
        children = tuple(copied(child) for child in node.children)
        return replace(node, uid=new_uid(), cells=cells, children=children, row=None, end_row=None)

    return [copied(node) for node in nodes]


def set_cell(form: Form, uid: str, key: str, text: str | None) -> Form:
    """The form with one cell of a node changed; None takes the cell away.

    A name is changed with `rename`, a type with `set_type`. Raises Invalid not_found.
    """
    return set_cells(form, [(uid, key, text)])


def set_cells(form: Form, edits: Iterable[tuple[str, str, str | None]]) -> Form:
    """Several cells at once: (uid, key, text or None). Raises Invalid not_found."""
    by_uid: dict[str, dict[str, str | None]] = {}
    for uid, key, text in edits:
        by_uid.setdefault(uid, {})[key] = text
    if by_uid.keys() - {node.uid for node in form.nodes()}:
        raise Invalid("not_found", field="uid")

    def edited(node: Node) -> Node:
        edit = by_uid.get(node.uid)
        return node if edit is None else replace(node, cells=with_cells(node.cells, edit))

    keys = dict.fromkeys(k for edit in by_uid.values() for k, t in edit.items() if t is not None)
    return with_survey(form, mapped(form.survey, edited), keys)


def with_cells(cells: Mapping[str, str], edit: Mapping[str, str | None]) -> dict[str, str]:
    """The cells with some written (unsayable characters left out) and those of None taken away."""
    written = {key: clean(text) for key, text in edit.items() if text is not None}
    kept = {key: text for key, text in cells.items() if key not in edit or key in written}
    return {**kept, **written}


def set_type(form: Form, uid: str, type_text: str) -> Form:
    """The form with a node of another type; the other cells stay as they are.

    Raises Invalid: not_found, has_children (a group with questions in it cannot be a question).
    """
    kind = kind_of(type_text)

    def typed(node: Node) -> Node:
        becomes_container = kind in (NodeKind.GROUP, NodeKind.REPEAT)
        if node.children and not becomes_container:
            raise Invalid("has_children", field="type")
        cells = with_cells(node.cells, {"type": type_text})
        end = {**node.end_cells, **_end(type_text, kind)} if becomes_container else {}
        return replace(node, kind=kind, cells=cells, end_cells=end)

    return with_survey(form, _mapped_one(form.survey, uid, typed), ("type",))


def rename(form: Form, uid: str, name: str) -> Form:
    """The form with a node under another name; every `${old}` follows, in all sheets.

    While another node bears the old name too, references stay with that one. Raises not_found.
    """
    old = find(form, uid).name
    form = set_cell(form, uid, "name", name)
    if not old or not name or old == name or old in names(form):
        return form
    return with_new_references(form, {old: clean(name)})


def with_new_references(form: Form, changed: Mapping[str, str]) -> Form:
    """The form with `${old}` → `${new}` in every cell of every sheet."""

    def followed(node: Node) -> Node:
        cells = with_references(node.cells, changed)
        return node if cells is node.cells else replace(node, cells=cells)

    choices = tuple(
        choice if cells is choice.cells else replace(choice, cells=cells)
        for choice in form.choices
        for cells in [with_references(choice.cells, changed)]
    )
    sheets = tuple(
        replace(sheet, rows=tuple(
            tuple(reworded(text, changed) for text in row) for row in sheet.rows))
        for sheet in form.sheets
    )  # fmt: skip
    return replace(
        form,
        survey=mapped(form.survey, followed),
        choices=choices,
        settings=with_references(form.settings, changed),
        sheets=sheets,
    )


def with_references(cells: Mapping[str, str], changed: Mapping[str, str]) -> Mapping[str, str]:
    """The cells with references renamed; the very same mapping when none was."""
    touched = {
        key: new
        for key, text in cells.items()
        if "${" in text and (new := reworded(text, changed)) != text
    }
    return {**cells, **touched} if touched else cells


_REFERENCE = re.compile(r"\$\{(\s*(?:last-saved#)?)([^}\s#]+)(\s*)\}")


def reworded(text: str, changed: Mapping[str, str]) -> str:
    """A text with its `${name}` references renamed."""
    return _REFERENCE.sub(
        lambda found: f"${{{found[1]}{changed.get(found[2], found[2])}{found[3]}}}", text
    )


def set_setting(form: Form, key: str, text: str | None) -> Form:
    """The form with one setting changed; None takes it away."""
    keys = () if text is None else (key,)
    return replace(
        form,
        settings=with_cells(form.settings, {key: text}),
        setting_columns=with_columns(form.setting_columns, keys),
    )


def mapped(nodes: tuple[Node, ...], act: Callable[[Node], Node]) -> tuple[Node, ...]:
    """The tree with the act done to every node; what it leaves alone is shared."""
    changed = [_mapped(node, act) for node in nodes]
    is_same = all(new is old for new, old in zip(changed, nodes, strict=True))
    return nodes if is_same else tuple(changed)


def _mapped(node: Node, act: Callable[[Node], Node]) -> Node:
    children = mapped(node.children, act) if node.children else node.children
    return act(node if children is node.children else replace(node, children=children))


def _mapped_one(
    survey: tuple[Node, ...], uid: str, act: Callable[[Node], Node]
) -> tuple[Node, ...]:
    changed = mapped(survey, lambda node: act(node) if node.uid == uid else node)
    if changed is survey and not any(node.uid == uid for node in walk(survey)):
        raise Invalid("not_found", field="uid")
    return changed
