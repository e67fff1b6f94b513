"""How often a person may be sought: when they rest after a contact, by channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kobra_domain.contact.rules import FrequencyRule
from kobra_domain.persons import Touch
from kobra_domain.shift import day_span, local_day


@dataclass(frozen=True, slots=True)
class Rest:
    """After `touch` the same channel may be used again from `same_from` on, others from
    `others_from` on.
    """

    touch: Touch
    same_from: datetime
    others_from: datetime


def rest_of(touches: Iterable[Touch], rule: FrequencyRule, zone: str, now: datetime) -> Rest | None:
    """The rest that holds now, after the last contact that counts; None: there is none. What the
    person sought themselves does not count; an attempt that nobody answered does if the rule says
    so.
    """
    counted = [
        one
        for one in touches
        if not one.is_received and (one.is_two_way or rule.counts_attempts) and one.at <= now
    ]
    last = max(counted, key=lambda one: (one.at, one.id), default=None)
    if last is None:
        return None
    rest = Rest(
        touch=last,
        same_from=day_span(zone, local_day(zone, last.at)).end_at,
        others_from=last.at + timedelta(days=rule.quiet_days),
    )
    return rest if now < max(rest.same_from, rest.others_from) else None
