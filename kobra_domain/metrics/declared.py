"""Every metric there are data for. Kept promises, recovery and roll rates are declared with the
reports that show them.
"""

from typing import Literal

from kobra_domain.dues import PromiseState
from kobra_domain.metrics.predicates import (
    EVERY,
    Absent,
    All,
    Among,
    Clock,
    Compare,
    Not,
    Predicate,
    Since,
    Term,
)
from kobra_domain.metrics.tallies import Metric, MetricSource, Share, Sum
from kobra_domain.visits import (
    CONTACT_OUTCOMES,
    ENDED_STATES,
    RIGHT_PARTY_OUTCOMES,
    Outcome,
    Verdict,
    VisitState,
)

DRAFT = Compare("state", "=", VisitState.DRAFT)
LIVE = Not(Compare("state", "=", VisitState.CANCELLED))
ON_PHONE = Since(Not(Absent("on_phone_at")), "on_phone_at")
ENDED = Since(Among("state", ENDED_STATES), "ended_at")
COMPLETED = Since(Compare("state", "=", VisitState.COMPLETED), "ended_at")
AT_ADDRESS = Compare("verdict", "=", Verdict.AT_ADDRESS)
CONTACT = Among("outcome", CONTACT_OUTCOMES)
RIGHT_PARTY = Among("outcome", RIGHT_PARTY_OUTCOMES)
PROMISED = Compare("outcome", "=", Outcome.PROMISE)


def _visits(
    key: str,
    over: Predicate,
    part: Predicate | None = None,
    *,
    day: Term | None = "planned_on",
    better: Literal["up", "down", "none"] = "up",
    source: MetricSource = MetricSource.OURS,
) -> Metric:
    """A count of visits, or the share of them that passes `part`."""
    return Metric(
        key=key,
        rows="visit",
        filter=over,
        expr=None if part is None else Share(part),
        day=day,
        better=better,
        source=source,
    )


def _dues(key: str, kind: str, over: Predicate, day: Term, expr: Sum | None) -> Metric:
    """Promises or payments: how many, or how much in each currency."""
    return Metric(
        key=key,
        rows=kind,
        filter=over,
        expr=expr,
        day=day,
        better="up",
        source=MetricSource.OURS,
    )


_INDUSTRY, _DISPUTED = MetricSource.INDUSTRY, MetricSource.DISPUTED
_STANDING = Not(Compare("state", "=", PromiseState.CANCELLED))

PLANNED = _visits("planned", LIVE, better="none")
ON_PHONES = _visits("on_phone", All((LIVE, ON_PHONE)))
DONE = _visits("done", ENDED)
VERIFIED = _visits("at_address", All((ENDED, AT_ADDRESS)))
CONTACTS = _visits("contacts", All((ENDED, CONTACT)))
RIGHT_PARTIES = _visits("right_party", All((ENDED, RIGHT_PARTY)))
PROMISES = _visits("promises", All((ENDED, PROMISED)))
UNASSIGNED = _visits("unassigned", DRAFT, day=None, better="down")

ON_PHONE_SHARE = _visits("on_phone_share", LIVE, ON_PHONE)
DONE_SHARE = _visits("done_share", LIVE, ENDED, source=_INDUSTRY)
AT_ADDRESS_SHARE = _visits("at_address_share", ENDED, AT_ADDRESS)
VERIFIED_SHARE = _visits("verified_share", COMPLETED, AT_ADDRESS)
CONTACT_RATE = _visits("contact_rate", ENDED, CONTACT, source=_INDUSTRY)
RPC_RATE = _visits("rpc_rate", ENDED, RIGHT_PARTY, source=_DISPUTED)
RPC_SHARE = _visits("rpc_share", CONTACTS.filter, RIGHT_PARTY, source=_DISPUTED)
PTP_RATE = _visits("ptp_rate", RIGHT_PARTIES.filter, PROMISED, source=_INDUSTRY)

_MADE = Clock("made_at", "day")
PROMISE_COUNT = _dues("promise_count", "promise", _STANDING, _MADE, None)
PROMISE_AMOUNT = _dues("promise_amount", "promise", _STANDING, _MADE, Sum("amount_minor"))
PAYMENT_COUNT = _dues("payment_count", "payment", EVERY, "paid_on", None)
PAYMENT_AMOUNT = _dues("payment_amount", "payment", EVERY, "paid_on", Sum("amount_minor"))

# Whatever day it was said to be paid on: what doors told today.
REPORTED_AMOUNT = _dues(
    "reported_amount", "payment", EVERY, Clock("reported_at", "day"), Sum("amount_minor")
)

# Only the bank's file says that money came in, and only money of a known account is anybody's.
COLLECTED_AMOUNT = _dues(
    "collected_amount",
    "bank_payment",
    Not(Absent("account_id")),
    "booked_on",
    Sum("amount_minor", less=Compare("is_reversal", "=", True)),
)

METRICS: dict[str, Metric] = {
    metric.key: metric
    for metric in (
        *(PLANNED, ON_PHONES, DONE, VERIFIED, CONTACTS, RIGHT_PARTIES, PROMISES, UNASSIGNED),
        *(ON_PHONE_SHARE, DONE_SHARE, AT_ADDRESS_SHARE, VERIFIED_SHARE),
        *(CONTACT_RATE, RPC_RATE, RPC_SHARE, PTP_RATE),
        *(PROMISE_COUNT, PROMISE_AMOUNT, PAYMENT_COUNT, PAYMENT_AMOUNT, REPORTED_AMOUNT),
        COLLECTED_AMOUNT,
    )
}
