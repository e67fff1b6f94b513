"""Which law a portfolio stands under, in lines that a person can read; never legal advice."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.administration.week import week_lines
from kobra_domain.contact import RuleSet, RuleStatus, rules_for
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


def law_of(country: str, creditor: CreditorType, product: ProductType, locale: str) -> Law:
    """The rules that hold for such a portfolio."""
    rules = rules_for(country, creditor)
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
    agreed = (
        translate("Administration", "other hours, in a separate document")
        if rules.hours.may_be_agreed
        else translate("Administration", "can only narrow the hours")
    )
    made.append((translate("Administration", "If the holder agrees"), agreed))
    made.append((translate("Administration", "Source"), _sources(rules)))
    return made


def _sources(rules: RuleSet) -> str:
    known = (rules.hours, rules.visits, rules.no_holidays)
    return ", ".join(dict.fromkeys(rule.citation for rule in known if rule is not None))


def _notes(rules: RuleSet, locale: str) -> list[str]:
    made = []
    if rules.is_fallback:
        made.append(say("note.strictest_rules", {"unknown_country": rules.country}, locale))
    elif rules.hours.status is RuleStatus.UNVERIFIED:
        made.append(say("note.unverified", None, locale))
    made.append(say("legal_notice", None, locale))
    return made
