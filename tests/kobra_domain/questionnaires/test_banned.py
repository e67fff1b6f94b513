"""Questions that contact rules forbid, and those that only look like them."""

from dataclasses import replace

import pytest

from kobra_domain.contact.rules import RuleStatus
from kobra_domain.questionnaires.banned import BANS, DUTIES, bans_for
from kobra_domain.words import say
from tests.kobra_domain.questionnaires.forms import choice, group, question
from tests.kobra_domain.questionnaires.linted import called, named_form, only, said

REASON, OTHERS, PAYMENT = (
    "banned_reason_for_default",
    "banned_third_parties",
    "banned_payment",
)


def bans(label: str, *countries: str, name: str = "q", type_text: str = "text") -> list[str]:
    form = named_form(called(question(name, type_text, label=label), "q"))
    return [code for code, _, _ in said(form, *countries) if code.startswith("banned")]


@pytest.mark.parametrize(
    "label",
    [
        "¿Cuál es el motivo del atraso?",
        "MOTIVO DE NO PAGO",
        "Razón del incumplimiento",
        "¿Por qué no ha pagado?",
        "¿Por qué no le fue posible pagar este mes?",
        "¿A qué se debe la mora?",
        "Causa del impago:",
        "¿Por qué razón dejó de pagar?",
        "Why have you not paid?",
        "Reason for default",
        "What is the reason for the late payment?",
        "Motivo por el que está en mora",
    ],
)
def test_the_reason_for_default_is_not_asked_in_colombia(label: str) -> None:
    assert bans(label, "CO") == [REASON]
    assert bans(label, "MX") == []
    assert bans(label) == []


@pytest.mark.parametrize(
    "label",
    [
        "¿Cuál es el motivo de la visita?",
        "Motivo de no realización de la visita",
        "Motivo de la visita: crédito en mora",
        "Motivo del atraso (solo si lo menciona por su cuenta)",
        "Motivo de no pago, dicho voluntariamente; no preguntar",
        "Razón social de la empresa en mora",
        "¿Cuándo va a pagar?",
        "¿Cuánto puede pagar hoy?",
        "¿Por qué medio va a pagar?",
        "¿Hay demora en la entrega?",
        "¿El titular reconoce el crédito?",
        "Días de atraso",
        "Saldo en mora",
        "Reason volunteered for the late payment; do not ask",
        "Reason for the visit",
        "¿Por qué desea cambiar la fecha?",
    ],
)
def test_what_only_looks_like_it(label: str) -> None:
    assert bans(label, "CO") == []


def test_the_name_and_the_hint_are_read_too() -> None:
    assert bans("¿Qué pasó?", "CO", name="motivo_atraso") == [REASON]
    assert bans("¿Qué pasó?", "CO", name="razon_no_pago") == [REASON]
    form = named_form(question("q", label="¿Qué pasó?", hint="Pregunta el motivo del atraso"))
    assert only(form, REASON, "CO").column == "hint"
    spared = question("motivo_atraso", label="Si el titular lo menciona, anótalo; no preguntar")
    assert said(named_form(spared), "CO") == []


@pytest.mark.parametrize(
    "label",
    [
        "Teléfono de un familiar",
        "Nombre de una referencia personal",
        "Referencia 1: nombre",
        "¿Cuál es el celular de su vecino?",
        "Contacto de un amigo o conocido",
        "Dirección del jefe",
        "Relative's phone number",
        "Phone of a friend",
        "Datos de tercero",
    ],
)
def test_other_people_are_not_asked_for(label: str) -> None:
    assert bans(label, "CO") == [OTHERS]
    assert bans(label, "MX") == [OTHERS]
    assert bans(label, "PE") == []


@pytest.mark.parametrize(
    "label",
    [
        "Puntos de referencia para llegar al domicilio",
        "Número de referencia del pago",
        "Referencias del domicilio",
        "¿Un vecino confirma que el titular vive en este domicilio?",
        "Teléfono nuevo del titular",
        "¿Quién atendió? (familiar, vecino, otro)",
        "Nombre de quien recibió la notificación (familiar o vecino)",
        "Nombre y firma del titular",
        "Reference number of the payment",
        "¿Cuántos familiares dependen de usted?",
    ],
)
def test_what_is_no_contact_of_others(label: str) -> None:
    assert bans(label, "CO", "MX") == []


def test_the_group_above_is_read_with_the_question() -> None:
    asked = question("telefono", label="Teléfono")
    people = replace(group("ref", asked), cells={"type": "begin_group", "name": "ref"})
    assert said(named_form(people), "CO") == []
    people = replace(people, cells={**people.cells, "label": "Referencias personales"})
    assert said(named_form(people), "CO") == [(OTHERS, "telefono", "label")]
    people = replace(people, cells={**people.cells, "label": "Referencias para llegar"})
    assert said(named_form(people), "CO") == []
    spanish = {"type": "begin_group", "name": "ref", "label::es": "Referencias personales"}
    worded = replace(asked, cells={"type": "text", "name": "t", "label::es": "Teléfono"})
    people = replace(people, cells=spanish, children=(worded,))
    assert (OTHERS, "telefono", "label::es") in said(named_form(people), "CO")


@pytest.mark.parametrize(
    "label",
    [
        "Efectivo recibido",
        "Monto recibido por el gestor",
        "¿Recibiste el pago?",
        "Cobro en efectivo",
        "Dinero entregado al gestor",
        "¿El titular entregó el dinero al gestor?",
        "Cash received",
        "Did you collect the payment?",
    ],
)
def test_the_agent_takes_no_payment_in_mexico(label: str) -> None:
    assert bans(label, "MX") == [PAYMENT]
    assert bans(label, "CO") == []


@pytest.mark.parametrize(
    "label",
    [
        "Comprobante del pago recibido",
        "Monto del pago que prometió",
        "Fecha en que pagó",
        "¿Cuándo recibe su nómina?",
        "¿Recibe dinero de remesas?",
        "Monto depositado en el banco",
        "¿Cuánto dinero recibe al mes?",
        "No recibas efectivo: ¿lo explicaste?",
        "¿El titular recibió el estado de cuenta?",
        "Forma de pago",
        "Photo of the payment receipt received",
    ],
)
def test_what_is_no_payment_to_the_agent(label: str) -> None:
    assert bans(label, "MX") == []


def test_what_is_not_asked_is_not_banned() -> None:
    assert bans("No preguntes el motivo del atraso", "CO", type_text="note") == []
    assert bans("Motivo del atraso", "CO", type_text="note") == []
    assert bans("Motivo del atraso", "CO", type_text="hidden") == []
    assert bans("Motivo del atraso", "CO", type_text="acknowledge") == [REASON]


def test_every_question_type_is_read() -> None:
    form = named_form(
        question("q", "select_one m", label="Motivo del atraso"), choices=(choice("m", "x"),)
    )
    found = only(form, REASON, "CO")
    assert found.is_error
    assert found.params["law"] == "Ley 2300, art. 7 (CO)"
    assert say(found.code, found.params) == (
        "«q» pregunta el motivo del atraso, y no se puede preguntar. Ley 2300, art. 7 (CO)."
    )


def test_one_question_is_told_once_though_two_countries_forbid_it() -> None:
    assert bans("Teléfono de un familiar", "MX", "CO") == [OTHERS]


def test_a_country_nobody_has_read_the_law_of_gets_all_bans() -> None:
    assert bans("Motivo del atraso", "BR") == [REASON]
    assert bans("Cobro en efectivo", "BR") == [PAYMENT]
    found = only(named_form(question("q", label="Motivo del atraso")), REASON, "BR")
    assert "BR" in say(found.code, found.params)
    assert "más estrictas" in say(found.code, found.params)
    assert bans_for(("PE",)) == ()
    assert bans_for(("CO", "BR")) == BANS


def test_rules_carry_their_source_and_how_sure_they_are() -> None:
    for rule in (*BANS, *DUTIES):
        assert rule.source
        assert rule.country in {"CO", "MX"}
        assert rule.status is RuleStatus.AGREED


def test_in_mexico_the_agent_says_who_they_are() -> None:
    form = named_form(question("q", label="¿Quién atendió?"))
    found = only(form, "identification_missing", "MX")
    assert not found.is_error
    assert "CONDUSEF" in str(found.params["law"])
    assert said(form, "CO") == []
    shown = question("q", label="Identificación oficial del titular")
    assert only(named_form(shown), "identification_missing", "MX").uid is None
    told = question(
        "n", "note", label="Buenos días, mi nombre es Ana y vengo de parte de Crédito X"
    )
    assert said(named_form(told, question("q")), "MX") == []
    told = question(
        "n", "note", label="Preséntese siempre: su nombre, y por encargo de quién viene"
    )
    assert said(named_form(told, question("q")), "MX") == []
