"""Words that the designer writes into forms, in neutral Spanish; phones show them."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "designer.option": "Opción {n}",
    "designer.required_message": "Hay que responder esta pregunta.",
    "designer.constraint_message": "Esta respuesta no es válida.",
}
