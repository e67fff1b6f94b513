"""Which rules hold where, and what the strictest of all are."""

from dataclasses import replace
from datetime import time

import pytest

from kobra_domain.contact import RuleStatus, rules_for
from kobra_domain.contact.books import RULE_SETS, strictest
from kobra_domain.contact.rules import common_hours
from kobra_domain.portfolios import CreditorType, ProductType
from tests.kobra_domain.things import weekly

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
    assert {span.weekday for span in financial.hours.spans} == set(range(7))
    assert {span.weekday for span in commercial.hours.spans} == set(range(5))
    assert commercial.hours.status is RuleStatus.UNVERIFIED
    assert financial.visits is None


def test_business_days_are_off_unless_asked_for() -> None:
    assert rules_for("MX", FINANCIAL).no_holidays is None
    asked = rules_for("MX", FINANCIAL, business_days_only=True)
    assert asked.no_holidays is not None
    assert {span.weekday for span in asked.hours.spans} == set(range(5))
    assert rules_for("CO", FINANCIAL, business_days_only=True) is rules_for("CO", FINANCIAL)


def test_an_unknown_country_gets_the_strictest_of_all_and_says_so() -> None:
    rules = rules_for("BR", FINANCIAL)
    assert rules.is_fallback
    assert rules.country == "BR"
    assert rules.hours.spans == weekly(time(8), time(19), 0, 1, 2, 3, 4)
    assert "Ley 2300, art. 3 (CO)" in rules.hours.citation
    assert rules.no_holidays is not None
    assert rules.visits == rules_for("CO", FINANCIAL).visits


def test_the_strictest_of_lenient_sets_invents_no_ban() -> None:
    rules = strictest("XX", FINANCIAL, [rules_for("MX", FINANCIAL)])
    assert (rules.visits, rules.no_holidays) == (None, None)


@pytest.mark.parametrize("flipped", [False, True])
def test_of_two_bans_the_one_with_fewer_exceptions_holds(flipped: bool) -> None:
    wide = rules_for("CO", FINANCIAL)
    assert wide.visits is not None
    narrow = replace(wide, visits=replace(wide.visits, products=frozenset({ProductType.RURAL})))
    sets = [narrow, wide] if flipped else [wide, narrow]
    assert strictest("XX", FINANCIAL, sets).visits == narrow.visits


def test_every_rule_names_its_source() -> None:
    for rules in RULE_SETS.values():
        for rule in (rules.hours, rules.no_third_parties, rules.no_holidays, rules.visits):
            assert rule is None or (rule.source and rule.citation)


def test_common_hours_are_those_both_allow() -> None:
    one = weekly(time(7), time(12), 0) + weekly(time(8), time(9), 1)
    other = weekly(time(11), time(13), 0) + weekly(time(9), time(10), 1)
    assert common_hours(one, other) == weekly(time(11), time(12), 0)
