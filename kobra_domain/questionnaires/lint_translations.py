"""Words: every question has some, in every language of the form, and says why it refuses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kobra_domain.questionnaires.columns import (
    MEDIA,
    TRANSLATABLE,
    has_plain_words,
    join,
    split,
)
from kobra_domain.questionnaires.form import Choice, Column, Form, Node, NodeKind
from kobra_domain.questionnaires.lint_languages import is_spelt, spellings
from kobra_domain.questionnaires.problems import Problem, header_problem, problem
from kobra_domain.questionnaires.references import Reading, Spot

_NO = frozenset({"", "no", "No", "NO", "false", "False", "FALSE", "false()"})
_SHOWN = frozenset({"label", "hint", "guidance_hint", *MEDIA})
# A column in each language of the form: the language, and the keys of its cells, of which there
# are several where it is spelt in several ways.
_Keys = Sequence[tuple[str | None, tuple[str, ...]]]
_WORDLESS_APPEARANCES = frozenset({"list-nolabel", "label", "hidden-answer"})


def problems(reading: Reading) -> Iterator[Problem]:
    """What words are missing, and in which language."""
    form = reading.form
    yield from _sheets(form)
    spoken = _spoken(form)
    main = spellings(form)
    keys = [[(one, _keys(column, one, main)) for one in spoken] for column in TRANSLATABLE]
    for spot in reading.spots.values():
        yield from _words(spot)
        if len(spoken) > 1:
            yield from _translations(spot.node, keys)
    if len(spoken) > 1:
        for choice in form.choices:
            if choice.list_name:
                yield from _translations(choice, keys)


def _spoken(form: Form) -> tuple[str | None, ...]:
    """The languages of the form; None stands for the words of no named language."""
    named = tuple(dict.fromkeys(spellings(form).values()))
    return (None, *named) if named and has_plain_words(form) else named


def _keys(column: str, language: str | None, main: Mapping[str, str]) -> tuple[str, ...]:
    if language is None:
        return (column,)
    return tuple(join(column, one) for one, kept in main.items() if kept == language)


def _sheets(form: Form) -> Iterator[Problem]:
    main = spellings(form)
    survey, choices = _named(form.survey_columns, main), _named(form.choice_columns, main)
    default = form.settings.get("default_language", "").strip()
    is_known = default in ("", "default") or default in main or is_spelt(default, main)
    if (survey or choices) and not is_known:
        yield problem(
            "form.default_language_unknown",
            None,
            "default_language",
            sheet="settings",
            language=default,
            known=", ".join(dict.fromkeys(survey + choices)),
        )
    if not form.choices:
        return
    for here, there, languages_here, languages_there in (
        ("survey", "choices", survey, choices),
        ("choices", "survey", choices, survey),
    ):
        for language in languages_here:
            if language not in languages_there:
                params = {"language": language, "present": here, "absent": there}
                yield header_problem("form.language_on_one_sheet", there, **params)


def _named(columns: Sequence[Column], main: Mapping[str, str]) -> tuple[str, ...]:
    found = (split(column.key)[1] for column in columns)
    return tuple(dict.fromkeys(main[language] for language in found if language is not None))


def _words(spot: Spot) -> Iterator[Problem]:
    node, cells = spot.node, spot.node.cells
    has_words = {split(key)[0] for key, text in cells.items() if text.strip()}
    if _needs_label(spot) and not has_words & _SHOWN:
        yield problem("form.label_missing", node, "label", name=node.name)
    if cells.get("constraint", "").strip() and "constraint_message" not in has_words:
        yield problem("form.constraint_message_missing", node, "constraint_message", name=node.name)
    is_required = cells.get("required", "").strip() not in _NO
    if is_required and spot.type.info.is_asked and "required_message" not in has_words:
        yield problem("form.required_message_missing", node, "required_message", name=node.name)


def _needs_label(spot: Spot) -> bool:
    if spot.node.kind is not NodeKind.QUESTION:
        return spot.node.kind is NodeKind.REPEAT
    appearance = spot.node.cells.get("appearance", "").split()
    is_computed = bool(spot.node.cells.get("calculation", "").strip())
    is_hidden = not _WORDLESS_APPEARANCES.isdisjoint(appearance) or is_computed
    return spot.type.info.is_asked and not is_hidden and bool(spot.type.base)


def _translations(place: Node | Choice, keys: Iterable[_Keys]) -> Iterator[Problem]:
    """Each cell that has words in one of the languages and none in another."""
    cells = place.cells
    for column in keys:
        missing = [(language, own) for language, own in column if not any(map(cells.get, own))]
        if 0 < len(missing) < len(column):
            for language, own in missing:
                params = {"name": place.name, "language": language or "default"}
                yield problem("form.translation_missing", place, own[0], **params)
