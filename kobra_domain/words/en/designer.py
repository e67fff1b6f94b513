"""Words that the designer writes into forms, in English; phones show them."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "designer.option": "Option {n}",
    "designer.required_message": "This question must be answered.",
    "designer.constraint_message": "This answer is not valid.",
    "designer.cannot_open": "The file “{filename}” could not be opened.",
    "designer.cannot_write": "The file “{filename}” could not be written.",
}
