"""From the answers of questions with known names to what the visit's result is.

Names are Spanish or English; the first answer that says something is taken. Whether the visit may
end so is asked elsewhere: nothing here knows the visit.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from kobra_domain.limits import ID_PATTERN, MAX_INTEGER
from kobra_domain.numbers import exact_number, measured_number
from kobra_domain.portfolios import ChannelKind
from kobra_domain.submissions import UNFINISHED, Answer
from kobra_domain.visits import RIGHT_PARTY_OUTCOMES, NotCompletedReason, Outcome

VISIT = ("visita", "visit", "visit_id")
ARRIVAL = ("llegada", "arrival", "check_in")
OUTCOME = ("resultado", "outcome")
REASON = ("motivo_no_realizada", "not_completed_reason")
PROMISE_AMOUNT = ("promesa_monto", "promise_amount")
PROMISE_DATE = ("promesa_fecha", "promise_date")
PAYMENT_AMOUNT = ("pago_monto", "payment_amount")
PAYMENT_DATE = ("pago_fecha", "payment_date")
PAYMENT_METHOD = ("pago_medio", "payment_method")
PAYMENT_REFERENCE = ("pago_referencia", "payment_reference")
PAYMENT_PROOF = ("pago_comprobante", "payment_proof")
ACCOUNT = ("credito", "cuenta", "account")
NEW_PHONE = ("telefono_nuevo", "new_phone")
NEW_ADDRESS = ("domicilio_nuevo", "new_address")
PROPOSED_PIN = ("ubicacion_propuesta", "proposed_location")
AWAY_REASON = ("motivo_fuera", "away_reason")
NOTE = ("nota", "note")
# Whether the person may be reached so from now on; a yes needs their signature in the same form.
CONSENTS = {
    ChannelKind.SMS: ("consiente_sms", "consents_sms"),
    ChannelKind.EMAIL: ("consiente_correo", "consents_email"),
    ChannelKind.WHATSAPP: ("consiente_whatsapp", "consents_whatsapp"),
    ChannelKind.VISIT: ("consiente_visita", "consents_visit"),
}
# Whether the person asks for the confirmation of what they promised or paid, by e-mail.
CONFIRMATION = ("pide_confirmacion", "asks_confirmation")
SIGNATURE = ("firma", "firma_consentimiento", "signature")

_MOST_DIGITS = len(str(MAX_INTEGER))  # beyond, no currency keeps it
# Where two different answers would be two results. Notes and new addresses may be many.
_SINGLE = (OUTCOME, REASON, PROMISE_DATE, PAYMENT_DATE, ACCOUNT, CONFIRMATION, *CONSENTS.values())
_YES = frozenset({"si", "sí", "yes", "1", "true", "ok"})
_NO = frozenset({"no", "0", "false"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_REASONS = {reason.value: reason for reason in NotCompletedReason}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A geopoint as a form writes it: degrees, and metres of accuracy where they were said."""

    lat: float
    lon: float
    accuracy_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An amount promised or paid, in major units as text has them, and its day if one was said."""

    amount: Decimal
    on: date | None = None
    method: str = ""
    reference: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the answers say. `problems` are codes of what was said but makes no sense.

    `visit_id` is as written, whether or not it is an id: `has_visit_id` tells. Of a promise or a
    payment that is spoken of and is None, something was said that cannot be kept. `consents`: the
    channels that were asked about, each with the yes or no; `signature` is its file's name.
    `asks_confirmation` None: nobody asked, or nothing was answered that is a yes or a no.
    """

    visit_id: str = ""
    arrival: Fix | None = None
    arrival_path: str = ""
    outcome: Outcome | None = None
    reason: NotCompletedReason | None = None
    promise: Due | None = None
    payment: Due | None = None
    speaks_of_promise: bool = False
    speaks_of_payment: bool = False
    account: str = ""
    phone: str = ""
    address: str = ""
    pin: Fix | None = None
    away_reason: str = ""
    note: str = ""
    consents: tuple[tuple[ChannelKind, bool], ...] = ()
    signature: str = ""
    asks_confirmation: bool | None = None
    problems: tuple[str, ...] = ()

    @property
    def has_visit_id(self) -> bool:
        """Whether what names the visit can be the id of one."""
        return ID_PATTERN.fullmatch(self.visit_id) is not None

    @property
    def stood(self) -> Fix | None:
        """Where the agent was: the arrival, else the place that was taken at the right door."""
        return self.arrival or self.pin

    @property
    def door(self) -> Fix | None:
        """The place proposed for the door: as asked for, else where the agent surely stood."""
        if self.pin is not None:
            return self.pin
        return self.arrival if self.arrival is not None and self.arrival.accuracy_m else None


def result_of(answers: Iterable[Answer]) -> Result:
    """What the named questions say of the visit; never raises for what was answered."""
    said = _Said(answers)
    said.note_several()
    outcome, reason = _ending(said)
    said.note("outcome_and_reason", reason is not None and outcome in RIGHT_PARTY_OUTCOMES)
    return Result(
        visit_id=said.text(VISIT).casefold(),
        arrival=said.fix(ARRIVAL),
        arrival_path=said.path(ARRIVAL),
        outcome=outcome,
        reason=reason,
        promise=_due(said, PROMISE_AMOUNT, PROMISE_DATE),
        payment=_payment(said),
        speaks_of_promise=said.names_amount(PROMISE_AMOUNT)
        or (outcome is Outcome.PROMISE and said.names_any(PROMISE_AMOUNT, PROMISE_DATE)),
        speaks_of_payment=said.names_amount(PAYMENT_AMOUNT)
        or (outcome is Outcome.PAID and said.names_any(PAYMENT_AMOUNT)),
        account=said.text(ACCOUNT),
        phone=said.text(NEW_PHONE),
        address=said.text(NEW_ADDRESS),
        pin=said.fix(PROPOSED_PIN),
        away_reason=said.text(AWAY_REASON),
        note=said.text(NOTE),
        consents=tuple(_consents(said)),
        signature=said.text(SIGNATURE),
        asks_confirmation=_yes_or_no(said, CONFIRMATION),
        problems=tuple(sorted(said.problems, key=lambda code: code not in UNFINISHED)),
    )


def minor_units(amount: Decimal, digits: int) -> int | None:
    """An amount in minor units of a currency with so many; None if it is beyond what is kept."""
    if amount.adjusted() > _MOST_DIGITS:
        return None
    minor = int(amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP).scaleb(digits))
    return minor if minor <= MAX_INTEGER else None


def read_fix(text: str) -> Fix | None:
    """A geopoint «lat lon altitude accuracy» (the last two may be missing), None if it is none."""
    parts = text.split()
    if not 2 <= len(parts) <= 4:
        return None
    numbers = [number for part in parts if (number := measured_number(part)) is not None]
    if len(numbers) < len(parts) or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        return None
    accuracy_m = numbers[3] if len(numbers) == 4 and 0 <= numbers[3] <= 1_000_000 else None
    return Fix(lat=numbers[0], lon=numbers[1], accuracy_m=accuracy_m)


def read_day(text: str) -> date | None:
    """The day of a date or datetime answer, None if it is none."""
    head = text[:10]
    if not _DAY.fullmatch(head) or text[10:11] not in ("", "T"):
        return None
    try:
        return date.fromisoformat(head)
    except ValueError:
        return None


class _Said:
    """The first answer that is not empty, by the question's name; notes what makes no sense."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self.problems: list[str] = []
        self._answered: dict[str, list[Answer]] = {}
        for answer in answers:
            if answer.value.strip():
                self._answered.setdefault(name_of(answer.path), []).append(answer)

    def note_several(self) -> None:
        """Of several answers the first counts; where another would be another result, it is said.
        Two equal amounts are two amounts: each line of a repeat may have its own account.
        """
        self.note("several_visits", len(self._values(VISIT)) > 1)
        amounts = (PROMISE_AMOUNT, PAYMENT_AMOUNT)
        spelt = [name for names in amounts for name in names]
        is_repeated = any(len(self._answered.get(name, ())) > 1 for name in spelt)
        is_other = any(len(self._values(names)) > 1 for names in amounts)
        self.note("several_amounts", is_repeated or is_other)
        self.note("several_answers", any(len(self._values(names)) > 1 for names in _SINGLE))

    def names_amount(self, names: tuple[str, ...]) -> bool:
        """Whether an amount was said that is not nothing."""
        text = self.text(names)
        return bool(text) and exact_number(text) != 0

    def names_any(self, *questions: tuple[str, ...]) -> bool:
        """Whether one of these was answered, be it by a zero."""
        return any(map(self.text, questions))

    def text(self, names: tuple[str, ...]) -> str:
        found = self._found(names)
        return found.value.strip() if found else ""

    def path(self, names: tuple[str, ...]) -> str:
        found = self._found(names)
        return found.path if found else ""

    def fix(self, names: tuple[str, ...]) -> Fix | None:
        text = self.text(names)
        fix = read_fix(text)
        self.note("unreadable_place", bool(text) and fix is None)
        return fix

    def amount(self, names: tuple[str, ...]) -> Decimal | None:
        """What is negative, or beyond what is kept, is as little an amount as what is no number."""
        text = self.text(names)
        amount = exact_number(text)
        is_amount = amount is not None and 0 <= amount <= MAX_INTEGER
        self.note("unreadable_amount", bool(text) and not is_amount)
        return amount if is_amount and amount else None

    def day(self, names: tuple[str, ...]) -> date | None:
        text = self.text(names)
        day = read_day(text)
        self.note("unreadable_date", bool(text) and day is None)
        return day

    def note(self, problem: str, is_one: bool) -> None:
        if is_one and problem not in self.problems:
            self.problems.append(problem)

    def _found(self, names: tuple[str, ...]) -> Answer | None:
        return next((self._answered[name][0] for name in names if name in self._answered), None)

    def _values(self, names: tuple[str, ...]) -> set[str]:
        return {
            answer.value.strip().casefold()
            for name in names
            for answer in self._answered.get(name, ())
        }


def name_of(path: str) -> str:
    """The question's name: the last of its path, without the number of its repeat."""
    return path.rpartition("/")[2].partition("[")[0]


def _ending(said: _Said) -> tuple[Outcome | None, NotCompletedReason | None]:
    """The outcome and the reason; a form with one question for both names the reason there."""
    outcome, reason = said.text(OUTCOME), said.text(REASON)
    if outcome in _REASONS and not reason:
        outcome, reason = "", outcome
    said.note("unknown_outcome", bool(outcome) and outcome not in _OUTCOMES)
    said.note("unknown_reason", bool(reason) and reason not in _REASONS)
    return _OUTCOMES.get(outcome), _REASONS.get(reason)


def _consents(said: _Said) -> Iterator[tuple[ChannelKind, bool]]:
    """What was answered by a yes or a no; another answer is neither."""
    signature = said.text(SIGNATURE)
    for channel, names in CONSENTS.items():
        is_yes = _yes_or_no(said, names)
        said.note("consent_unsigned", is_yes is True and not signature)
        if is_yes is not None:
            yield channel, is_yes


def _yes_or_no(said: "_Said", names: tuple[str, ...]) -> bool | None:
    text = said.text(names).casefold()
    said.note("unreadable_consent", bool(text) and text not in _YES | _NO)
    return text in _YES if text in _YES | _NO else None


def _due(said: _Said, amounts: tuple[str, ...], days: tuple[str, ...]) -> Due | None:
    amount, on = said.amount(amounts), said.day(days)
    return None if amount is None else Due(amount=amount, on=on)


def _payment(said: _Said) -> Due | None:
    due = _due(said, PAYMENT_AMOUNT, PAYMENT_DATE)
    if due is None:
        return None
    return Due(
        amount=due.amount,
        on=due.on,
        method=said.text(PAYMENT_METHOD),
        reference=said.text(PAYMENT_REFERENCE),
        proof=said.text(PAYMENT_PROOF),
    )
