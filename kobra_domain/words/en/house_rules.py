"""The company's own contact rules in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "kind.house_rules": "Contact rules",
    "field.hours": "Hours of visits",
    "field.closes_holidays": "Closed on holidays",
    "field.same_days": "Days of rest, same channel",
    "field.other_days": "Days of rest, another channel",
    "field.counts_attempts": "Unanswered attempts count",
    "field.given_only": "Only addresses the holder gave",
    "field.person_month": "Visits to a person in a month",
    "field.door_day": "Visits to a door in a day",
    "field.loosened": "Why it is looser",
    "field.read_again": "Sources read again",
    "field.edition": "Edition",
    "field.rule": "Rule",
    "stance.tighter": "Tighter than the law",
    "stance.same": "As the law",
    "stance.looser": "Looser than the law",
    "looser_without_reason": (
        "{field}: it is looser than the law ({source}). Write the reason: it stands in the audit."
    ),
    "house_without_hours": "{field}: the week needs some hours.",
    "not_a_rule": "{field}: it is none of the rules, or stands twice.",
}
