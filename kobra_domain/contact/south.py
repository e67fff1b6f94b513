"""Peru and Chile: hours as second-hand sources report them, so unverified throughout."""

from datetime import time

from kobra_domain.contact.rules import HOUSE, HoursRule, Rule, RuleSet, RuleStatus, week
from kobra_domain.portfolios import CreditorType

PERU_HOURS = HoursRule(
    source="Ley 29571, art. 62",
    country="PE",
    dated="",
    status=RuleStatus.UNVERIFIED,
    spans=week(time(7), time(20), 0, 1, 2, 3, 4),
)
CHILE_HOURS = HoursRule(
    source="Ley 21.320",
    country="CL",
    dated="",
    status=RuleStatus.UNVERIFIED,
    spans=week(time(8), time(20), 0, 1, 2, 3, 4, 5),
)
PERU_HOLIDAYS = Rule(source=PERU_HOURS.source, country="PE", dated="", status=RuleStatus.UNVERIFIED)


def _sets(creditor_type: CreditorType) -> tuple[RuleSet, ...]:
    return (
        RuleSet(
            country="PE",
            creditor_type=creditor_type,
            hours=PERU_HOURS,
            no_holidays=PERU_HOLIDAYS,
            no_third_parties=HOUSE,
        ),
        RuleSet(
            country="CL",
            creditor_type=creditor_type,
            hours=CHILE_HOURS,
            no_third_parties=HOUSE,
        ),
    )


RULE_SETS = tuple(rules for kind in CreditorType for rules in _sets(kind))
