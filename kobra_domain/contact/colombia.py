"""Colombia: Ley 2300 of 2023, the same for every creditor."""

from datetime import time

from kobra_domain.contact.rules import (
    FrequencyRule,
    HoursRule,
    Rule,
    RuleSet,
    RuleStatus,
    VisitRule,
    week,
)
from kobra_domain.portfolios import CreditorType, ProductType

LAW = "Ley 2300"
DATED = "2023"
# Holders of these may be visited with their express authorisation; the wording of the exception was
# found second-hand only, so without the document the answer is no.
VISITED_PRODUCTS = frozenset(
    {
        ProductType.MICROCREDIT,
        ProductType.DEVELOPMENT,
        ProductType.AGRICULTURAL,
        ProductType.RURAL,
    }
)


def _rules(creditor_type: CreditorType) -> RuleSet:
    article_3 = Rule(source=f"{LAW}, art. 3", country="CO", dated=DATED, status=RuleStatus.AGREED)
    return RuleSet(
        country="CO",
        creditor_type=creditor_type,
        hours=HoursRule(
            source=article_3.source,
            country="CO",
            dated=DATED,
            status=RuleStatus.AGREED,
            spans=week(time(7), time(19), 0, 1, 2, 3, 4) + week(time(8), time(15), 5),
            may_be_agreed=True,
        ),
        no_holidays=article_3,
        no_third_parties=Rule(source=LAW, country="CO", dated=DATED, status=RuleStatus.AGREED),
        visits=VisitRule(
            source=f"{LAW}, art. 6",
            country="CO",
            dated=DATED,
            status=RuleStatus.AGREED,
            products=VISITED_PRODUCTS,
        ),
        # Whether an unanswered attempt counts was answered both ways; the law does not define its
        # week: seven days from the contact, and attempts count, as the strictest.
        frequency=FrequencyRule(
            source=article_3.source,
            country="CO",
            dated=DATED,
            status=RuleStatus.UNVERIFIED,
            quiet_days=7,
        ),
    )


RULE_SETS = tuple(_rules(creditor_type) for creditor_type in CreditorType)
