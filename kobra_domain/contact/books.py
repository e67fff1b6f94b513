"""Which rule set holds where; a country nobody has read the law of gets the strictest of all."""

from collections.abc import Iterable
from functools import reduce

from kobra_domain.contact import colombia, mexico, south
from kobra_domain.contact.rules import HoursRule, RuleSet, RuleStatus, VisitRule, common_hours
from kobra_domain.portfolios import CreditorType

RULE_SETS: dict[tuple[str, CreditorType], RuleSet] = {
    (rules.country, rules.creditor_type): rules
    for rules in (*colombia.RULE_SETS, *mexico.RULE_SETS, *south.RULE_SETS)
}


def rules_for(
    country: str, creditor_type: CreditorType, *, business_days_only: bool = False
) -> RuleSet:
    """The rules of a country (ISO 3166, two letters) and creditor type; see `RuleSet.is_fallback`.

    `business_days_only` switches on a reading of Mexico's rules that one source alone supports.
    """
    known = RULE_SETS.get((country, creditor_type))
    if known is None:
        return strictest(country, creditor_type, RULE_SETS.values())
    if business_days_only and known is mexico.FINANCIAL:
        return mexico.FINANCIAL_BUSINESS_DAYS
    return known


def strictest(country: str, creditor_type: CreditorType, known: Iterable[RuleSet]) -> RuleSet:
    """What all these sets together allow, each prohibition under the citation it comes from."""
    sets = list(known)
    bans = [rules.visits for rules in sets if rules.visits]
    holidays = [rules.no_holidays for rules in sets if rules.no_holidays]
    rests = [rules.frequency for rules in sets if rules.frequency]
    return RuleSet(
        country=country,
        creditor_type=creditor_type,
        hours=_common(sets),
        no_third_parties=sets[0].no_third_parties,
        no_holidays=holidays[0] if holidays else None,
        visits=reduce(_stricter, bans) if bans else None,
        frequency=max(rests, key=lambda rule: rule.quiet_days) if rests else None,
        is_fallback=True,
    )


def _common(sets: Iterable[RuleSet]) -> HoursRule:
    hours = [rules.hours for rules in sets]
    return HoursRule(
        source=", ".join(dict.fromkeys(rule.citation for rule in hours)),
        country="",
        dated="",
        status=RuleStatus.UNVERIFIED,
        spans=reduce(common_hours, (rule.spans for rule in hours)),
    )


def _stricter(one: VisitRule, other: VisitRule) -> VisitRule:
    return one if one.products <= other.products else other
