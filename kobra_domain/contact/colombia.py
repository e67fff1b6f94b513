"""Colombia: Ley 2300 of 2023, the same for every creditor. Data."""

from datetime import date, time

from kobra_domain.contact.rules import (
    FrequencyRule,
    HoursRule,
    Rule,
    RuleSet,
    RuleStatus,
    Sureness,
    VisitRule,
    week,
)
from kobra_domain.contacts import ContactPurpose
from kobra_domain.portfolios import CreditorType, ProductType

LAW, DATED = "Ley 2300", "2023"
READ_ON, READ_AGAIN_BY = date(2026, 11, 30), date(2027, 5, 31)

HOURS = HoursRule(
    key="co.hours",
    country="CO",
    source=LAW,
    article="art. 3",
    dated=DATED,
    sureness=Sureness.STATUTE,
    status=RuleStatus.AGREED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
    spans=week(time(7), time(19), 0, 1, 2, 3, 4) + week(time(8), time(15), 5),
    may_be_agreed=True,
)
HOLIDAYS = Rule(
    key="co.holidays",
    country="CO",
    source=LAW,
    article="art. 3",
    dated=DATED,
    sureness=Sureness.STATUTE,
    status=RuleStatus.AGREED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
)
# After a direct contact not by several channels within one week, nor more than once in a day.
# Whether an unanswered attempt counts, the regulator has been cited both ways; the law does not
# define its week: seven days from the contact, and attempts count, as the strictest. Over all
# accounts and portfolios of one creditor: no source says so, ours. What confirms an operation or
# tells what the person asked for is excepted by art. 8, as several law firms read it.
FREQUENCY = FrequencyRule(
    key="co.frequency",
    country="CO",
    source=LAW,
    article="art. 3",
    dated=DATED,
    sureness=Sureness.STATUTE,
    status=RuleStatus.UNVERIFIED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
    same_days=0,
    other_days=7,
    version=2,
    excepts=frozenset({ContactPurpose.TRANSACTIONAL, ContactPurpose.REQUESTED_INFO}),
)
NO_REFERENCES = Rule(
    key="co.no_references",
    country="CO",
    source=LAW,
    article="art. 4",
    dated=DATED,
    sureness=Sureness.STATUTE,
    status=RuleStatus.AGREED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
)
# Holders of these may be visited with their express authorisation; the wording of the exception was
# found second-hand only, so without the document the answer is no.
VISITS = VisitRule(
    key="co.visits",
    country="CO",
    source=LAW,
    article="art. 6",
    dated=DATED,
    sureness=Sureness.STATUTE,
    status=RuleStatus.AGREED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
    products=frozenset(
        {
            ProductType.MICROCREDIT,
            ProductType.DEVELOPMENT,
            ProductType.AGRICULTURAL,
            ProductType.RURAL,
        }
    ),
)

RULE_SETS = tuple(
    RuleSet(
        country="CO",
        creditor_type=creditor_type,
        hours=HOURS,
        no_holidays=HOLIDAYS,
        frequency=FREQUENCY,
        no_third_parties=NO_REFERENCES,
        visits=VISITS,
    )
    for creditor_type in CreditorType
)
