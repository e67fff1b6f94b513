"""Which rules hold where, and what the strictest of all are."""

from collections import defaultdict
from dataclasses import replace
from datetime import time

import pytest

from kobra_domain.contact import Rule, RuleStatus, law, rules_for, rules_of
from kobra_domain.contact.books import strictest
from kobra_domain.contact.rules import (
    HOUSE,
    CapRule,
    FrequencyRule,
    HoursRule,
    VisitRule,
    common_hours,
)
from kobra_domain.portfolios import ChannelKind, CreditorType, ProductType
from tests.kobra_domain.things import a_portfolio, weekly

VERSIONS = {
    "cl.frequency 1": "7/7 phone visit True",
    "cl.holidays 1": "",
    "cl.hours 2": "01234 08:00-20:00, 5 10:00-13:00",
    "co.frequency 2": "0/7 email phone sms visit whatsapp True requested_info transactional",
    "co.holidays 1": "",
    "co.hours 1": "01234 07:00-19:00, 5 08:00-15:00, or as agreed",
    "co.no_references 1": "",
    "co.visits 1": "agricultural development microcredit rural",
    "ec.frequency 1": "0/0 email phone sms visit whatsapp True",
    "ec.holidays 1": "",
    "ec.hours 1": "01234 07:00-20:00",
    "kobra 1": "",
    "kobra.door_day 1": "3",
    "kobra.person_month 1": "4",
    "mx.commercial.given_only 1": "",
    "mx.commercial.holidays 1": "",
    "mx.commercial.hours 1": "01234 07:00-22:00",
    "mx.commercial.no_references 1": "",
    "mx.financial.every_day 1": "0123456 07:00-22:00",
    "mx.financial.holidays 2": "",
    "mx.financial.hours 2": "01234 07:00-22:00",
    "mx.financial.no_references 1": "",
    "pe.holidays 2": "",
    "pe.hours 2": "01234 07:00-20:00",
}
FINANCIAL, COMMERCIAL = CreditorType.FINANCIAL, CreditorType.COMMERCIAL


@pytest.mark.parametrize("creditor_type", list(CreditorType))
def test_colombia_has_one_law_for_all_creditors(creditor_type: CreditorType) -> None:
    rules = rules_for("CO", creditor_type)
    assert rules.hours.spans == (
        *weekly(time(7), time(19), 0, 1, 2, 3, 4),
        *weekly(time(8), time(15), 5),
    )
    assert rules.visits is not None
    assert ProductType.CONSUMER not in rules.visits.products
    assert rules.visits.status is RuleStatus.AGREED
    assert not rules.is_fallback


def test_mexico_differs_by_creditor() -> None:
    financial, commercial = rules_for("MX", FINANCIAL), rules_for("MX", COMMERCIAL)
    for rules in (financial, commercial):
        assert rules.hours.spans == weekly(time(7), time(22), 0, 1, 2, 3, 4)
        assert rules.hours.status is RuleStatus.UNVERIFIED
        assert rules.no_holidays is not None
        assert (rules.visits, rules.frequency) == (None, None)
    assert financial.given_only is None
    assert commercial.given_only is not None


def test_business_days_hold_unless_they_are_loosened() -> None:
    loose = rules_for("MX", FINANCIAL, business_days_only=False)
    assert loose.no_holidays is None
    assert {span.weekday for span in loose.hours.spans} == set(range(7))
    for country, kind in (("CO", FINANCIAL), ("MX", COMMERCIAL)):
        assert rules_for(country, kind, business_days_only=False) == rules_for(country, kind)


def test_attempts_count_unless_they_are_loosened() -> None:
    strict, loose = rules_for("CO", FINANCIAL), rules_for("CO", FINANCIAL, counts_attempts=False)
    assert strict.frequency is not None
    assert loose.frequency == replace(strict.frequency, counts_attempts=False)
    assert rules_for("MX", FINANCIAL, counts_attempts=False) is rules_for("MX", FINANCIAL)


def test_a_portfolio_loosens_only_what_sources_disagree_on_and_only_with_a_reason() -> None:
    asked = {"every_day_reason": "Concepto 12", "two_way_reason": "Concepto 13"}
    mexican = a_portfolio(country="MX", creditor_type=FINANCIAL, **asked)
    assert rules_of(mexican, ()) == rules_for("MX", FINANCIAL, business_days_only=False)
    assert rules_of(replace(mexican, every_day_reason=" "), ()) is rules_for("MX", FINANCIAL)
    colombian = a_portfolio(country="CO", creditor_type=FINANCIAL, **asked)
    assert rules_of(colombian, ()) == rules_for("CO", FINANCIAL, counts_attempts=False)
    for country, kind in (("CO", COMMERCIAL), ("MX", COMMERCIAL), ("CL", FINANCIAL)):
        strict = a_portfolio(country=country, creditor_type=kind, **asked)
        assert rules_of(strict, ()) == rules_for(country, kind)


def test_peru_and_ecuador_close_on_weekends_and_holidays_and_chile_opens_on_saturday() -> None:
    for kind in CreditorType:
        peru, chile, ecuador = (rules_for(one, kind) for one in ("PE", "CL", "EC"))
        assert peru.hours.spans == ecuador.hours.spans
        assert peru.hours.spans == weekly(time(7), time(20), 0, 1, 2, 3, 4)
        assert chile.hours.spans[5:] == weekly(time(10), time(13), 5)
        assert all(rules.no_holidays for rules in (peru, chile, ecuador))


def test_an_unknown_country_gets_the_strictest_of_all_and_says_so() -> None:
    rules = rules_for("BR", FINANCIAL)
    assert rules.is_fallback
    assert rules.country == "BR"
    assert rules.hours.spans == weekly(time(8), time(19), 0, 1, 2, 3, 4)
    assert "Ley 2300, art. 3 (CO)" in rules.hours.citation
    assert rules.no_holidays is not None
    assert rules.visits == rules_for("CO", FINANCIAL).visits
    assert rules.given_only == rules_for("MX", COMMERCIAL).given_only
    frequency = rules.frequency
    assert frequency is not None
    assert (frequency.same_days, frequency.other_days, frequency.counts_attempts) == (7, 7, True)
    assert frequency.channels == frozenset(ChannelKind)
    assert "Ley 21.320 (CL)" in frequency.citation


def test_the_strictest_of_lenient_sets_invents_no_ban() -> None:
    rules = strictest("XX", FINANCIAL, [rules_for("MX", FINANCIAL, business_days_only=False)])
    assert (rules.visits, rules.no_holidays, rules.frequency) == (None, None, None)


@pytest.mark.parametrize("flipped", [False, True])
def test_of_two_bans_the_one_with_fewer_exceptions_holds(flipped: bool) -> None:
    wide = rules_for("CO", FINANCIAL)
    assert wide.visits is not None
    narrow = replace(wide, visits=replace(wide.visits, products=frozenset({ProductType.RURAL})))
    sets = [narrow, wide] if flipped else [wide, narrow]
    assert strictest("XX", FINANCIAL, sets).visits == narrow.visits


def test_every_rule_can_be_checked_by_a_lawyer() -> None:
    assert len(law()) == len({id(rule) for rule in law()})
    for rule in law():
        assert rule.source
        assert rule.citation.startswith(rule.source)
        assert rule.version >= 1
        if rule.source != HOUSE.source:
            assert rule.key.startswith(f"{rule.country.lower()}.")
            assert rule.verified_on is not None
            assert rule.review_by is not None
            assert rule.verified_on < rule.review_by


def test_what_a_rule_says_does_not_change_without_a_new_version() -> None:
    """Refusals are kept with the version of their rule: who changes what one says counts it up."""
    said = {f"{rule.key} {rule.version}": _told(rule) for rule in law()}
    assert said == VERSIONS


def _told(rule: Rule) -> str:
    """What it says, without who says so and when that was read."""
    if isinstance(rule, HoursRule):
        days: defaultdict[str, str] = defaultdict(str)
        for span in rule.spans:
            days[f"{span.start:%H:%M}-{span.end:%H:%M}"] += str(span.weekday)
        told = ", ".join(f"{weekdays} {hours}" for hours, weekdays in days.items())
        return f"{told}, or as agreed" if rule.may_be_agreed else told
    if isinstance(rule, FrequencyRule):
        channels = " ".join(sorted(rule.channels))
        excepts = "".join(f" {one}" for one in sorted(rule.excepts))
        return f"{rule.same_days}/{rule.other_days} {channels} {rule.counts_attempts}{excepts}"
    if isinstance(rule, CapRule):
        return f"{rule.visits}"
    return " ".join(sorted(rule.products)) if isinstance(rule, VisitRule) else ""


def test_common_hours_are_those_both_allow() -> None:
    one = weekly(time(7), time(12), 0) + weekly(time(8), time(9), 1)
    other = weekly(time(11), time(13), 0) + weekly(time(9), time(10), 1)
    assert common_hours(one, other) == weekly(time(11), time(12), 0)
