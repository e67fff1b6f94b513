"""One gestión as it is told to a client: every ended visit, and every contact written down here."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kobra_domain.contacts import Contact, ContactPurpose
from kobra_domain.portfolios import ChannelKind
from kobra_domain.visits import Verdict, Visit, VisitState
from kobra_domain.words.say import code_of


class GestionKind(StrEnum):
    """What of ours it is."""

    VISIT = "visit"
    CONTACT = "contact"


class GestionResult(StrEnum):
    """What came of a contact that was no visit, or of a visit of which nothing was said."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    RECEIVED = "received"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What was promised for a day, or said to be paid on it (minor units of `currency`)."""

    amount_minor: int
    currency: str
    on: date
    method: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GestionCredit:
    """One credit that a gestión was about, with what was promised and reported on it."""

    number: str
    product: str = ""
    segment: str = ""
    promises: tuple[Money, ...] = ()
    payments: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gestion:
    """All that a row may say. `at` is when it ended, `zone` that of its place; `result` a code of
    `codes.py`. No credits: a contact that named none.
    """

    kind: GestionKind
    id: str
    at: datetime
    zone: str
    channel: ChannelKind
    result: str
    purpose: ContactPurpose = ContactPurpose.COLLECTION
    credits: tuple[GestionCredit, ...] = ()
    note: str = ""
    agent_code: str = ""
    agent_name: str = ""
    party_name: str = ""
    document_type: str = ""
    document_number: str = ""
    street: str = ""
    neighbourhood: str = ""
    municipality: str = ""
    region: str = ""
    postal_code: str = ""
    verdict: Verdict | None = None
    distance_m: float | None = None
    lat: float | None = None
    lon: float | None = None


def result_of_visit(visit: Visit) -> str:
    """The code of what came of a visit that has ended: the reason of one that was not completed,
    else its outcome.
    """
    if visit.state is VisitState.NOT_COMPLETED and visit.not_completed_reason is not None:
        return code_of(visit.not_completed_reason)
    return code_of(visit.outcome if visit.outcome is not None else GestionResult.UNSAID)


def result_of_contact(contact: Contact) -> str:
    """The code of what came of a contact."""
    if contact.is_received:
        return code_of(GestionResult.RECEIVED)
    answered, silent = GestionResult.ANSWERED, GestionResult.UNANSWERED
    return code_of(answered if contact.is_two_way else silent)


def digest_of(gestion: Gestion) -> str:
    """The same as long as nothing is to be told anew: who was seen, when, what came of it, what was
    promised and paid. How a person or a street is called since is no correction of the gestión.
    """
    said = [
        *(gestion.at.isoformat(), gestion.channel, gestion.result, gestion.note),
        gestion.agent_code,
        *([] if gestion.purpose is ContactPurpose.COLLECTION else [gestion.purpose]),
        [
            [
                one.number,
                *([_line(money) for money in part] for part in (one.promises, one.payments)),
            ]
            for one in gestion.credits
        ],
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _line(money: Money) -> list[object]:
    return [
        *(money.amount_minor, money.currency, money.on.isoformat()),
        *(money.method, money.reference),
    ]


@dataclass(frozen=True, slots=True)
class Sum:
    """How many, and their minor units."""

    count: int = 0
    minor: int = 0

    def plus(self, other: "Sum", sign: int = 1) -> "Sum":
        """Both together."""
        return Sum(self.count + sign * other.count, self.minor + sign * other.minor)


@dataclass(frozen=True, slots=True)
class Totals:
    """What may be added up: gestiones by result, promises and payments by currency. Of a correction
    what was told before is taken off, so that all files together tell what the product counts.
    """

    results: Mapping[str, int] = field(default_factory=dict)
    promises: Mapping[str, Sum] = field(default_factory=dict)
    payments: Mapping[str, Sum] = field(default_factory=dict)

    @property
    def gestiones(self) -> int:
        """How many."""
        return sum(self.results.values())

    def plus(self, other: "Totals", sign: int = 1) -> "Totals":
        """Both together; what comes to nothing is left out."""
        keys = dict.fromkeys((*self.results, *other.results))
        counted = {key: self.results.get(key, 0) + sign * other.results.get(key, 0) for key in keys}
        return Totals(
            results={key: count for key, count in sorted(counted.items()) if count},
            promises=_plus(self.promises, other.promises, sign),
            payments=_plus(self.payments, other.payments, sign),
        )


def _plus(one: Mapping[str, Sum], other: Mapping[str, Sum], sign: int) -> dict[str, Sum]:
    keys = sorted({*one, *other})
    both = {key: one.get(key, Sum()).plus(other.get(key, Sum()), sign) for key in keys}
    return {key: said for key, said in both.items() if said != Sum()}


def totals_of(gestion: Gestion) -> Totals:
    """What one gestión counts for."""
    promises = (money for one in gestion.credits for money in one.promises)
    payments = (money for one in gestion.credits for money in one.payments)
    return Totals({gestion.result: 1}, _sums(promises), _sums(payments))


def _sums(money: Iterable[Money]) -> dict[str, Sum]:
    found: dict[str, Sum] = {}
    for one in money:
        found[one.currency] = found.get(one.currency, Sum()).plus(Sum(1, one.amount_minor))
    return found
