"""Peru, Chile and Ecuador. Data."""

from datetime import date, time

from kobra_domain.contact.rules import (
    HOUSE,
    FrequencyRule,
    HoursRule,
    Rule,
    RuleSet,
    RuleStatus,
    Sureness,
    week,
)
from kobra_domain.portfolios import ChannelKind, CreditorType

READ_ON, READ_AGAIN_BY = date(2026, 11, 30), date(2027, 2, 28)

# No visits from eight in the evening to seven, on Saturdays, Sundays and holidays.
PERU_HOURS = HoursRule(
    key="pe.hours",
    country="PE",
    source="Ley 29571",
    article="art. 62",
    dated="2010",
    sureness=Sureness.STATUTE,
    status=RuleStatus.AGREED,
    version=2,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
    spans=week(time(7), time(20), 0, 1, 2, 3, 4),
)
PERU_HOLIDAYS = Rule(
    key="pe.holidays",
    country="PE",
    source="Ley 29571",
    article="art. 62",
    dated="2010",
    sureness=Sureness.STATUTE,
    status=RuleStatus.AGREED,
    version=2,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
)
# Monday to Saturday from eight to eight; one vendor says Saturday from ten to one: strict until it
# has been read.
CHILE_HOURS = HoursRule(
    key="cl.hours",
    country="CL",
    source="Ley 21.320",
    dated="2021",
    sureness=Sureness.LAW_FIRMS,
    status=RuleStatus.UNVERIFIED,
    version=2,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
    spans=week(time(8), time(20), 0, 1, 2, 3, 4) + week(time(10), time(13), 5),
)
CHILE_HOLIDAYS = Rule(
    key="cl.holidays",
    country="CL",
    source="Ley 21.320",
    dated="2021",
    sureness=Sureness.LAW_FIRMS,
    status=RuleStatus.UNVERIFIED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
)
# One live contact a week: calls and visits share the counter.
CHILE_FREQUENCY = FrequencyRule(
    key="cl.frequency",
    country="CL",
    source="Ley 21.320",
    dated="2021",
    sureness=Sureness.LAW_FIRMS,
    status=RuleStatus.UNVERIFIED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
    same_days=7,
    other_days=7,
    channels=frozenset({ChannelKind.PHONE, ChannelKind.VISIT}),
)
ECUADOR_HOURS = HoursRule(
    key="ec.hours",
    country="EC",
    source="Ley Orgánica de Defensa del Consumidor",
    article="art. 49",
    dated="2022",
    sureness=Sureness.PRESS,
    status=RuleStatus.UNVERIFIED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
    spans=week(time(7), time(20), 0, 1, 2, 3, 4),
)
# No source speaks of holidays: closed, as the strictest.
ECUADOR_HOLIDAYS = Rule(
    key="ec.holidays",
    country="EC",
    source="Ley Orgánica de Defensa del Consumidor",
    article="art. 49",
    dated="2022",
    sureness=Sureness.OURS,
    status=RuleStatus.UNVERIFIED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
)
# One a day over all channels.
ECUADOR_FREQUENCY = FrequencyRule(
    key="ec.frequency",
    country="EC",
    source="Ley Orgánica de Defensa del Consumidor",
    article="art. 49",
    dated="2022",
    sureness=Sureness.PRESS,
    status=RuleStatus.UNVERIFIED,
    verified_on=READ_ON,
    review_by=READ_AGAIN_BY,
)


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
            no_holidays=CHILE_HOLIDAYS,
            frequency=CHILE_FREQUENCY,
            no_third_parties=HOUSE,
        ),
        RuleSet(
            country="EC",
            creditor_type=creditor_type,
            hours=ECUADOR_HOURS,
            no_holidays=ECUADOR_HOLIDAYS,
            frequency=ECUADOR_FREQUENCY,
            no_third_parties=HOUSE,
        ),
    )


RULE_SETS = tuple(rules for kind in CreditorType for rules in _sets(kind))
