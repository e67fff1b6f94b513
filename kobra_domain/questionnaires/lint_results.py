"""Questions from which the visit's result is read: of several with one name, which one counts."""

from collections.abc import Iterator, Sequence

from kobra_domain.questionnaires import results
from kobra_domain.questionnaires.problems import Problem, problem
from kobra_domain.questionnaires.references import Reading, Spot

_READ = (
    results.VISIT,
    results.ARRIVAL,
    results.OUTCOME,
    results.REASON,
    results.PROMISE_AMOUNT,
    results.PROMISE_DATE,
    results.PAYMENT_AMOUNT,
    results.PAYMENT_DATE,
    results.PAYMENT_METHOD,
    results.PAYMENT_REFERENCE,
    results.PAYMENT_PROOF,
    results.ACCOUNT,
    results.NEW_PHONE,
    results.NEW_ADDRESS,
    results.PROPOSED_PIN,
    results.AWAY_REASON,
    results.NOTE,
    *results.CONSENTS.values(),
    results.CONFIRMATION,
    results.SIGNATURE,
)


def problems(reading: Reading) -> Iterator[Problem]:
    """A name that several questions bear, and one that a repeat asks again and again."""
    for names in _READ:
        for name in names:
            spots = [reading.spots[node.uid] for node in reading.by_name.get(name, ())]
            yield from _several(reading, name, [spot for spot in spots if _is_asked(spot)])
    yield from _unsigned(reading)


def _unsigned(reading: Reading) -> Iterator[Problem]:
    """A consent that nobody can sign is none."""
    if any(reading.by_name.get(name) for name in results.SIGNATURE):
        return
    for names in results.CONSENTS.values():
        for name in names:
            for node in reading.by_name.get(name, ())[:1]:
                yield problem("form.consent_unsigned", node, "name", name=name)


def _several(reading: Reading, name: str, spots: Sequence[Spot]) -> Iterator[Problem]:
    if len(spots) > 1:
        first = _path(reading, spots[0])
        yield problem("form.result_twice", spots[1].node, "name", name=name, path=first)
    elif spots and (around := reading.repeats_of(spots[0].node.uid)):
        params = {"name": name, "repeat": around[0].name}
        yield problem("form.result_in_repeat", spots[0].node, "name", **params)


def _is_asked(spot: Spot) -> bool:
    return not spot.node.is_container and spot.type.base != "note"


def _path(reading: Reading, spot: Spot) -> str:
    names, parent = [spot.node.name], spot.parent
    while parent:
        names.append(parent.name)
        parent = reading.spots[parent.uid].parent
    return "/".join(reversed(names))
