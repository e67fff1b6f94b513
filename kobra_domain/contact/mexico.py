"""Mexico: CONDUSEF for financial creditors, Profeco for commercial ones. Data."""

from dataclasses import replace
from datetime import date, time

from kobra_domain.contact.rules import HoursRule, Rule, RuleSet, RuleStatus, Sureness, week
from kobra_domain.portfolios import CreditorType

CONDUSEF, PROFECO = "Disposiciones CONDUSEF de despachos de cobranza", "Profeco"
DATED = "2014"  # Diario Oficial, 7 October 2014
READ_ON, READ_AGAIN_BY = date(2026, 11, 30), date(2027, 2, 28)
WEEKDAYS = week(time(7), time(22), 0, 1, 2, 3, 4)
EVERY_DAY = week(time(7), time(22), 0, 1, 2, 3, 4, 5, 6)

# Two sources of many speak of business days: the strict reading holds, and a portfolio may loosen
# it with a reason (`OPEN_EVERY_DAY`).
FINANCIAL_HOURS = HoursRule(
    key="mx.financial.hours",
    country="MX",
    source=CONDUSEF,
    article="días hábiles",
    dated=DATED,
    sureness=Sureness.LAW_FIRMS,
    status=RuleStatus.UNVERIFIED,
    version=2,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
    spans=WEEKDAYS,
)
OPEN_EVERY_DAY = HoursRule(
    key="mx.financial.every_day",
    country="MX",
    source=CONDUSEF,
    dated=DATED,
    sureness=Sureness.LAW_FIRMS,
    status=RuleStatus.AGREED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
    spans=EVERY_DAY,
)
FINANCIAL_HOLIDAYS = Rule(
    key="mx.financial.holidays",
    country="MX",
    source=CONDUSEF,
    article="días hábiles",
    dated=DATED,
    sureness=Sureness.PRESS,
    status=RuleStatus.UNVERIFIED,
    version=2,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
)
FINANCIAL_NO_REFERENCES = Rule(
    key="mx.financial.no_references",
    country="MX",
    source=CONDUSEF,
    dated=DATED,
    sureness=Sureness.LAW_FIRMS,
    status=RuleStatus.AGREED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
)
COMMERCIAL_HOURS = HoursRule(
    key="mx.commercial.hours",
    country="MX",
    source=PROFECO,
    dated="",
    sureness=Sureness.PRESS,
    status=RuleStatus.UNVERIFIED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
    spans=WEEKDAYS,
)
COMMERCIAL_HOLIDAYS = Rule(
    key="mx.commercial.holidays",
    country="MX",
    source=PROFECO,
    dated="",
    sureness=Sureness.PRESS,
    status=RuleStatus.UNVERIFIED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
)
# One found elsewhere is not visited until the person confirms it.
COMMERCIAL_GIVEN_ONLY = Rule(
    key="mx.commercial.given_only",
    country="MX",
    source=PROFECO,
    dated="",
    sureness=Sureness.PRESS,
    status=RuleStatus.UNVERIFIED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
)
COMMERCIAL_NO_REFERENCES = Rule(
    key="mx.commercial.no_references",
    country="MX",
    source=PROFECO,
    dated="",
    sureness=Sureness.PRESS,
    status=RuleStatus.UNVERIFIED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
)

FINANCIAL = RuleSet(
    country="MX",
    creditor_type=CreditorType.FINANCIAL,
    hours=FINANCIAL_HOURS,
    no_holidays=FINANCIAL_HOLIDAYS,
    no_third_parties=FINANCIAL_NO_REFERENCES,
)
FINANCIAL_EVERY_DAY = replace(FINANCIAL, hours=OPEN_EVERY_DAY, no_holidays=None)
COMMERCIAL = RuleSet(
    country="MX",
    creditor_type=CreditorType.COMMERCIAL,
    hours=COMMERCIAL_HOURS,
    no_holidays=COMMERCIAL_HOLIDAYS,
    given_only=COMMERCIAL_GIVEN_ONLY,
    no_third_parties=COMMERCIAL_NO_REFERENCES,
)
RULE_SETS = (FINANCIAL, COMMERCIAL)
