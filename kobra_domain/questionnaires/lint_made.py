"""What the compiler makes by itself: names that a question must not have beside it, lists that two
sources would fill, and words that it writes in English.
"""

from collections.abc import Iterator

from kobra_domain.questionnaires.form import Node
from kobra_domain.questionnaires.lint_languages import spellings
from kobra_domain.questionnaires.lint_lists import FILES
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.references import BUILT_IN, Reading, Spot, node_name
from kobra_domain.questionnaires.spelling import plain
from kobra_domain.questionnaires.tokens import references

_ENGLISH = ("english", "en", "ingles")
_BROUGHT = {"csv-external": ".csv", "xml-external": ".xml"}


def problems(reading: Reading) -> Iterator[Problem]:
    """Names that are taken, sources that collide, and «Other» in a form of another language."""
    yield from _taken(reading)
    yield from _root(reading)
    yield from _sources(reading)
    yield from _other(reading)


def _taken(reading: Reading) -> Iterator[Problem]:
    beside: dict[tuple[str, str], Node] = {}
    for spot in reading.spots.values():
        name = _made(spot)
        if name:
            beside[_parent(spot), name] = spot.node
    for spot in reading.spots.values():
        maker = beside.get((_parent(spot), node_name(spot)))
        if maker is not None:
            params = {"name": spot.node.name, "other": maker.name}
            yield problem("form.name_made", spot.node, "name", **params)


def _parent(spot: Spot) -> str:
    return spot.parent.uid if spot.parent else ""


def _made(spot: Spot) -> str:
    """The name of the question that the compiler adds beside another, empty if it adds none."""
    if spot.type.or_other:
        return f"{spot.node.name}_other"
    count = spot.node.cells.get("repeat_count", "").strip()
    is_alone = count.startswith("${") and count.endswith("}") and len(references(count)) == 1
    return f"{spot.node.name}_count" if count and not is_alone else ""


def _root(reading: Reading) -> Iterator[Problem]:
    """References to a question that is named as the form itself is, or as its own data are."""
    root = reading.form.settings.get("name", "").strip() or "data"
    for name in sorted({root, *BUILT_IN}):
        for node in reading.by_name.get(name, ())[:1]:
            if reading.users(name):
                yield problem("form.name_of_form", node, "name", name=name)


def _sources(reading: Reading) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for spot in reading.spots.values():
        source = _source(reading, spot)
        if not source:
            continue
        stem, dot, ending = source.rpartition(".")
        name = stem if dot and f".{ending}" in FILES else source
        known = first.setdefault(name, source)
        if known != source:
            params = {"list": name, "first": known, "second": source}
            yield problem("form.source_twice", spot.node, "type", **params)


def _source(reading: Reading, spot: Spot) -> str:
    """What a question's choices come from: a file's name, or that of a list."""
    if spot.type.base in _BROUGHT:
        return spot.node.name + _BROUGHT[spot.type.base]
    named = spot.type.file or spot.type.list_name or ""
    is_own = named in reading.lists or named.endswith(FILES)
    return named if is_own and spot.type.base != "select_one_external" else ""


def _other(reading: Reading) -> Iterator[Problem]:
    named = [plain(language).split() for language in spellings(reading.form)]
    if named and all(words and words[0] in _ENGLISH for words in named):
        return
    for spot in reading.spots.values():
        if spot.type.or_other:
            params = {"name": spot.node.name, "list": spot.type.list_name or ""}
            yield problem("form.or_other_english", spot.node, "type", **params)
