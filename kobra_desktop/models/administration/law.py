"""Which law a portfolio stands under, in lines that a person can read; never legal advice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.administration.week import week_lines
from kobra_domain.contact import RuleSet, RuleStatus
from kobra_domain.contact.house import rules_at
from kobra_domain.contact.rules import FrequencyRule
from kobra_domain.house_rules import HouseRules
from kobra_domain.portfolios import CreditorType, ProductType
from kobra_domain.words import say, word

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Law:
    """`verdict` is whether visits are lawful at all, in `tint` error, warn or ok; `lines` the
    rules with their sources.
    """

    verdict: str
    tint: str
    lines: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def law_of(
    country: str,
    creditor: CreditorType,
    product: ProductType,
    locale: str,
    house: Iterable[HouseRules],
    *,
    business_days_only: bool = True,
    counts_attempts: bool = True,
) -> Law:
    """The rules that hold for such a portfolio; see `rules_at`."""
    rules = rules_at(
        country,
        creditor,
        house,
        business_days_only=business_days_only,
        counts_attempts=counts_attempts,
    )
    verdict, tint = _verdict(rules, product, locale)
    return Law(verdict, tint, tuple(_lines(rules, locale)), tuple(_notes(rules, locale)))


def _verdict(rules: RuleSet, product: ProductType, locale: str) -> tuple[str, str]:
    if rules.visits is None:
        return translate("Administration", "Visits are allowed inside the hours below."), "ok"
    name = word(product, locale)
    if product not in rules.visits.products:
        words = translate("Administration", "Visits are not allowed for this product ({product}).")
        return words.format(product=name), "error"
    words = translate(
        "Administration", "Visits only with a signed authorisation for each credit ({product})."
    )
    return words.format(product=name), "warn"


def _lines(rules: RuleSet, locale: str) -> list[tuple[str, str]]:
    hours = "\n".join(week_lines(rules.hours.spans, locale))
    made = [(say("term.allowed_hours", None, locale), hours)]
    holidays = (
        translate("Administration", "no visits")
        if rules.no_holidays
        else translate("Administration", "as any other day")
    )
    made.append((translate("Administration", "Holidays"), holidays))
    asked = (
        translate("Administration", "other hours, if asked for after the contract was signed")
        if rules.hours.may_be_agreed
        else translate("Administration", "can only narrow the hours")
    )
    made.append((translate("Administration", "If the holder asks"), asked))
    if rules.frequency is not None:
        made.append((translate("Administration", "After a contact"), _rest(rules.frequency)))
    made.append((translate("Administration", "Our own limits"), _caps(rules)))
    if rules.given_only is not None:
        given = translate("Administration", "only those that the holder gave to the creditor")
        made.append((translate("Administration", "Addresses"), given))
    made.append((translate("Administration", "Source"), _sources(rules)))
    return made


def _caps(rules: RuleSet) -> str:
    month = translate("Administration", "at most {visits} visits a month to a person")
    day = translate("Administration", "at most {visits} visits a day to a door")
    said = (
        month.format(visits=rules.person_month.visits),
        day.format(visits=rules.door_day.visits),
    )
    return "\n".join(said)


def _rest(rule: FrequencyRule) -> str:
    said = [
        _until(translate("Administration", "the same way: {until}"), rule.same_days),
        _until(translate("Administration", "another way: {until}"), rule.other_days),
    ]
    if rule.counts_attempts:
        said.append(translate("Administration", "attempts that nobody answered count"))
    if rule.excepts:
        said.append(
            translate(
                "Administration", "what confirms an operation or was asked for does not count"
            )
        )
    return "\n".join(said)


def _until(words: str, days: int) -> str:
    if days == 0:
        return words.format(until=translate("Administration", "not again that day"))
    return words.format(until=translate("Administration", "after {days} days").format(days=days))


def _sources(rules: RuleSet) -> str:
    return ", ".join(dict.fromkeys(rule.citation for rule in rules.rules))


def _notes(rules: RuleSet, locale: str) -> list[str]:
    made = []
    if rules.is_fallback:
        made.append(say("note.strictest_rules", {"unknown_country": rules.country}, locale))
    elif rules.hours.status is RuleStatus.UNVERIFIED:
        made.append(say("note.unverified", None, locale))
    made.append(say("legal_notice", None, locale))
    return made
