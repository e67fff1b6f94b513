"""Files that a form asks for and no phone gets: the server sends the list of visits, and the
external choices of the workbook itself, and nothing else.
"""

import re
from collections.abc import Iterator

from kobra_domain.questionnaires.columns import MEDIA, split
from kobra_domain.questionnaires.form import Choice, Node
from kobra_domain.questionnaires.lint_geofence import VISITS
from kobra_domain.questionnaires.lint_instances import lookups
from kobra_domain.questionnaires.lint_lists import FILES
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.references import Reading, Spot, is_dynamic

SERVED = frozenset({f"{VISITS}.csv", "itemsets.csv"})
_BROUGHT = {"csv-external": ".csv", "xml-external": ".xml"}
_SEARCHED = re.compile(r"\bsearch\(\s*['\"]([^'\"]+)['\"]")


def problems(reading: Reading) -> Iterator[Problem]:
    """Each file once, where it is first asked for."""
    told = set(SERVED)
    for place, column, file in _asked(reading):
        if file not in told:
            told.add(file)
            yield problem("form.file_not_served", place, column, file=file)


def _asked(reading: Reading) -> Iterator[tuple[Node | Choice, str, str]]:
    for spot in reading.spots.values():
        for column, file in _of_question(spot):
            yield spot.node, column, file
    for choice in reading.form.choices:
        for column, file in _shown(choice):
            yield choice, column, file
    for uid, column, function, name in lookups(reading):
        if function == "pulldata":
            yield reading.spots[uid].node, column, f"{name}.csv"


def _of_question(spot: Spot) -> Iterator[tuple[str, str]]:
    """The (column, file) of what a question brings, shows, or begins with."""
    node, base, named = spot.node, spot.type.base, spot.type.file or spot.type.list_name or ""
    if named.endswith(FILES):
        yield "type", named
    if base in _BROUGHT and node.name:
        yield "name", node.name + _BROUGHT[base]
    for name in _SEARCHED.findall(node.cells.get("appearance", "")):
        yield "appearance", f"{name}.csv"
    first = node.cells.get("default", "").strip()
    if base == "image" and first and not is_dynamic(first):
        yield "default", first
    yield from _shown(node)


def _shown(place: Node | Choice) -> Iterator[tuple[str, str]]:
    for key, text in place.cells.items():
        if split(key)[0] in MEDIA and text.strip():
            yield key, text.strip()
