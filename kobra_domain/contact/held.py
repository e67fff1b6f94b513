"""What was before and keeps a visit from being made yet: a rest, or visits enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kobra_domain.contact.caps import full_day, full_month
from kobra_domain.contact.frequency import rest_from
from kobra_domain.contact.rules import Rule, RuleSet
from kobra_domain.errors import Param
from kobra_domain.persons import Touch
from kobra_domain.portfolios import ChannelKind


@dataclass(frozen=True, slots=True)
class Held:
    """What keeps a visit, at lawful hours too, from beginning before `until`: a rule, and what
    fills the sentence that `code` names.
    """

    until: datetime
    rule: Rule
    code: str
    params: dict[str, Param]


def held_up(
    rules: RuleSet, zone: str, touches: Sequence[Touch], at_door: Sequence[Touch], at: datetime
) -> Held | None:
    """Of several the one that holds longest; None: the visit may begin. `touches` are how the
    person was sought, `at_door` who came to the door, both without the stay that is asked about.
    """
    found = (
        _resting(rules, zone, touches, at),
        _enough(rules, zone, touches, at),
        _crowded(rules, zone, at_door, at),
    )
    return max((one for one in found if one), key=lambda one: one.until, default=None)


def _resting(rules: RuleSet, zone: str, touches: Sequence[Touch], at: datetime) -> Held | None:
    rule = rules.frequency
    if rule is None:
        return None
    rest = rest_from(touches, rule, zone, ChannelKind.VISIT, at)
    if rest is None:
        return None
    told: dict[str, Param] = {
        "channel": rest.touch.channel.value,
        "contact_at": rest.touch.at.isoformat(),
    }
    return Held(rest.free_from(ChannelKind.VISIT), rule, "visit_too_soon", told)


def _enough(rules: RuleSet, zone: str, touches: Sequence[Touch], at: datetime) -> Held | None:
    full = full_month(touches, rules.person_month, zone, at)
    if full is None:
        return None
    return Held(full.until, rules.person_month, "visit_month_full", {"visits": full.made})


def _crowded(rules: RuleSet, zone: str, at_door: Sequence[Touch], at: datetime) -> Held | None:
    full = full_day(at_door, rules.door_day, zone, at)
    if full is None:
        return None
    return Held(full.until, rules.door_day, "visit_door_full", {"visits": full.made})
