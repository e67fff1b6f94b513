"""What the company sets beside the law: whether a value is tighter or looser, and what then holds.

Tighter needs no word; looser needs its reason. What is not among `VALUES` is nobody's to loosen:
bans, papers, third parties, the dead, who may not be contacted.
"""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from kobra_domain.contact.books import RULE_SETS, rules_for
from kobra_domain.contact.rules import (
    HOUSE,
    FrequencyRule,
    HoursRule,
    Rule,
    RuleSet,
    RuleStatus,
    Sureness,
)
from kobra_domain.errors import Invalid
from kobra_domain.house_rules import VALUES, HouseRules, Noted, house_id
from kobra_domain.people import ShiftSpan
from kobra_domain.portfolios import CreditorType, Portfolio

OWN = "Regla propia"  # as citations say it, in the language of the laws
_REST = ("same_days", "other_days", "counts_attempts")
_KNOWN_KEYS = frozenset(rule.key for rules in RULE_SETS.values() for rule in rules.rules)


class Stance(StrEnum):
    """How a value stands to the law's own."""

    TIGHTER = "tighter"
    SAME = "same"
    LOOSER = "looser"


def rules_of(portfolio: Portfolio, house: Iterable[HouseRules]) -> RuleSet:
    """The rules of a portfolio: the company's own values where it has any, whatever the portfolio
    says; else its country's and creditor's, as far as the portfolio has not loosened them with a
    reason. `house` are all the company's rows.
    """
    return rules_at(
        portfolio.country,
        portfolio.creditor_type,
        house,
        business_days_only=not portfolio.every_day_reason.strip(),
        counts_attempts=not portfolio.two_way_reason.strip(),
    )


def rules_at(
    country: str,
    creditor_type: CreditorType,
    house: Iterable[HouseRules],
    *,
    business_days_only: bool = True,
    counts_attempts: bool = True,
) -> RuleSet:
    """The same of a country and creditor type, as a portfolio there reads the law (`rules_for`)."""
    where = country, creditor_type
    row = next((one for one in house if (one.country, one.creditor_type) == where), None)
    return _effective(*where, business_days_only, counts_attempts, row)


@lru_cache(maxsize=256)
def _effective(
    country: str,
    creditor_type: CreditorType,
    business_days_only: bool,
    counts_attempts: bool,
    row: HouseRules | None,
) -> RuleSet:
    read = rules_for(
        country,
        creditor_type,
        business_days_only=business_days_only,
        counts_attempts=counts_attempts,
    )
    return read if row is None else with_house(read, rules_for(country, creditor_type), row)


def with_house(rules: RuleSet, law: RuleSet, row: HouseRules) -> RuleSet:
    """These rules (the `law`, perhaps as a portfolio reads it) with the company's own values.

    A value that says what the law says is the law's own rule again, under its own citation.
    """
    made = replace(
        rules,
        hours=_hours(rules, law, row),
        no_holidays=_flag(row, "closes_holidays", rules.no_holidays, law.no_holidays),
        frequency=_frequency(rules, law, row),
        given_only=_flag(row, "given_only", rules.given_only, law.given_only),
    )
    month, day = row.person_month, row.door_day
    if month is not None and month != law.person_month.visits:
        cap = law.person_month
        own = replace(cap, visits=month, **_own(row, "person_month", cap))
        made = replace(made, person_month=own)
    if day is not None and day != law.door_day.visits:
        own = replace(law.door_day, visits=day, **_own(row, "door_day", law.door_day))
        made = replace(made, door_day=own)
    return made


def _hours(rules: RuleSet, law: RuleSet, row: HouseRules) -> HoursRule:
    if row.hours is None:
        return rules.hours
    if stance(law, row, "hours") is Stance.SAME:
        return law.hours
    return replace(law.hours, spans=merged(row.hours), **_own(row, "hours", law.hours))


def _flag(row: HouseRules, name: str, read: Rule | None, law: Rule | None) -> Rule | None:
    wanted: bool | None = getattr(row, name)
    if wanted is None:
        return read
    if not wanted:
        return None
    return law or replace(HOUSE, **_own(row, name, HOUSE))


def _frequency(rules: RuleSet, law: RuleSet, row: HouseRules) -> FrequencyRule | None:
    said = {name: value for name in _REST if (value := getattr(row, name)) is not None}
    if rules.frequency is None and not {"same_days", "other_days"} & said.keys():
        return None
    own = _own(row, "rest", law.frequency or HOUSE)
    read = rules.frequency or FrequencyRule(**own)
    made = replace(read, **said)
    for known in (read, law.frequency):
        if known is not None and made == known and rules.frequency is not None:
            return known
    return replace(made, **own)


def _own(row: HouseRules, name: str, law: Rule) -> dict[str, Any]:
    """Under which name a value of the company's stands, and beside which of the law's."""
    beside = ", ".join(part for part in (law.source, law.article) if part and law is not HOUSE)
    return {
        "key": f"own.{row.country}.{row.creditor_type.value}.{name}".lower(),
        "source": OWN,
        "article": f"en lugar de {beside}" if beside else "",
        "country": row.country,
        "dated": "",
        "sureness": Sureness.OURS,
        "status": RuleStatus.AGREED,
        "version": max(1, row.edition),
        "verified_on": None,
        "review_by": None,
    }


def law_value(law: RuleSet, name: str) -> Any:
    """What a rule set says of one of `VALUES`; None: it has no such rule."""
    rest = law.frequency
    match name:
        case "hours":
            return law.hours.spans
        case "closes_holidays":
            return law.no_holidays is not None
        case "given_only":
            return law.given_only is not None
        case "person_month":
            return law.person_month.visits
        case "door_day":
            return law.door_day.visits
        case _:
            return None if rest is None else getattr(rest, name)


def rule_behind(law: RuleSet, name: str) -> Rule | None:
    """The law's rule that a value stands beside; None: there is none."""
    rules = {
        "hours": law.hours,
        "closes_holidays": law.no_holidays,
        "given_only": law.given_only,
        "person_month": law.person_month,
        "door_day": law.door_day,
    }
    return rules.get(name, law.frequency)


def stance(law: RuleSet, row: HouseRules, name: str) -> Stance:
    """How the row's value stands to the law's: looser is what lets anything be that the law
    refuses, tighter what only refuses more.
    """
    own, lawful = getattr(row, name), law_value(law, name)
    if own is None:
        return Stance.SAME
    if name == "hours":
        return _stance_of_hours(merged(own), merged(lawful))
    if lawful is None:  # nothing there to loosen
        adds = name != "counts_attempts" or row.same_days is not None or row.other_days is not None
        return Stance.TIGHTER if adds else Stance.SAME
    if own == lawful:
        return Stance.SAME
    is_looser = own > lawful if name in ("person_month", "door_day") else own < lawful
    return Stance.LOOSER if is_looser else Stance.TIGHTER


def _stance_of_hours(own: tuple[ShiftSpan, ...], law: tuple[ShiftSpan, ...]) -> Stance:
    if own == law:
        return Stance.SAME
    is_inside = all(any(_holds(one, span) for one in law) for span in own)
    return Stance.TIGHTER if is_inside else Stance.LOOSER


def _holds(outer: ShiftSpan, inner: ShiftSpan) -> bool:
    is_same_day = outer.weekday == inner.weekday
    return is_same_day and outer.start <= inner.start and inner.end <= outer.end


def merged(spans: Iterable[ShiftSpan]) -> tuple[ShiftSpan, ...]:
    """The same hours in order, what touches or overlaps as one."""
    made: list[ShiftSpan] = []
    for span in sorted(spans, key=lambda one: (one.weekday, one.start, one.end)):
        last = made[-1] if made else None
        if last is not None and last.weekday == span.weekday and span.start <= last.end:
            made[-1] = replace(last, end=max(last.end, span.end))
        else:
            made.append(span)
    return tuple(made)


def loose_values(law: RuleSet, row: HouseRules) -> tuple[str, ...]:
    """Which of the row's values are looser than the law's."""
    return tuple(name for name in VALUES if stance(law, row, name) is Stance.LOOSER)


def check_house(row: HouseRules) -> None:
    """Raise Invalid for hours that end before they begin, for a week without any, for a value that
    is looser than the law's without its reason, and for notes of what is no rule.
    """
    if row.id != house_id(row.country, row.creditor_type):
        raise Invalid("not_an_id", field="id")
    if row.hours is not None and not row.hours:
        raise Invalid("house_without_hours", field="hours")
    if any(span.end <= span.start for span in row.hours or ()):
        raise Invalid("ends_before_start", field="hours")
    _check_names(row.loosened, frozenset(VALUES), "loosened")
    law = rules_for(row.country, row.creditor_type)
    known = _KNOWN_KEYS | {rule.key for rule in law.rules}
    _check_names(row.read_again, known, "read_again")
    for name in loose_values(law, row):
        if not row.why(name):
            rule = rule_behind(law, name)
            source = rule.citation if rule is not None else ""
            raise Invalid("looser_without_reason", field=name, of="house_rules", source=source)


def _check_names(notes: Iterable[Noted], known: frozenset[str], field: str) -> None:
    names = [one.rule for one in notes]
    if len(set(names)) != len(names) or not known.issuperset(names):
        raise Invalid("not_a_rule", field=field)


def with_value(row: HouseRules, name: str, value: Any, reason: str = "") -> HouseRules:
    """The row with another value and why; a reason that no value needs any more is dropped."""
    made: HouseRules = replace(row, **{name: value})
    law = rules_for(row.country, row.creditor_type)
    loose = loose_values(law, made)
    notes = [one for one in made.loosened if one.rule in loose and one.rule != name]
    if name in loose:
        said = reason.strip()
        held = next((one for one in row.loosened if one.rule == name and one.text == said), None)
        notes.append(held or Noted(rule=name, text=said))
    return replace(made, loosened=tuple(sorted(notes, key=lambda one: VALUES.index(one.rule))))
