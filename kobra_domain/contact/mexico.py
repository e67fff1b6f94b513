"""Mexico: CONDUSEF for financial creditors, Profeco for commercial ones."""

from dataclasses import replace
from datetime import time

from kobra_domain.contact.rules import HoursRule, Rule, RuleSet, RuleStatus, week
from kobra_domain.portfolios import CreditorType

CONDUSEF = Rule(
    source="Disposiciones CONDUSEF de despachos de cobranza",
    country="MX",
    dated="2014",
    status=RuleStatus.AGREED,
)
BUSINESS_DAYS = Rule(
    source="CONDUSEF, días hábiles", country="MX", dated="2014", status=RuleStatus.UNVERIFIED
)
PROFECO = Rule(source="Profeco", country="MX", dated="", status=RuleStatus.UNVERIFIED)
OPENS, CLOSES = time(7), time(22)

FINANCIAL = RuleSet(
    country="MX",
    creditor_type=CreditorType.FINANCIAL,
    hours=HoursRule(
        source=CONDUSEF.source,
        country="MX",
        dated=CONDUSEF.dated,
        status=RuleStatus.AGREED,
        spans=week(OPENS, CLOSES, 0, 1, 2, 3, 4, 5, 6),
    ),
    no_third_parties=CONDUSEF,
)
# Monday to Friday is reported, not confirmed: the strict reading stands, with CONDUSEF's hours.
COMMERCIAL = RuleSet(
    country="MX",
    creditor_type=CreditorType.COMMERCIAL,
    hours=HoursRule(
        source=PROFECO.source,
        country="MX",
        dated=PROFECO.dated,
        status=RuleStatus.UNVERIFIED,
        spans=week(OPENS, CLOSES, 0, 1, 2, 3, 4),
    ),
    no_third_parties=PROFECO,
)
# One source alone speaks of business days for financial creditors: off unless it is asked for.
FINANCIAL_BUSINESS_DAYS = replace(
    FINANCIAL,
    hours=HoursRule(
        source=BUSINESS_DAYS.source,
        country="MX",
        dated=BUSINESS_DAYS.dated,
        status=RuleStatus.UNVERIFIED,
        spans=week(OPENS, CLOSES, 0, 1, 2, 3, 4),
    ),
    no_holidays=BUSINESS_DAYS,
)
RULE_SETS = (FINANCIAL, COMMERCIAL)
