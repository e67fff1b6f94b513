"""Where a form is filled in: the check at the door, the audit that proves it, guarded distances."""

from collections.abc import Iterator, Sequence

from kobra_domain.questionnaires.expressions import (
    Call,
    Constant,
    Expression,
    Operation,
    Reference,
    Unreadable,
    expression_parts,
)
from kobra_domain.questionnaires.form import Node
from kobra_domain.questionnaires.parameters import LOCATION, read_parameters
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.references import Reading, Spot, expression_cells
from kobra_domain.questionnaires.results import ARRIVAL

VISITS = "visitas"
_GUARDS = frozenset({"coalesce", "string-length", "boolean", "count-non-empty"})


def problems(reading: Reading) -> Iterator[Problem]:
    """What would let a form be filled in elsewhere, or fail at the door."""
    is_of_visits = reads_visits(reading)
    yield from _arrival(reading, is_of_visits)
    yield from _audit(reading, is_of_visits)
    for spot in reading.spots.values():
        for column, text in expression_cells(spot.node):
            if "distance" in text:
                yield from _distances(spot, column, text)


def reads_visits(reading: Reading) -> bool:
    """Whether a form uses the list of visits that phones hold."""
    return any(
        spot.type.file == f"{VISITS}.csv"
        or (spot.type.base == "csv-external" and spot.node.name == VISITS)
        or any(VISITS in text for _, text in expression_cells(spot.node))
        for spot in reading.spots.values()
    )


def _arrival(reading: Reading, is_of_visits: bool) -> Iterator[Problem]:
    points = [spot for spot in reading.spots.values() if spot.type.base == "geopoint"]
    arrivals = [spot for spot in points if spot.node.name in ARRIVAL]
    if is_of_visits and not arrivals:
        yield problem("form.arrival_missing", names=", ".join(ARRIVAL))
    for spot in arrivals:
        if is_of_visits:
            yield from _checks(spot.node)
        yield from _proof(spot.node)


def _checks(node: Node) -> Iterator[Problem]:
    constraint = node.cells.get("constraint", "")
    if "distance" not in constraint:
        yield problem("form.arrival_unchecked", node, "constraint", name=node.name)
    elif "selected-at" not in constraint:
        yield problem("form.arrival_accuracy_unchecked", node, "constraint", name=node.name)


def _proof(node: Node) -> Iterator[Problem]:
    """What lets a place be set that the phone did not measure."""
    if "placement-map" in node.cells.get("appearance", "").split():
        yield problem("form.placement_map", node, "appearance", name=node.name)
    parameters = read_parameters(node.cells.get("parameters", "")) or {}
    if parameters.get("allow-mock-accuracy") == "true":
        yield problem("form.arrival_mock_allowed", node, "parameters", name=node.name)


def _audit(reading: Reading, is_of_visits: bool) -> Iterator[Problem]:
    audits = [spot.node for spot in reading.spots.values() if spot.type.base == "audit"]
    if is_of_visits and not audits:
        yield problem("form.audit_missing")
    for node in audits:
        given = read_parameters(node.cells.get("parameters", "")) or {}
        lacking = [key for key in LOCATION if key not in given]
        if 0 < len(lacking) < len(LOCATION):
            keys = ", ".join(lacking)
            yield problem("form.audit_location_incomplete", node, "parameters", keys=keys)
        elif lacking and is_of_visits:
            yield problem("form.audit_without_location", node, "parameters")


def _distances(spot: Spot, column: str, text: str) -> Iterator[Problem]:
    """Distances to an answer that may be empty: on a blank form that is no place."""
    try:
        parts = expression_parts(text)
    except Unreadable:
        return
    guarded = set(_guarded(parts)) | _guarded_by_relevance(spot)
    calls = [part for part in parts if isinstance(part, Call) and part.function == "distance"]
    measured = [
        argument.name
        for call in calls
        for argument in call.arguments
        if isinstance(argument, Reference) and argument.name != spot.node.name
    ]
    for name in dict.fromkeys(measured):
        if name not in guarded:
            yield problem("form.distance_unguarded", spot.node, column, reference=name)


def _guarded(parts: Sequence[Expression]) -> Iterator[str]:
    """The names that an expression asks to be empty or not before it uses them."""
    for part in parts:
        if isinstance(part, Operation) and part.operator in ("=", "!="):
            sides = (part.left, part.right)
            if any(isinstance(side, Constant) and not side.text for side in sides):
                yield from (side.name for side in sides if isinstance(side, Reference))
        elif isinstance(part, Call) and part.function in _GUARDS:
            yield from (side.name for side in part.arguments if isinstance(side, Reference))


def _guarded_by_relevance(spot: Spot) -> set[str]:
    try:
        parts = expression_parts(spot.node.cells.get("relevant", ""))
    except Unreadable:
        return set()
    return set(_guarded(parts))
