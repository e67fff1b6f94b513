"""Where the money of each bucket went from one month's end to the next (after the OCC's roll rates,
which are money too): the whole matrix, weighed by the balance before, so that each row is 100 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kobra_domain.buckets import bucket_words
from kobra_domain.charts.spec import Figure, Matrix, Unit, UnitKind
from kobra_domain.portfolios import AccountState
from kobra_domain.reports.saying import share_words
from kobra_domain.words import money, say


class Move(StrEnum):
    """What became of an account, the best first."""

    PAID = "paid"
    CURED = "cured"  # overdue before, up to date now
    BETTER = "better"
    STAYED = "stayed"
    WORSE = "worse"
    WITHDRAWN = "withdrawn"  # collected no more, and not because it was paid


@dataclass(frozen=True, slots=True)
class Standing:
    """An account at a month's end: its bucket, its balance in minor units, and whether it is still
    collected.
    """

    bucket: int
    balance_minor: int
    state: AccountState = AccountState.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class RollRates:
    """Balances before, in minor units of one currency, by bucket and by what became of them.
    `grown_minor`: by how much the balances of those still there rose, which is interest and fees
    and moves nobody.
    """

    moved: Mapping[tuple[int, Move], int]
    grown_minor: int

    def weight(self, bucket: int) -> int:
        """What the accounts of a bucket owed before."""
        return sum(self.moved.get((bucket, move), 0) for move in Move)


@dataclass(frozen=True, slots=True)
class Flow:
    """Accounts that were collected in one bucket and stand in another now, or are not known any
    more (None): what they owed before, and by how much what they owe has grown.
    """

    bucket: int
    now: int | None
    state: AccountState | None
    balance_minor: int
    grown_minor: int = 0


def rolled(flows: Iterable[Flow]) -> RollRates:
    """The rates of flows of one currency."""
    moved = Counter[tuple[int, Move]]()
    grown = 0
    for one in flows:
        moved[one.bucket, move_of(one.bucket, one.now, one.state)] += one.balance_minor
        grown += one.grown_minor
    return RollRates(moved=moved, grown_minor=grown)


def roll_rates(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> RollRates:
    """By account at both ends of a month, those that were collected at its beginning."""
    return rolled(
        _flow(was, after.get(account_id))
        for account_id, was in before.items()
        if was.state is AccountState.ACTIVE
    )


def _flow(was: Standing, now: Standing | None) -> Flow:
    if now is None:
        return Flow(was.bucket, None, None, was.balance_minor)
    is_there = now.state is AccountState.ACTIVE
    grown = max(0, now.balance_minor - was.balance_minor) if is_there else 0
    return Flow(was.bucket, now.bucket, now.state, was.balance_minor, grown)


def move_of(was: int, now: int | None, state: AccountState | None) -> Move:
    """What became of an account of a bucket; one that the later month does not know was
    withdrawn.
    """
    if now is None or state is AccountState.WITHDRAWN:
        return Move.WITHDRAWN
    if state is not AccountState.ACTIVE:
        return Move.PAID
    if now == was:
        return Move.STAYED
    if now > was:
        return Move.WORSE
    return Move.CURED if now == 0 else Move.BETTER


def roll_matrix(
    found: RollRates, bounds: Sequence[int], currency: str, locale: str, cut_off: str = ""
) -> Matrix:
    """The chart: the buckets that held money before, and what became of it."""
    names = bucket_words(bounds, locale)
    held = [bucket for bucket in range(len(names)) if found.weight(bucket) > 0]
    return Matrix(
        title=_title(found, held, locale),
        subtitle=_subtitle(found, currency, locale),
        cut_off=cut_off,
        unit=Unit(kind=UnitKind.SHARE),
        rows=tuple(names[bucket] for bucket in held),
        columns=tuple(say(f"move.{move.value}", None, locale) for move in Move),
        cells=tuple(
            tuple(
                Figure(found.moved.get((bucket, move), 0) / found.weight(bucket)) for move in Move
            )
            for bucket in held
        ),
        weights=tuple(found.weight(bucket) for bucket in held),
        weight_unit=Unit(kind=UnitKind.MONEY, currency=currency),
    )


def _title(found: RollRates, held: Iterable[int], locale: str) -> str:
    """How much of what was overdue got worse: what the month is asked first."""
    overdue = [bucket for bucket in held if bucket > 0]
    whole = sum(map(found.weight, overdue))
    if not whole:
        return say("report.roll.none", None, locale)
    worse = sum(found.moved.get((bucket, Move.WORSE), 0) for bucket in overdue)
    good = (Move.PAID, Move.CURED, Move.BETTER)
    better = sum(found.moved.get((bucket, move), 0) for bucket in overdue for move in good)
    shares = {
        "better": share_words(better / whole, locale),
        "worse": share_words(worse / whole, locale),
    }
    return say("report.roll.answer", shares, locale)


def _subtitle(found: RollRates, currency: str, locale: str) -> str:
    if not found.grown_minor:
        return say("report.roll.by_balance", None, locale)
    grown = money(found.grown_minor, currency)
    return say("report.roll.grown", {"amount": grown}, locale)
