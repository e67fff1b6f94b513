"""Parts of a form as forms of their own, with the lists they need: clipboard and library."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from kobra_domain.questionnaires.acts import (
    Place,
    free_name,
    insert,
    mapped,
    names,
    renewed,
    tops,
    walk,
    with_cells,
)
from kobra_domain.questionnaires.asked_files import asked_of
from kobra_domain.questionnaires.columns import (
    TRANSLATABLE,
    default_language,
    has_plain_words,
    join,
    languages,
    split,
)
from kobra_domain.questionnaires.files import with_file
from kobra_domain.questionnaires.form import Choice, Form, Node
from kobra_domain.questionnaires.list_acts import (
    choices_of,
    insert_choices,
    list_names,
    list_of,
)
from kobra_domain.questionnaires.question_types import with_list


def copy(form: Form, uids: Collection[str]) -> Form:
    """The chosen nodes with the lists and files they need, as a form without settings.

    Raises Invalid not_found.
    """
    survey = tops(form, uids)
    needed = {list_of(node) for node in walk(survey)}
    choices = tuple(choice for choice in form.choices if choice.list_name in needed)
    default = default_language(form)
    part = Form(
        survey=tuple(survey),
        survey_columns=form.survey_columns,
        choices=choices,
        choice_columns=form.choice_columns if choices else (),
        settings={} if default is None else {"default_language": default},
    )
    return replace(part, files=asked_of(part, form.files))


def block_of(form: Form, uids: Collection[str]) -> Form:
    """The chosen nodes for the library: a copy that no longer knows rows of a workbook, with the
    columns that it uses. Raises Invalid not_found.
    """
    part = copy(form, uids)
    used = {key for node in walk(part.survey) for key in node.cells}
    filled = {key for choice in part.choices for key in choice.cells}
    return replace(
        part,
        survey=mapped(part.survey, lambda node: replace(node, row=None, end_row=None)),
        survey_columns=tuple(c for c in part.survey_columns if c.key in used),
        choices=tuple(replace(choice, row=None) for choice in part.choices),
        choice_columns=tuple(c for c in part.choice_columns if c.key in filled),
    )


def insert_block(form: Form, block: Form, place: Place, new_uid: Callable[[], str]) -> Form:
    """The form with a copy of the block at the place, under uids and names of its own.

    A list that the form has with the same values is used; another of the same name comes under a
    free one. Of files of one name the form's own stays. The words are put into the form's
    languages, others are left out. Raises Invalid: not_found, not_a_group, too many files.
    """
    spoken = in_languages_of(block, form)
    form, list_of_block = _with_lists(form, spoken, new_uid)
    survey = [_with_list(node, list_of_block) for node in spoken.survey]
    form = insert(form, renewed(survey, new_uid, names(form)), place)
    known = {file.name.casefold() for file in form.files}
    for file in block.files:
        if file.name.casefold() not in known:
            form = with_file(form, file)
    return form


def in_languages_of(block: Form, form: Form) -> Form:
    """The block with its words in the form's languages; what fits none becomes the form's own
    first language. A form without a word takes the block as it is.
    """
    if not languages(form) and not has_plain_words(form):
        return block
    wanted, own = languages(form), languages(block)
    keys: dict[str | None, str | None] = {name: name for name in own if name in wanted}
    first = default_language(form)
    if first not in keys.values():
        keys[default_language(block)] = first
    if keys == {None: None}:
        return block
    return replace(
        block,
        survey=mapped(block.survey, lambda node: replace(node, cells=_spoken(node.cells, keys))),
        choices=tuple(replace(c, cells=_spoken(c.cells, keys)) for c in block.choices),
    )


def _spoken(cells: Mapping[str, str], keys: Mapping[str | None, str | None]) -> dict[str, str]:
    said: dict[str, str] = {}
    for key, text in cells.items():
        column, language = split(key)
        if column not in TRANSLATABLE:
            said[key] = text
        elif language in keys:
            said[join(column, keys[language])] = text
    return said


def _with_lists(form: Form, block: Form, new_uid: Callable[[], str]) -> tuple[Form, dict[str, str]]:
    """The form with the block's lists, and the name that each has there."""
    called: dict[str, str] = {}
    for name in list_names(block):
        new = choices_of(block, name)
        if _values(choices_of(form, name)) == _values(new):
            called[name] = name
            continue
        called[name] = free_name(name, {*list_names(form), *called.values()})
        copies = [replace(choice, uid=new_uid(), row=None) for choice in new]
        form = insert_choices(form, called[name], 0, copies)
    return form, called


def _values(choices: Sequence[Choice]) -> list[str]:
    return [choice.name for choice in choices]


def _with_list(node: Node, called: Mapping[str, str]) -> Node:
    name = list_of(node)
    edit = {"type": with_list(node.type, called[name])} if name in called and name else {}
    return replace(
        node,
        cells=with_cells(node.cells, edit) if edit else node.cells,
        children=tuple(_with_list(child, called) for child in node.children),
    )
