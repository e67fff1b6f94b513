"""Every metric there are data for. Recovery and roll rates are declared with the reports that show
them.
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
    date: Term | None = None,
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
        date=date,
        better=better,
        source=source,
    )


def _made(
    key: str,
    over: Predicate,
    part: Predicate | None = None,
    source: MetricSource = MetricSource.OURS,
) -> Metric:
    """The same of visits that were made: a report counts them on the day and hour they ended."""
    return _visits(key, over, part, date=Clock("ended_at", "day"), source=source)


def _dues(
    key: str,
    kind: str,
    over: Predicate,
    day: Term,
    expr: Sum | Share | None,
    source: MetricSource = MetricSource.OURS,
) -> Metric:
    """Promises or payments: how many, how much in each currency, or the share of them."""
    return Metric(
        key=key,
        rows=kind,
        filter=over,
        expr=expr,
        day=day,
        better="up",
        source=source,
    )


_INDUSTRY, _DISPUTED = MetricSource.INDUSTRY, MetricSource.DISPUTED
_STANDING = Not(Compare("state", "=", PromiseState.CANCELLED))

PLANNED = _visits("planned", LIVE, better="none")
ON_PHONES = _visits("on_phone", All((LIVE, ON_PHONE)))
DONE = _made("done", ENDED)
VERIFIED = _made("at_address", All((ENDED, AT_ADDRESS)))
CONTACTS = _made("contacts", All((ENDED, CONTACT)))
RIGHT_PARTIES = _made("right_party", All((ENDED, RIGHT_PARTY)))
PROMISES = _made("promises", All((ENDED, PROMISED)))
UNASSIGNED = _visits("unassigned", DRAFT, day=None, better="down")

ON_PHONE_SHARE = _visits("on_phone_share", LIVE, ON_PHONE)
DONE_SHARE = _visits("done_share", LIVE, ENDED, source=_INDUSTRY)
AT_ADDRESS_SHARE = _made("at_address_share", ENDED, AT_ADDRESS)
VERIFIED_SHARE = _made("verified_share", COMPLETED, AT_ADDRESS)
# Whoever was there, nobody can tell from where the telephone said it was.
LOW_LOCATION_SHARE = _visits(
    "low_location_share",
    ENDED,
    Among("verdict", frozenset({Verdict.NO_FIX, Verdict.NOT_TRUSTED})),
    date=Clock("ended_at", "day"),
    better="down",
)
CONTACT_RATE = _made("contact_rate", ENDED, CONTACT, source=_INDUSTRY)
RPC_RATE = _made("rpc_rate", ENDED, RIGHT_PARTY, source=_DISPUTED)
RPC_SHARE = _made("rpc_share", CONTACTS.filter, RIGHT_PARTY, source=_DISPUTED)
PTP_RATE = _made("ptp_rate", RIGHT_PARTIES.filter, PROMISED, source=_INDUSTRY)

_PROMISED_ON = Clock("made_at", "day")
PROMISE_COUNT = _dues("promise_count", "promise", _STANDING, _PROMISED_ON, None)
PROMISE_AMOUNT = _dues("promise_amount", "promise", _STANDING, _PROMISED_ON, Sum("amount_minor"))
KEPT = Compare("state", "=", PromiseState.KEPT)
# Over all that fell due, as Oracle's collections count it; those still open are due all the same.
KEPT_RATE = _dues("kept_rate", "promise", _STANDING, "due_on", Share(KEPT), _INDUSTRY)
KEPT_AMOUNT_RATE = _dues(
    "kept_amount_rate", "promise", _STANDING, "due_on", Share(KEPT, "amount_minor"), _INDUSTRY
)
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
        *(ON_PHONE_SHARE, DONE_SHARE, AT_ADDRESS_SHARE, VERIFIED_SHARE, LOW_LOCATION_SHARE),
        *(CONTACT_RATE, RPC_RATE, RPC_SHARE, PTP_RATE),
        *(KEPT_RATE, KEPT_AMOUNT_RATE),
        *(PROMISE_COUNT, PROMISE_AMOUNT, PAYMENT_COUNT, PAYMENT_AMOUNT, REPORTED_AMOUNT),
        COLLECTED_AMOUNT,
    )
}
