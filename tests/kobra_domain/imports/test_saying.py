"""What is said of a refused row."""

from kobra_domain.imports.problems import Refusal, RowCode
from kobra_domain.imports.saying import refusal_sentence


def test_a_refusal_says_its_column_and_names_targets_by_their_words() -> None:
    missing = Refusal(3, "Cliente", RowCode.MISSING, {"target": "nombre"})
    assert refusal_sentence(missing, "es") == "Cliente: Falta «Nombre»."
    assert refusal_sentence(missing, "en") == "Cliente: “Name” is missing."
    assert refusal_sentence(Refusal(3, "", RowCode.TOTALS), "es") == "Es una fila de totales."
