"""What the law lets a collector do at a door: rule sets as data, and the gate that asks them.

None of it is legal advice; each rule names its source and whether the sources agree.
"""

from kobra_domain.contact.books import LONGEST_REST, law, rules_for
from kobra_domain.contact.gate import Allowed, Permission, Refusal, may_visit
from kobra_domain.contact.hours import Holidays, LawfulHours, lawful_window
from kobra_domain.contact.house import rules_of
from kobra_domain.contact.rules import Rule, RuleSet, RuleStatus, Sureness

__all__ = [
    "LONGEST_REST",
    "Allowed",
    "Holidays",
    "LawfulHours",
    "Permission",
    "Refusal",
    "Rule",
    "RuleSet",
    "RuleStatus",
    "Sureness",
    "law",
    "lawful_window",
    "may_visit",
    "rules_for",
    "rules_of",
]
