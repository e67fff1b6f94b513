"""Words that the designer writes into forms, in neutral Spanish; phones show them."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "designer.option": "Opción {n}",
    "designer.required_message": "Hay que responder esta pregunta.",
    "designer.constraint_message": "Esta respuesta no es válida.",
    "designer.cannot_open": "No se pudo abrir el archivo «{filename}».",
    "designer.cannot_write": "No se pudo escribir el archivo «{filename}».",
}
