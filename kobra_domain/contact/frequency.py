"""How often a person may be sought: when they rest after a contact, by channel."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kobra_domain.contact.rules import FrequencyRule
from kobra_domain.persons import Touch
from kobra_domain.portfolios import ChannelKind
from kobra_domain.shift import day_span, local_day

_LONGEST_DAY = timedelta(days=2)  # one that clocks are put back on is longer than 24 hours


@dataclass(frozen=True, slots=True)
class Rest:
    """After `touch` the same channel may be used again from `same_from` on, others from
    `others_from` on.
    """

    touch: Touch
    same_from: datetime
    others_from: datetime

    def free_from(self, channel: ChannelKind) -> datetime:
        """From when on this channel may be used."""
        return self.same_from if channel is self.touch.channel else self.others_from


def rest_of(touches: Iterable[Touch], rule: FrequencyRule, zone: str, now: datetime) -> Rest | None:
    """The rest that holds now, after the last contact that counts; None: there is none."""
    last = max(_counted(touches, rule, now), key=lambda one: (one.at, one.id), default=None)
    if last is None:
        return None
    rest = _after(last, rule, zone)
    return rest if now < max(rest.same_from, rest.others_from) else None


def rest_from(
    touches: Iterable[Touch], rule: FrequencyRule, zone: str, channel: ChannelKind, at: datetime
) -> Rest | None:
    """The rest after a contact until `at` that keeps a channel from being used longest; None: it
    may be used.
    """
    rests = (_after(one, rule, zone) for one in _counted(touches, rule, at))
    longest = max(rests, key=lambda one: one.free_from(channel), default=None)
    return longest if longest is not None and at < longest.free_from(channel) else None


def _counted(touches: Iterable[Touch], rule: FrequencyRule, until: datetime) -> Iterator[Touch]:
    """Of those that may still give rest: neither what the person sought themselves nor what the
    rule excepts counts; an attempt that nobody answered does if the rule says so.
    """
    since = until - timedelta(days=max(rule.same_days, rule.other_days)) - _LONGEST_DAY
    for one in touches:
        is_attempt_too = one.is_two_way or rule.counts_attempts
        is_meant = one.channel in rule.channels and one.purpose not in rule.excepts
        is_counted = one.counts and is_meant and is_attempt_too
        if is_counted and since < one.at <= until:
            yield one


def _after(touch: Touch, rule: FrequencyRule, zone: str) -> Rest:
    day_ends_at = day_span(zone, local_day(zone, touch.at)).end_at
    return Rest(
        touch=touch,
        same_from=max(day_ends_at, touch.at + timedelta(days=rule.same_days)),
        others_from=max(day_ends_at, touch.at + timedelta(days=rule.other_days)),
    )
