"""Choice lists: there, with choices that are named apart, and filters that name their columns."""

from collections.abc import Iterator

from kobra_domain.questionnaires.columns import split
from kobra_domain.questionnaires.expressions import (
    Path,
    Unreadable,
    expression_parts,
)
from kobra_domain.questionnaires.form import Choice, Form
from kobra_domain.questionnaires.lint_names import is_name
from kobra_domain.questionnaires.parameters import read_parameters
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.question_types import CATALOGUE
from kobra_domain.questionnaires.references import YES_NO, Reading, Spot, in_predicates

FILES = (".csv", ".xml", ".geojson")
_OWN_LIST = frozenset({"select_one", "select_multiple", "rank", "begin_loop"})


def problems(reading: Reading) -> Iterator[Problem]:
    """What is wrong with the lists, and with how questions ask for them."""
    used = set()
    for spot in reading.spots.values():
        name = spot.type.list_name
        if name:
            used.add(name)
        labels = read_parameters(spot.node.cells.get("parameters", "")) or {}
        used.add(labels.get("tick_labelset", ""))
        yield from _asked(reading, spot)
        yield from _filter(reading, spot)
    yield from _choices(reading)
    for name, choices in reading.lists.items():
        if name not in used:
            yield problem("form.list_unused", choices[0], "list_name", list=name)


def _asked(reading: Reading, spot: Spot) -> Iterator[Problem]:
    base, name = spot.type.base, spot.type.list_name
    if base in _OWN_LIST:
        if not name:
            yield problem("form.list_not_named", spot.node, "type")
        elif not name.startswith("${") and not name.endswith(FILES):
            yield from _list(reading, spot, name)
    elif CATALOGUE[base].needs_file if base in CATALOGUE else False:
        file = spot.type.file
        if not file:
            yield problem("form.file_not_named", spot.node, "type")
        elif not file.endswith(FILES):
            yield problem("form.file_extension", spot.node, "type", file=file)


def _list(reading: Reading, spot: Spot, name: str) -> Iterator[Problem]:
    choices = reading.lists.get(name)
    if choices is None:
        meant = reading.meant(name, reading.lists)
        if meant:
            yield problem("form.list_near", spot.node, "type", list=name, suggestion=meant)
        else:
            yield problem("form.list_missing", spot.node, "type", list=name)
    elif not any(choice.name for choice in choices):
        yield problem("form.list_empty", spot.node, "type", list=name)
    elif spaced := next((choice for choice in choices if len(choice.name.split()) > 1), None):
        is_many = spot.type.base in ("select_multiple", "rank")
        code = "form.choice_name_spaces" if is_many else "form.choice_name_blank"
        params = {"list": name, "question": spot.node.name, "name": spaced.name}
        yield problem(code, spaced, "name", **params)


def _filter(reading: Reading, spot: Spot) -> Iterator[Problem]:
    text = spot.node.cells.get("choice_filter", "").strip()
    if not text or text in YES_NO or spot.type.base not in _OWN_LIST:
        return
    if spot.type.or_other:
        yield problem("form.choice_filter_or_other", spot.node, "choice_filter")
    choices = reading.lists.get(spot.type.list_name or "", ())
    if not choices:
        return
    for name in columns_named(text):
        if not any(choice.cells.get(name) for choice in choices):
            yield problem(
                "form.choice_filter_column",
                spot.node,
                "choice_filter",
                column=name,
                list=spot.type.list_name,
            )


def columns_named(text: str) -> Iterator[str]:
    """The plain names of a filter: columns of the choices, but for those of other lists."""
    try:
        parts = expression_parts(text)
        elsewhere = in_predicates(parts)
    except Unreadable:
        return
    names = (
        part.steps[0].name
        for part in parts
        if isinstance(part, Path) and part.base is None and not part.is_absolute
        if len(part.steps) == 1 and part.start not in elsewhere
    )
    yield from dict.fromkeys(name for name in names if is_name(name))


def _choices(reading: Reading) -> Iterator[Problem]:
    may_repeat = reading.form.settings.get("allow_choice_duplicates", "no") in YES_NO - {
        "no", "No", "NO", "false", "False", "FALSE", "false()"
    }  # fmt: skip
    seen: set[tuple[str, str]] = set()
    for choice in reading.form.choices:
        if not choice.list_name:
            if choice.name:
                yield problem("form.choice_without_list", choice, "list_name", name=choice.name)
            continue
        yield from _choice(choice)
        key = choice.list_name, choice.name
        if key in seen and choice.name and not may_repeat:
            params = {"name": choice.name, "list": choice.list_name}
            yield problem("form.choice_duplicate", choice, "name", **params)
        seen.add(key)


def _choice(choice: Choice) -> Iterator[Problem]:
    if not choice.name:
        yield problem("form.choice_name_missing", choice, "name", list=choice.list_name)
    elif not has_words(choice, "label", "image", "audio", "video"):
        params = {"name": choice.name, "list": choice.list_name}
        yield problem("form.choice_label_missing", choice, "label", **params)


def has_words(choice: Choice, *columns: str) -> bool:
    """Whether a choice shows anything in any language."""
    return any(text.strip() and split(key)[0] in columns for key, text in choice.cells.items())


def list_names(form: Form) -> tuple[str, ...]:
    """The names of all lists, in the order of the sheet."""
    return tuple(dict.fromkeys(choice.list_name for choice in form.choices if choice.list_name))
