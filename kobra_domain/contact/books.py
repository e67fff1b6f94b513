"""Which rule set holds where; a country nobody has read the law of gets the strictest of all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache, reduce

from kobra_domain.contact import colombia, mexico, south
from kobra_domain.contact.rules import (
    FrequencyRule,
    HoursRule,
    Rule,
    RuleSet,
    RuleStatus,
    Sureness,
    VisitRule,
    common_hours,
)
from kobra_domain.portfolios import CreditorType

RULE_SETS: dict[tuple[str, CreditorType], RuleSet] = {
    (rules.country, rules.creditor_type): rules
    for rules in (*colombia.RULE_SETS, *mexico.RULE_SETS, *south.RULE_SETS)
}


# Whose attempts that nobody answered need not count, and whose business days need not.
TWO_WAY = ("CO", CreditorType.FINANCIAL)
EVERY_DAY = ("MX", CreditorType.FINANCIAL)
# After which nothing that happened before keeps anybody from being visited: a month, by whose
# clock ever, or what a country's law says.
LONGEST_REST = timedelta(
    days=1
    + max(
        31,
        *(
            max(rules.frequency.same_days, rules.frequency.other_days)
            for rules in RULE_SETS.values()
            if rules.frequency is not None
        ),
    )
)


@cache
def rules_for(
    country: str,
    creditor_type: CreditorType,
    *,
    business_days_only: bool = True,
    counts_attempts: bool = True,
) -> RuleSet:
    """The rules of a country (ISO 3166, two letters) and creditor type; see `RuleSet.is_fallback`.

    Two readings that sources disagree on are strict unless a portfolio loosens them: that Mexico's
    financial creditors visit on business days only, and that an attempt which nobody answered
    counts as a contact for Colombia's.
    """
    known = RULE_SETS.get((country, creditor_type))
    if known is None:
        return strictest(country, creditor_type, RULE_SETS.values())
    if known is mexico.FINANCIAL and not business_days_only:
        known = mexico.FINANCIAL_EVERY_DAY
    if (country, creditor_type) == TWO_WAY and known.frequency and not counts_attempts:
        known = replace(known, frequency=replace(known.frequency, counts_attempts=False))
    return known


def law() -> tuple[Rule, ...]:
    """Every rule that is known, by key; the loosened reading of one stands beside it."""
    sets = (*RULE_SETS.values(), mexico.FINANCIAL_EVERY_DAY)
    known = {rule.key: rule for rules in sets for rule in rules.rules}
    return tuple(known[key] for key in sorted(known))


def strictest(country: str, creditor_type: CreditorType, known: Iterable[RuleSet]) -> RuleSet:
    """What all these sets together allow, each prohibition under the citation it comes from."""
    sets = list(known)
    bans = [rules.visits for rules in sets if rules.visits]
    rests = [rules.frequency for rules in sets if rules.frequency]
    return RuleSet(
        country=country,
        creditor_type=creditor_type,
        hours=_common(sets),
        no_third_parties=sets[0].no_third_parties,
        no_holidays=next((rules.no_holidays for rules in sets if rules.no_holidays), None),
        visits=reduce(_stricter, bans) if bans else None,
        frequency=_longest(rests) if rests else None,
        given_only=next((rules.given_only for rules in sets if rules.given_only), None),
        is_fallback=True,
    )


def _common(sets: Sequence[RuleSet]) -> HoursRule:
    hours = [rules.hours for rules in sets]
    return HoursRule(
        key="strictest.hours",
        source=_cited(hours),
        country="",
        dated="",
        sureness=Sureness.OURS,
        status=RuleStatus.UNVERIFIED,
        spans=reduce(common_hours, (rule.spans for rule in hours)),
    )


def _longest(rests: Sequence[FrequencyRule]) -> FrequencyRule:
    return FrequencyRule(
        key="strictest.frequency",
        source=_cited(rests),
        country="",
        dated="",
        sureness=Sureness.OURS,
        status=RuleStatus.UNVERIFIED,
        same_days=max(rule.same_days for rule in rests),
        other_days=max(rule.other_days for rule in rests),
        channels=frozenset().union(*(rule.channels for rule in rests)),
        counts_attempts=any(rule.counts_attempts for rule in rests),
        excepts=frozenset.intersection(*(rule.excepts for rule in rests)),
    )


def _cited(rules: Sequence[Rule]) -> str:
    return ", ".join(dict.fromkeys(rule.citation for rule in rules))


def _stricter(one: VisitRule, other: VisitRule) -> VisitRule:
    return one if one.products <= other.products else other
