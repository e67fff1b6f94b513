"""References: to names that exist, once, and never round in a circle."""

from collections.abc import Iterator, Mapping, Set

from kobra_domain.questionnaires.form import Choice, Node
from kobra_domain.questionnaires.lint_names import is_name
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.references import COMPUTED, Reading, has_references
from kobra_domain.questionnaires.tokens import malformed_references, references

LONGEST_CIRCLE = 6


def problems(reading: Reading) -> Iterator[Problem]:
    """What is wrong with the references of all cells, and the circles they make."""
    yield from _cells(reading)
    yield from _circles(reading)


def _cells(reading: Reading) -> Iterator[Problem]:
    for place, column, text in _texts(reading):
        for written in dict.fromkeys(written for written, _ in malformed_references(text)):
            yield problem("form.reference_malformed", place, column, reference=written)
        for name in references(text):
            if name not in reading.known_names:
                yield _unknown(reading, place, column, name)
            elif len(reading.by_name.get(name, ())) > 1:
                yield problem("form.reference_ambiguous", place, column, reference=name)


def _unknown(reading: Reading, place: Node | Choice | None, column: str, name: str) -> Problem:
    meant = reading.meant(name, filter(is_name, reading.by_name))
    sheet = None if place else "settings"
    if meant:
        return problem(
            "form.reference_near", place, column, sheet=sheet, reference=name, suggestion=meant
        )
    return problem("form.reference_unknown", place, column, sheet=sheet, reference=name)


def _texts(reading: Reading) -> Iterator[tuple[Node | Choice | None, str, str]]:
    """Every cell in which `${` means a reference, with its place; None for the settings."""
    for spot in reading.spots.values():
        for column, text in spot.node.cells.items():
            if "${" in text and has_references(column):
                yield spot.node, column, text
    for choice in reading.form.choices:
        for column, text in choice.cells.items():
            if "${" in text and has_references(column):
                yield choice, column, text
    for column, text in reading.form.settings.items():
        if "${" in text:
            yield None, column, text


def _circles(reading: Reading) -> Iterator[Problem]:
    needs = reading.dependencies()
    for uid, needed in needs.items():
        if uid in needed:
            node = reading.spots[uid].node
            yield problem("form.self_reference", node, _column(reading, uid, {uid}), name=node.name)
    order = {uid: at for at, uid in enumerate(needs)}
    for circle in circles(needs):
        first = min(circle, key=order.__getitem__)
        names = [reading.spots[uid].node.name for uid in _way_round(needs, first, circle)]
        yield problem(
            "form.cycle",
            reading.spots[first].node,
            _column(reading, first, circle),
            names=" → ".join(_shortened(names)),
        )


def _shortened(names: list[str]) -> list[str]:
    if len(names) <= LONGEST_CIRCLE:
        return names
    return [*names[: LONGEST_CIRCLE - 1], "…", names[-1]]


def _column(reading: Reading, uid: str, circle: Set[str]) -> str | None:
    """The first cell of a node that leads into the circle; None when only its group does."""
    spot = reading.spots[uid]
    cells = spot.node.cells
    return next(
        (
            column
            for column in COMPUTED
            if cells.get(column) and reading.needed_by(spot, cells[column]) & circle
        ),
        None,
    )


def _way_round(needs: Mapping[str, Set[str]], first: str, circle: Set[str]) -> list[str]:
    """The shortest way from a node back to itself, within its circle."""
    came_from: dict[str, str] = {}
    edge = [first]
    while first not in came_from:
        following = []
        for uid in edge:
            for other in sorted(needs[uid] & circle):
                if other not in came_from:
                    came_from[other] = uid
                    following.append(other)
        edge = following
    way = [first]
    while len(way) == 1 or way[-1] != first:
        way.append(came_from[way[-1]])
    return way[::-1]


def circles(needs: Mapping[str, Set[str]]) -> Iterator[set[str]]:
    """The sets of two or more that all need each other (Tarjan's, without recursion)."""
    found = _Components(needs)
    for uid in needs:
        if uid not in found.number:
            yield from found.reach(uid)


class _Components:
    def __init__(self, needs: Mapping[str, Set[str]]) -> None:
        self.needs = needs
        self.number: dict[str, int] = {}
        self.lowest: dict[str, int] = {}
        self.open: list[str] = []
        self.is_open: set[str] = set()

    def reach(self, start: str) -> Iterator[set[str]]:
        self._enter(start)
        work = [(start, iter(self.needs[start]))]
        while work:
            uid, others = work[-1]
            for other in others:
                if other not in self.number:
                    self._enter(other)
                    work.append((other, iter(self.needs[other])))
                    break
                if other in self.is_open:
                    self.lowest[uid] = min(self.lowest[uid], self.number[other])
            else:
                work.pop()
                if work:
                    above = work[-1][0]
                    self.lowest[above] = min(self.lowest[above], self.lowest[uid])
                yield from self._leave(uid)

    def _enter(self, uid: str) -> None:
        self.number[uid] = self.lowest[uid] = len(self.number)
        self.open.append(uid)
        self.is_open.add(uid)

    def _leave(self, uid: str) -> Iterator[set[str]]:
        if self.lowest[uid] != self.number[uid]:
            return
        component = set()
        while uid not in component:
            component.add(self.open.pop())
        self.is_open -= component
        if len(component) > 1:
            yield component
