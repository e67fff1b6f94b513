"""Which rules of the law must be read again: when somebody last read their sources, and by when
they must once more. Reading again changes nothing of what the law's data says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kobra_domain.contact.books import rules_for
from kobra_domain.contact.rules import Rule
from kobra_domain.house_rules import HouseRules, Noted
from kobra_domain.portfolios import CreditorType

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A rule, when its sources were last read and by whom (None: with the law's data), and by when
    they must be again.
    """

    rule: Rule
    read_on: date
    due_on: date
    by: str | None = None
    text: str = ""

    def is_over(self, today: date) -> bool:
        """Whether the day has gone by."""
        return self.due_on < today

    def is_near(self, today: date) -> bool:
        """Whether it must be read within thirty days, or should have been."""
        return self.due_on <= today + SOON


def review_of(rule: Rule, house: Iterable[HouseRules]) -> Review | None:
    """How a rule stands; None: it has no sources to read. What was read for one creditor type is
    read for all: it is the same rule. Each reading holds as long as the first did.
    """
    if rule.verified_on is None or rule.review_by is None:
        return None
    lasts = rule.review_by - rule.verified_on
    last = _last(rule, house)
    if last is None or last.at is None:
        return Review(rule=rule, read_on=rule.verified_on, due_on=rule.review_by)
    read_on = last.at.date()
    return Review(
        rule=rule,
        read_on=read_on,
        due_on=max(rule.review_by, read_on + lasts),
        by=last.by,
        text=last.text,
    )


def _last(rule: Rule, house: Iterable[HouseRules]) -> Noted | None:
    assert rule.verified_on is not None
    notes = [one for row in house for one in row.read_again if one.rule == rule.key]
    since = [one for one in notes if one.at is not None and one.at.date() > rule.verified_on]
    return max(since, key=lambda one: str(one.at), default=None)


def to_read(
    where: Iterable[tuple[str, CreditorType]], house: Iterable[HouseRules], today: date
) -> list[Review]:
    """The rules of these countries and creditor types that must be read within thirty days or
    should have been, the most urgent first, each once.
    """
    rows = tuple(house)
    rules = {rule.key: rule for one in where for rule in rules_for(*one).rules}
    found = (review_of(rule, rows) for rule in rules.values())
    near = [one for one in found if one is not None and one.is_near(today)]
    return sorted(near, key=lambda one: (one.due_on, one.rule.key))


def with_reading(row: HouseRules, key: str, text: str = "") -> HouseRules:
    """The row with the note that a rule's sources were read again."""
    others = tuple(one for one in row.read_again if one.rule != key)
    return replace(row, read_again=(*others, Noted(rule=key, text=text.strip())))
