"""What is said of a row to whoever has to mend it."""

from kobra_domain.imports.problems import Refusal
from kobra_domain.words.say import code_of, say


def refusal_sentence(refusal: Refusal, locale: str) -> str:
    """Why a row is not taken, with its column: «saldo: «-5» es negativo.»"""
    said = say(code_of(refusal.code), refusal.params, locale)
    return f"{refusal.column}: {said}" if refusal.column else said
