"""Acts on the lists of choices. A list is the rows of the choices sheet that bear its name."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.acts import clean, mapped, set_cell, with_cells
from kobra_domain.questionnaires.columns import EXPRESSIONS, split, with_columns
from kobra_domain.questionnaires.form import Choice, Column, Form, Node
from kobra_domain.questionnaires.question_types import read_type, with_list

_CHOICES_START = ("list_name", "name", "label")


def list_names(form: Form) -> tuple[str, ...]:
    """The lists in the order of their first rows."""
    return tuple(dict.fromkeys(c.list_name for c in form.choices if c.list_name))


def choices_of(form: Form, list_name: str) -> tuple[Choice, ...]:
    """The choices of a list, in order."""
    return tuple(choice for choice in form.choices if choice.list_name == list_name)


def users_of(form: Form, list_name: str) -> tuple[Node, ...]:
    """The questions whose type names the list."""
    return tuple(node for node in form.nodes() if read_type(node.type).list_name == list_name)


def add_list(form: Form, list_name: str, choices: Sequence[Choice]) -> Form:
    """The form with a new list. Raises Invalid: already_there, missing (a list needs a choice)."""
    list_name = clean(list_name)
    if list_name in list_names(form):
        raise Invalid("already_there", field="list_name")
    if not choices or not list_name:
        raise Invalid("missing", field="choices" if list_name else "list_name")
    return _with_choices(form, (*form.choices, *(_of(choice, list_name) for choice in choices)))


def rename_list(form: Form, old: str, new: str) -> Form:
    """The form with a list under another name, in types and in `instance('…')` too.

    Raises Invalid: not_found, already_there, missing.
    """
    new, known = clean(new), list_names(form)
    if old not in known:
        raise Invalid("not_found", field="list_name")
    if not new or new in known:
        raise Invalid("already_there" if new else "missing", field="list_name")
    choices = tuple(_of(c, new) if c.list_name == old else c for c in form.choices)
    survey = mapped(form.survey, lambda node: _with_list(node, old, new))
    return replace(form, choices=choices, survey=survey)


def _with_list(node: Node, old: str, new: str) -> Node:
    edits: dict[str, str | None] = {}
    if read_type(node.type).list_name == old:
        edits["type"] = with_list(node.type, new)
    used = re.compile(rf"(\binstance\(\s*)(['\"]){re.escape(old)}\2(?=\s*\))")
    for key in EXPRESSIONS:
        text = node.cells.get(key, "")
        if "instance" in text and used.search(text):
            edits[key] = used.sub(lambda found: f"{found[1]}{found[2]}{new}{found[2]}", text)
    return replace(node, cells=with_cells(node.cells, edits)) if edits else node


def remove_list(form: Form, list_name: str) -> Form:
    """The form without a list's rows; questions that name it are left. Raises not_found."""
    if list_name not in list_names(form):
        raise Invalid("not_found", field="list_name")
    return replace(form, choices=tuple(c for c in form.choices if c.list_name != list_name))


def insert_choices(form: Form, list_name: str, index: int, choices: Sequence[Choice]) -> Form:
    """The form with choices before the list's `index`-th; a list that is not there comes to be.

    Raises Invalid already_there (a uid).
    """
    if {choice.uid for choice in choices} & {choice.uid for choice in form.choices}:
        raise Invalid("already_there", field="uid")
    at = _row_of(form, list_name, index)
    new = (_of(choice, list_name) for choice in choices)
    return _with_choices(form, (*form.choices[:at], *new, *form.choices[at:]))


def insert_choice(form: Form, list_name: str, index: int, choice: Choice) -> Form:
    """One choice; see `insert_choices`."""
    return insert_choices(form, list_name, index, [choice])


def remove_choices(form: Form, uids: Collection[str]) -> Form:
    """The form without the choices. Raises Invalid not_found."""
    gone = set(uids)
    kept = tuple(choice for choice in form.choices if choice.uid not in gone)
    if len(form.choices) - len(kept) != len(gone):
        raise Invalid("not_found", field="uid")
    return replace(form, choices=kept)


def remove_choice(form: Form, uid: str) -> Form:
    """The form without a choice. Raises Invalid not_found."""
    return remove_choices(form, (uid,))


def move_choices(form: Form, uids: Collection[str], index: int) -> Form:
    """The form with choices of one list before its `index`-th (as counted before the act).

    Raises Invalid: not_found, another_list (the choices are of several lists).
    """
    moved = [choice for choice in form.choices if choice.uid in set(uids)]
    if len(moved) != len(set(uids)) or not moved:
        raise Invalid("not_found", field="uid")
    list_name = moved[0].list_name
    if any(choice.list_name != list_name for choice in moved):
        raise Invalid("another_list", field="list_name")
    before = sum(c in moved for c in choices_of(form, list_name)[: max(0, index)])
    left = remove_choices(form, uids)
    if not choices_of(left, list_name):  # all of them: nothing stands before or after
        return form
    at = _row_of(left, list_name, index - before)
    return replace(left, choices=(*left.choices[:at], *moved, *left.choices[at:]))


def move_choice(form: Form, uid: str, index: int) -> Form:
    """One choice; see `move_choices`."""
    return move_choices(form, (uid,), index)


def set_choice(form: Form, uid: str, key: str, text: str | None) -> Form:
    """The form with one cell of a choice changed; None takes it away. Raises not_found."""
    return set_choices(form, [(uid, key, text)])


def set_choices(form: Form, edits: Sequence[tuple[str, str, str | None]]) -> Form:
    """Several cells at once: (uid, key, text or None). Raises Invalid not_found."""
    by_uid: dict[str, dict[str, str | None]] = {}
    for uid, key, text in edits:
        by_uid.setdefault(uid, {})[key] = text
    if by_uid.keys() - {choice.uid for choice in form.choices}:
        raise Invalid("not_found", field="uid")
    choices = tuple(
        replace(choice, cells=with_cells(choice.cells, by_uid[choice.uid]))
        if choice.uid in by_uid
        else choice
        for choice in form.choices
    )
    return _with_choices(form, choices)


def set_cascade(form: Form, uid: str, column: str | None, parent: str = "") -> Form:
    """The form with a question whose choices are those whose `column` is `parent`'s answer.

    `column` None takes the filter away. A column that the choices lack is added. Raises not_found.
    """
    if column is None:
        return set_cell(form, uid, "choice_filter", None)
    filtered = set_cell(form, uid, "choice_filter", f"{column} = ${{{parent}}}")
    return add_choice_column(filtered, column)


def add_choice_column(form: Form, key: str) -> Form:
    """The form with one more column for choices, beside those it has."""
    columns = form.choice_columns or _start()
    return replace(form, choice_columns=with_columns(columns, (key,)))


def remove_choice_column(form: Form, key: str) -> Form:
    """The form without a column of the choices and its cells. Raises not_found, not_removable."""
    if key in ("list_name", "name"):
        raise Invalid("not_removable", field="column")
    if key not in {column.key for column in form.choice_columns}:
        raise Invalid("not_found", field="column")
    return replace(
        form,
        choice_columns=tuple(column for column in form.choice_columns if column.key != key),
        choices=tuple(
            replace(c, cells=with_cells(c.cells, {key: None})) if key in c.cells else c
            for c in form.choices
        ),
    )


def filter_columns(form: Form) -> tuple[str, ...]:
    """The columns of the choices that are neither names, words nor media: what filters use."""
    own = {"list_name", "name", "sms_option"}
    words = {"label", "image", "big-image", "audio", "video"}
    return tuple(
        column.key
        for column in form.choice_columns
        if column.key not in own and split(column.key)[0] not in words
    )


def new_choices(
    names: Sequence[str], labels: Mapping[str, str], new_uid: Callable[[], str], label_key: str
) -> list[Choice]:
    """Choices by name with the label of each in one column."""
    return [
        Choice(uid=new_uid(), cells={"name": name, label_key: labels.get(name, name)})
        for name in names
    ]


def list_of(node: Node) -> str | None:
    """The list that a question's choices come from, None when from none of the form's."""
    return read_type(node.type).list_name


def _of(choice: Choice, list_name: str) -> Choice:
    cells = {key: clean(text) for key, text in choice.cells.items() if key != "list_name"}
    return replace(choice, cells={"list_name": clean(list_name), **cells})


def _row_of(form: Form, list_name: str, index: int) -> int:
    """Before which row of the sheet the list's `index`-th choice is inserted."""
    rows = [at for at, choice in enumerate(form.choices) if choice.list_name == list_name]
    if not rows:
        return len(form.choices)
    return rows[max(0, index)] if index < len(rows) else rows[-1] + 1


def _start() -> tuple[Column, ...]:
    return tuple(Column(key, key) for key in _CHOICES_START)


def _with_choices(form: Form, choices: tuple[Choice, ...]) -> Form:
    keys = dict.fromkeys(key for choice in choices for key in choice.cells)
    columns = with_columns(form.choice_columns or _start(), keys)
    return replace(form, choices=choices, choice_columns=columns)
