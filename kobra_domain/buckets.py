"""Ranges of days past due, and the days on which a portfolio's accounts are counted by them.

A bucket is a number: 0 is «up to date», then one for each range of the portfolio's bounds, then the
open one over the last bound.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from kobra_domain.errors import Invalid
from kobra_domain.portfolios import Account
from kobra_domain.words import say

MOST_BOUNDS = 12
LAST_BOUND = 3_650


def bucket_of(days: int, bounds: Sequence[int]) -> int:
    """The bucket of an account so many days past due."""
    return 0 if days <= 0 else 1 + bisect_left(bounds, days)


def bucket_at(account: Account | None, bounds: Sequence[int]) -> int | None:
    """The bucket that an account stands in; None where its days are not known, or none is."""
    if account is None or account.has_unknown_days:
        return None
    return bucket_of(account.days_past_due, bounds)


def range_of(bucket: int, bounds: Sequence[int]) -> tuple[int, int | None]:
    """The first and the last day past due of a bucket; the open one has no last."""
    if bucket <= 0:
        return 0, 0
    first = bounds[bucket - 2] + 1 if bucket > 1 else 1
    return first, bounds[bucket - 1] if bucket <= len(bounds) else None


def bucket_word(bucket: int, bounds: Sequence[int], locale: str) -> str:
    """«Al día», «1–7», «8–30», «más de 90»."""
    first, last = range_of(bucket, bounds)
    if last == 0:
        return say("bucket.current", None, locale)
    if last is None:
        return say("bucket.over", {"last": first - 1}, locale)
    return str(last) if first == last else f"{first}–{last}"


def bucket_words(bounds: Sequence[int], locale: str) -> list[str]:
    """The words of all buckets, in their order."""
    return [bucket_word(bucket, bounds, locale) for bucket in range(len(bounds) + 2)]


def check_bounds(bounds: Sequence[int]) -> None:
    """Raise Invalid unless there are some, each is greater than the one before, and from 1 on."""
    if not bounds:
        raise Invalid("missing", field="buckets")
    if len(bounds) > MOST_BOUNDS:
        raise Invalid("too_many", field="buckets", limit=MOST_BOUNDS)
    if bounds[-1] > LAST_BOUND:
        raise Invalid("too_large", field="buckets", limit=LAST_BOUND)
    if any(after <= before for before, after in zip((0, *bounds), bounds, strict=False)):
        raise Invalid("bounds_must_rise", field="buckets")


def next_month(day: date) -> date:
    """The first day of the month after a day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def cut_in(cut_day: int, year: int, month: int) -> date:
    """The day of corte of a month: its last day where it is shorter."""
    first = date(year, month, 1)
    return min(first + timedelta(days=cut_day - 1), next_month(first) - timedelta(days=1))


def last_cut(cut_day: int, day: date) -> date:
    """The latest day of corte that is not after `day`."""
    this = cut_in(cut_day, day.year, day.month)
    return this if this <= day else cut_before(cut_day, this)


def cut_before(cut_day: int, cut_on: date) -> date:
    """The day of corte of the month before."""
    last = cut_on.replace(day=1) - timedelta(days=1)
    return cut_in(cut_day, last.year, last.month)
