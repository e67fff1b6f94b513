"""A small visit form in two languages, for the editor's panels; a node's uid is its name."""

from __future__ import annotations

from kobra_domain.questionnaires.acts import make
from kobra_domain.questionnaires.form import Choice, Column, Form, Node

ES, EN = "Español (es)", "English (en)"


def question(name: str, kind: str, es: str = "", en: str = "", **cells: str) -> Node:
    """A question with its labels; «x__es» is the cell «x» in Spanish."""
    said = {f"label::{ES}": es, f"label::{EN}": en}
    for key, text in cells.items():
        said[key.replace("__es", f"::{ES}").replace("__en", f"::{EN}")] = text
    filled = {key: text for key, text in said.items() if text}
    return make(name, {"type": kind, "name": name, **filled})


def choice(list_name: str, name: str, es: str, en: str = "", **cells: str) -> Choice:
    """A choice with its labels."""
    words = {f"label::{ES}": es, **({f"label::{EN}": en} if en else {})}
    return Choice(
        uid=f"{list_name}.{name}", cells={"list_name": list_name, "name": name, **words, **cells}
    )


def visit_form() -> Form:
    """Who answered, what was agreed; English lacks some texts."""
    attended = make(
        "quien_atiende",
        {"type": "begin group", "name": "quien_atiende", f"label::{ES}": "¿Quién atendió?"},
        [
            question("atendio", "select_one personas", "¿Quién atendió?", "Who answered?",
                     required="yes", required_message__es="Elija una persona."),
            question("edad", "integer", "Edad", "Age",
                     relevant="${atendio} = 'otro' and (${vive} = 'si' or ${vive} = '')",
                     constraint=". >= 18 and . < 120",
                     constraint_message__es="Debe ser mayor de edad."),
            question("vive", "select_one si_no", "¿Vive aquí?"),
        ],
    )  # fmt: skip
    agreed = make(
        "acuerdo",
        {"type": "begin group", "name": "acuerdo", f"label::{ES}": "Acuerdo",
         "relevant": "${atendio} = 'titular'"},
        [
            question("temas", "select_multiple temas", "Temas hablados"),
            question("promesa_monto", "decimal", "Monto prometido", "Amount promised",
                     constraint=". > 0", relevant="selected(${temas}, 'pago')"),
            question("promesa_fecha", "date", "Fecha prometida", "Date promised",
                     constraint=". >= today()", hint__es="Dentro de los próximos 30 días"),
            question("ciudad", "select_one ciudades", "Ciudad"),
            question("barrio", "select_one barrios", "Barrio", choice_filter="ciudad = ${ciudad}"),
            question("cuota", "calculate", calculation="round(${promesa_monto} div 3, 0)"),
        ],
    )  # fmt: skip
    return Form(
        survey=(question("llegada", "geopoint", "Llegada", "Arrival"), attended, agreed),
        survey_columns=tuple(
            Column(key, key)
            for key in ("type", "name", f"label::{ES}", f"label::{EN}", f"hint::{ES}", "required",
                        f"required_message::{ES}", "relevant", "constraint",
                        f"constraint_message::{ES}", "calculation", "choice_filter")
        ),
        choices=(
            choice("personas", "titular", "Titular", "Holder"),
            choice("personas", "otro", "Otra persona"),
            choice("si_no", "si", "Sí", "Yes"),
            choice("si_no", "no", "No", "No"),
            choice("temas", "pago", "Pago"),
            choice("temas", "saldo", "Saldo"),
            choice("ciudades", "bogota", "Bogotá"),
            choice("ciudades", "cali", "Cali"),
            choice("barrios", "suba", "Suba", ciudad="bogota"),
            choice("barrios", "usme", "Usme", ciudad="bogota"),
            choice("barrios", "meléndez", "Meléndez", ciudad="cali"),
        ),
        choice_columns=tuple(
            Column(key, key)
            for key in ("list_name", "name", f"label::{ES}", f"label::{EN}", "ciudad")
        ),
        settings={"form_title": "Visita", "form_id": "visita"},
    )  # fmt: skip
