"""What an agent writes into the form of a collection visit for what was found: answers by
question name, as `kobra_records.templates` names them.
"""

from collections.abc import Mapping, Sequence
from random import Random

from field_api.simulator.events import CheckedIn, Ended
from kobra_domain.portfolios import Account
from kobra_domain.visits import CheckIn, NotCompletedReason, Outcome

FORM = "visita_cobro"
PHOTO = "foto_puerta"
_O = Outcome
_OPENED_BY = {
    _O.CONTACT_CODEBTOR: "codeudor",
    _O.CONTACT_THIRD_PARTY: "tercero",
    _O.MOVED: "tercero",
    _O.ADDRESS_NOT_FOUND: "tercero",
    _O.DECEASED: "tercero",
    _O.DANGEROUS: "tercero",
    _O.NO_CONTACT: "nadie",
}
_MEANS = ("deposito", "transferencia", "corresponsal", "linea")
_TOLD = ("", "", "", "Le redujeron los turnos en el taller", "Espera el pago de una cosecha")
_PROMISED_WITHIN_DAYS = 14


def answers(arrival: CheckedIn | None, end: Ended, accounts: Sequence[Account]) -> dict[str, str]:
    """Name → text of everything the agent answers; the rest of the form stays empty."""
    random = Random(f"answers {end.visit_id}")
    given = {"visita": end.visit_id, "nota": end.note}
    if end.outcome is None:
        return {**given, **_not_done(end)}
    given |= {"situacion": "en_puerta", "atendio": _OPENED_BY.get(end.outcome, "titular")}
    if arrival is not None:
        given["llegada"] = place(arrival.check_in)
    given["resultado"] = end.outcome.value
    if given["atendio"] != "nadie":
        given["resultado_sel"] = end.outcome.value
    if given["atendio"] in ("titular", "codeudor"):
        given["dicho_voluntario"] = random.choice(_TOLD)
    given |= _money(end, accounts, random)
    return given


def place(fix: CheckIn) -> str:
    """A fix as a form writes it: «lat lon altitude accuracy»; what is mocked says accuracy 0."""
    if fix.lat is None or fix.lon is None:
        return ""
    accuracy = 0.0 if fix.is_mock else fix.accuracy_m or 0.0
    return f"{fix.lat} {fix.lon} 0 {accuracy}"


def _not_done(end: Ended) -> dict[str, str]:
    if end.reason is NotCompletedReason.MISPLACED_ADDRESS and end.proposed is not None:
        lat, lon = end.proposed
        return {
            "situacion": "mal_ubicado",
            "ubicacion_propuesta": f"{lat} {lon} 0 8.0",
            "motivo_no_realizada": NotCompletedReason.MISPLACED_ADDRESS.value,
        }
    reason = (end.reason or NotCompletedReason.OTHER).value
    return {"situacion": "sin_acceso", "motivo_no_sel": reason, "motivo_no_realizada": reason}


def _money(end: Ended, accounts: Sequence[Account], random: Random) -> Mapping[str, str]:
    overdue = sum(account.overdue_minor for account in accounts) // 100 or 200_000
    share = random.choice((0.25, 0.5, 0.5, 1.0))
    part = max(20_000, round(overdue * share / 10_000) * 10_000)
    if end.outcome is Outcome.PROMISE:
        due = end.at.date().fromordinal(
            end.at.date().toordinal() + random.randint(2, _PROMISED_WITHIN_DAYS)
        )
        return {
            "promesa_monto": str(part),
            "promesa_fecha": due.isoformat(),
            # Asked only where the visit list names an address.
            "pide_confirmacion": random.choice(("si", "si", "no")),
        }
    if end.outcome is Outcome.PAID:
        return {
            "pago_monto": str(part),
            "pago_fecha": end.at.date().isoformat(),
            "pago_medio": random.choice(_MEANS),
            "pago_referencia": f"{random.randrange(10**8):08d}",
        }
    return {}
