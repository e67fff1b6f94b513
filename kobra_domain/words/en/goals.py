"""What is said of goals, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "kind.goal": "Goal of the month",
    "field.month_on": "Month",
    "field.goal.amount_minor": "Goal",
    "not_a_month": "{field}: it must be the first day of a month.",
}
