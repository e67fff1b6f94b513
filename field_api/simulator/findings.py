"""What an agent finds at a door: who opened, what was said, and whether the pin was right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from field_api.simulator.journey import Call
from field_api.simulator.plane import degrees
from field_api.simulator.readings import Readings
from field_api.simulator.troubles import Trouble, TroubleKind, moment
from field_api.simulator.world import local
from kobra_domain.geo import judge
from kobra_domain.portfolios import Portfolio
from kobra_domain.shift import Span
from kobra_domain.visits import CheckIn, NotCompletedReason, Outcome, Verdict

_O = Outcome
# Shares of what comes of a visit when somebody of the household opens, and when nobody does.
_WITH_CONTACT = {
    _O.PROMISE: 36,
    _O.CONTACT_HOLDER: 20,
    _O.PAID: 12,
    _O.CONTACT_THIRD_PARTY: 14,
    _O.REFUSED: 7,
    _O.CONTACT_CODEBTOR: 5,
    _O.AGREEMENT: 4,
    _O.DISPUTE: 2,
}
_WITHOUT_CONTACT = {_O.NO_CONTACT: 86, _O.MOVED: 9, _O.ADDRESS_NOT_FOUND: 4, _O.DANGEROUS: 1}
# People are at home around meals and when work is over.
_HOME_BY_HOUR = {
    7: 0.6,
    8: 0.5,
    9: 0.42,
    10: 0.4,
    11: 0.46,
    12: 0.6,
    13: 0.58,
    14: 0.42,
    15: 0.4,
    16: 0.46,
    17: 0.62,
    18: 0.7,
}
_NOTES = {
    _O.PROMISE: ("Paga el viernes en la oficina", "Abona la próxima quincena", "Paga cuando cobre"),
    _O.CONTACT_THIRD_PARTY: ("Atendió la hija mayor", "Atendió una vecina", ""),
    _O.NO_CONTACT: ("", "Nadie abre", "Se deja aviso bajo la puerta"),
    _O.MOVED: ("El vecino dice que se mudó",),
    _O.DISPUTE: ("Dice que ya pagó, muestra recibo",),
}


CHECK_IN_AFTER_S = 35.0


@dataclass(frozen=True, slots=True)
class Finding:
    """The check-in and what came of it."""

    check_in: CheckIn
    outcome: Outcome | None = None
    reason: NotCompletedReason | None = None
    note: str = ""
    proposed: tuple[float, float] | None = None


def finding(
    call: Call,
    portfolios: Mapping[str, Portfolio],
    span: Span,
    troubles: Sequence[Trouble],
    readings: Readings,
    random: Random,
) -> Finding:
    """The finding of one call; the check-in's fix is what the phone reads, faked or not.

    An honest agent whom the map does not believe says so, and where the door really is.
    """
    check_in, is_faked = _check_in(call, span, troubles, readings, random)
    believed = judge(check_in, call.address, portfolios[call.address.portfolio_id]).verdict
    if believed is not Verdict.AT_ADDRESS and not is_faked:
        return Finding(
            check_in,
            reason=NotCompletedReason.MISPLACED_ADDRESS,
            note="La casa está en otro punto",
            proposed=(round(call.door.lat, 6), round(call.door.lon, 6)),
        )
    if random.random() < 0.03:
        return Finding(check_in, reason=NotCompletedReason.NO_ACCESS, note="Conjunto cerrado")
    is_home = random.random() < _HOME_BY_HOUR.get(local(check_in.at).hour, 0.45)
    shares = _WITH_CONTACT if is_home else _WITHOUT_CONTACT
    outcome = random.choices(list(shares), list(shares.values()))[0]
    return Finding(check_in, outcome=outcome, note=random.choice(_NOTES.get(outcome, ("",))))


def _check_in(
    call: Call, span: Span, troubles: Sequence[Trouble], readings: Readings, random: Random
) -> tuple[CheckIn, bool]:
    said_s = call.arrived_s + CHECK_IN_AFTER_S
    at = moment(span, said_s)
    faked = next((t for t in troubles if _fakes(t, said_s)), None)
    accuracy = round(random.uniform(5.0, 19.0), 1)
    reach = accuracy * 0.4
    x, y = call.door.x + random.gauss(0, reach), call.door.y + random.gauss(0, reach)
    lat, lon = degrees(x, y)
    if faked is not None:
        index = min(int(readings.at_s.searchsorted(said_s)), len(readings) - 1)
        lat, lon = float(readings.lat[index]), float(readings.lon[index])
    check_in = CheckIn(
        at=at,
        fix_at=at - timedelta(seconds=random.randrange(1, 12)),
        lat=round(lat, 7),
        lon=round(lon, 7),
        accuracy_m=accuracy,
        is_mock=faked is not None and faked.kind is TroubleKind.FLAGGED_MOCK,
    )
    return check_in, faked is not None


def _fakes(trouble: Trouble, at_s: float) -> bool:
    kinds = (TroubleKind.FLAGGED_MOCK, TroubleKind.FROZEN_MOCK, TroubleKind.SHARED_MOCK)
    return trouble.kind in kinds and trouble.from_s <= at_s < trouble.until_s
