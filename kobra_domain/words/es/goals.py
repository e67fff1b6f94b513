"""What is said of goals, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "kind.goal": "Meta del mes",
    "field.month_on": "Mes",
    "field.goal.amount_minor": "Meta",
    "not_a_month": "{field}: debe ser el primer día de un mes.",
}
