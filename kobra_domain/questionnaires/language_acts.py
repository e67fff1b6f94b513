"""Acts on the languages of a form: all its columns of words, in the survey and in the choices."""

from collections.abc import Mapping
from dataclasses import replace

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.acts import clean, mapped, with_cells
from kobra_domain.questionnaires.columns import (
    TRANSLATABLE,
    join,
    languages,
    spelling,
    split,
    with_columns,
)
from kobra_domain.questionnaires.form import Choice, Column, Form, Node


def add_language(form: Form, language: str) -> Form:
    """The form with columns of one more language, beside every column of words it has.

    A form whose words are of no named language keeps them; name that one first with
    `rename_language(form, None, …)`. Raises Invalid: already_there, missing.
    """
    _check_free(form, language)
    survey = _spoken(form.survey_columns) or ["label"]
    choices = _spoken(form.choice_columns)
    return replace(
        form,
        survey_columns=_grown(form.survey_columns, survey, language),
        choice_columns=_grown(form.choice_columns, choices, language),
    )


def rename_language(form: Form, old: str | None, new: str) -> Form:
    """The form with a language under another name; None names the columns that had no language.

    Raises Invalid: not_found, already_there, missing.
    """
    _check_free(form, new)
    renamed = {
        column.key: join(split(column.key)[0], new)
        for column in (*form.survey_columns, *form.choice_columns)
        if _is_of(column.key, old)
    }
    if not renamed:
        raise Invalid("not_found", field="language")
    survey = mapped(form.survey, lambda node: _rekeyed_node(node, renamed))
    choices = tuple(_rekeyed_choice(choice, renamed) for choice in form.choices)
    settings = form.settings
    if old is not None and settings.get("default_language") == old:
        settings = {**settings, "default_language": new}
    return replace(
        form,
        survey=survey,
        choices=choices,
        settings=settings,
        survey_columns=_renamed(form.survey_columns, renamed),
        choice_columns=_renamed(form.choice_columns, renamed),
    )


def remove_language(form: Form, language: str) -> Form:
    """The form without a language: its columns, its words, and the setting that named it.

    Raises Invalid: not_found, last_language (no words would be left).
    """
    named = languages(form)
    if language not in named:
        raise Invalid("not_found", field="language")
    columns = (*form.survey_columns, *form.choice_columns)
    if len(named) == 1 and not any(column.key in TRANSLATABLE for column in columns):
        raise Invalid("last_language", field="language")
    gone = {column.key: None for column in columns if split(column.key)[1] == language}
    settings = form.settings
    if settings.get("default_language") == language:
        settings = with_cells(settings, {"default_language": None})
    return replace(
        form,
        survey=mapped(form.survey, lambda node: _stripped_node(node, gone)),
        choices=tuple(_stripped_choice(choice, gone) for choice in form.choices),
        settings=settings,
        survey_columns=tuple(c for c in form.survey_columns if c.key not in gone),
        choice_columns=tuple(c for c in form.choice_columns if c.key not in gone),
    )


def set_default_language(form: Form, language: str | None) -> Form:
    """The form that opens in a language; None takes the setting away. Raises not_found."""
    if language is not None and language not in languages(form):
        raise Invalid("not_found", field="language")
    return replace(
        form,
        settings=with_cells(form.settings, {"default_language": language}),
        setting_columns=with_columns(
            form.setting_columns, () if language is None else ("default_language",)
        ),
    )


def _check_free(form: Form, language: str) -> None:
    if not language.strip() or clean(language) != language or "::" in language:
        raise Invalid("missing", field="language")
    if language in languages(form):
        raise Invalid("already_there", field="language")


def _spoken(columns: tuple[Column, ...]) -> list[str]:
    """The columns of words that a sheet has, in any language."""
    found = (split(column.key)[0] for column in columns)
    return list(dict.fromkeys(name for name in found if name in TRANSLATABLE))


def _grown(columns: tuple[Column, ...], names: list[str], language: str) -> tuple[Column, ...]:
    return with_columns(columns, [join(name, language) for name in names])


def _is_of(key: str, language: str | None) -> bool:
    return key in TRANSLATABLE if language is None else split(key)[1] == language


def _renamed(columns: tuple[Column, ...], keys: Mapping[str, str]) -> tuple[Column, ...]:
    return tuple(
        Column(keys[c.key], spelling(keys[c.key], columns)) if c.key in keys else c for c in columns
    )


def _rekeyed(cells: Mapping[str, str], keys: Mapping[str, str]) -> Mapping[str, str]:
    if cells.keys().isdisjoint(keys):
        return cells
    return {keys.get(key, key): text for key, text in cells.items()}


def _rekeyed_node(node: Node, keys: Mapping[str, str]) -> Node:
    cells = _rekeyed(node.cells, keys)
    return node if cells is node.cells else replace(node, cells=cells)


def _rekeyed_choice(choice: Choice, keys: Mapping[str, str]) -> Choice:
    cells = _rekeyed(choice.cells, keys)
    return choice if cells is choice.cells else replace(choice, cells=cells)


def _stripped_node(node: Node, gone: Mapping[str, None]) -> Node:
    if node.cells.keys().isdisjoint(gone):
        return node
    return replace(node, cells=with_cells(node.cells, gone))


def _stripped_choice(choice: Choice, gone: Mapping[str, None]) -> Choice:
    if choice.cells.keys().isdisjoint(gone):
        return choice
    return replace(choice, cells=with_cells(choice.cells, gone))
