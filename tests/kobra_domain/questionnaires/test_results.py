"""What answers of named questions say of a visit."""

from datetime import date
from decimal import Decimal

import pytest

from kobra_domain.portfolios import ChannelKind
from kobra_domain.questionnaires.results import (
    Due,
    Fix,
    Result,
    minor_units,
    name_of,
    read_day,
    read_fix,
    result_of,
)
from kobra_domain.submissions import Answer
from kobra_domain.visits import NotCompletedReason, Outcome

VISIT = "0b9e1b3e-2f10-4d3a-9c54-0d9e6a4f1c11"


def said(**answers: str) -> Result:
    return result_of(Answer(path=path, value=value) for path, value in answers.items())


def test_nothing_said_is_an_empty_result() -> None:
    assert said() == Result()
    assert said(visita="  ", nota="").problems == ()


@pytest.mark.parametrize("name", ["visita", "visit", "visit_id"])
def test_a_visit_is_named_in_either_language(name: str) -> None:
    result = said(**{name: f" {VISIT.upper()} "})
    assert result.visit_id == VISIT
    assert result.has_visit_id


def test_what_is_no_id_is_kept_as_it_was_written() -> None:
    assert said(visita="La de ayer").visit_id == "la de ayer"
    assert not said(visita="La de ayer").has_visit_id


def test_the_first_answer_that_says_something_is_taken_wherever_it_stands() -> None:
    answers = [
        Answer(path="grupo/nota", value=" "),
        Answer(path="fotos[1]/nota", value="primera"),
        Answer(path="fotos[2]/nota", value="segunda"),
    ]
    assert result_of(answers).note == "primera"
    assert name_of("fotos[2]/nota") == name_of("nota[1]") == "nota"


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("4.65 -74.06 2600.0 8.5", Fix(lat=4.65, lon=-74.06, accuracy_m=8.5)),
        ("4.65 -74.06 0 0", Fix(lat=4.65, lon=-74.06, accuracy_m=0.0)),
        ("4.65 -74.06", Fix(lat=4.65, lon=-74.06)),
        ("4.65 -74.06 2600 -1", Fix(lat=4.65, lon=-74.06)),
        ("4.65", None),
        ("4.65 -74.06 1 2 3", None),
        ("aquí mismo", None),
        ("91 0", None),
        ("0 181", None),
        ("nan 0", None),
    ],
)
def test_a_geopoint_is_read(text: str, fix: Fix | None) -> None:
    assert read_fix(text) == fix


def test_an_arrival_says_where_it_was_answered() -> None:
    result = result_of([Answer(path="inicio/llegada", value="4.65 -74.06 0 5")])
    assert result.arrival == Fix(lat=4.65, lon=-74.06, accuracy_m=5.0)
    assert result.arrival_path == "inicio/llegada"
    assert said(llegada="por ahí").problems == ("unreadable_place",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-15", date(2026, 3, 15)),
        ("2026-03-15T10:00:00.000-05:00", date(2026, 3, 15)),
        ("2026-02-30", None),
        ("15/03/2026", None),
        ("2026-03-15 mañana", None),
        ("٢٠٢٦-٠٣-١٥", None),
    ],
)
def test_a_day_is_read(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_outcome_is_its_choice(outcome: Outcome) -> None:
    assert said(resultado=outcome.value).outcome is outcome


@pytest.mark.parametrize("reason", list(NotCompletedReason))
def test_a_reason_is_its_choice_also_under_the_outcomes_question(
    reason: NotCompletedReason,
) -> None:
    assert said(motivo_no_realizada=reason.value).reason is reason
    alone = said(resultado=reason.value)
    assert (alone.reason, alone.outcome, alone.problems) == (reason, None, ())


def test_an_outcome_and_a_reason_may_both_be_said() -> None:
    both = said(outcome="no_contact", not_completed_reason="no_access")
    assert (both.outcome, both.reason) == (Outcome.NO_CONTACT, NotCompletedReason.NO_ACCESS)


def test_what_is_not_known_is_a_problem() -> None:
    result = said(resultado="bien", motivo_no_realizada="pereza")
    assert (result.outcome, result.reason) == (None, None)
    assert result.problems == ("unknown_outcome", "unknown_reason")


def test_a_promise_and_a_payment() -> None:
    result = said(
        promesa_monto="150000.50",
        promesa_fecha="2026-03-15",
        pago_monto="80000",
        pago_fecha="2026-03-04",
        pago_medio="efectivo",
        pago_referencia="R-1",
        pago_comprobante="recibo.jpg",
        credito="C-1",
    )
    assert result.promise == Due(amount=Decimal("150000.50"), on=date(2026, 3, 15))
    assert result.payment == Due(
        amount=Decimal(80000),
        on=date(2026, 3, 4),
        method="efectivo",
        reference="R-1",
        proof="recibo.jpg",
    )
    assert result.account == "C-1"


@pytest.mark.parametrize("text", ["1.500.000", "1,500", "-5", "mil", "9" * 16, "1e300"])
def test_an_amount_that_could_be_read_two_ways_is_not_guessed(text: str) -> None:
    result = said(promesa_monto=text, pago_monto=text)
    assert (result.promise, result.payment) == (None, None)
    assert result.problems == ("unreadable_amount",)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("2.5E7", 2_500_000_000),
        ("1.0E7", 1_000_000_000),
        ("2.50000005E7", 2_500_000_050),
        ("250.", 25_000),
        (".5", 50),
        ("0.004999999999999999999999999999999999999999", 0),
    ],
)
def test_an_amount_is_read_as_phones_write_decimals(text: str, minor: int) -> None:
    promise = said(promesa_monto=text).promise
    assert promise is not None
    assert minor_units(promise.amount, 2) == minor


@pytest.mark.parametrize("text", ["٢٥٠٠٠٠", "250_000", "NaN", "Infinity", "２５"])
def test_an_amount_in_other_digits_is_none(text: str) -> None:
    assert said(pago_monto=text).problems == ("unreadable_amount",)


@pytest.mark.parametrize("text", ["٤.٦٥ -74.1 0 6", "4.6_5 -74.1 0 6", "4.65 -74.1 0 1_0"])
def test_a_geopoint_in_other_digits_is_none(text: str) -> None:
    result = said(llegada=text)
    assert (result.arrival, result.problems) == (None, ("unreadable_place",))


def test_nothing_promised_is_no_promise() -> None:
    assert said(promesa_monto="0").promise is None


def test_minor_units_follow_the_currency() -> None:
    assert minor_units(Decimal("1500.5"), 2) == 150_050
    assert minor_units(Decimal("1500.5"), 0) == 1_501
    assert minor_units(Decimal("0.005"), 2) == 1
    assert minor_units(Decimal("9" * 15), 2) is None
    assert minor_units(Decimal("1e300"), 2) is None


def test_what_the_field_proposes() -> None:
    result = said(
        telefono_nuevo="300 111 2233",
        domicilio_nuevo="Calle 8 # 9-10",
        ubicacion_propuesta="4.7 -74.1 0 6",
        motivo_fuera="Citó en el mercado",
        nota="Vuelve el lunes",
    )
    assert (result.phone, result.address) == ("300 111 2233", "Calle 8 # 9-10")
    assert (result.away_reason, result.note) == ("Citó en el mercado", "Vuelve el lunes")
    assert result.door == result.pin == Fix(lat=4.7, lon=-74.1, accuracy_m=6.0)


def test_without_a_proposed_place_the_door_is_where_the_agent_surely_stood() -> None:
    assert said(llegada="4.7 -74.1 0 6").door == Fix(lat=4.7, lon=-74.1, accuracy_m=6.0)
    assert said(llegada="4.7 -74.1 0 0").door is None
    assert said(llegada="4.7 -74.1").door is None
    assert said().door is None


def test_who_gives_no_arrival_stood_where_the_door_was_said_to_be() -> None:
    both = said(llegada="4.7 -74.1 0 6", ubicacion_propuesta="4.8 -74.1 0 6")
    assert both.stood == both.arrival
    assert said(ubicacion_propuesta="4.8 -74.1 0 6").stood == Fix(
        lat=4.8, lon=-74.1, accuracy_m=6.0
    )
    assert said().stood is None


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        ([("visita", VISIT), ("g/visita", VISIT.upper())], ()),
        ([("r[1]/visita", VISIT), ("r[2]/visita", "otra")], ("several_visits",)),
        ([("visita", VISIT), ("visit_id", "otra")], ("several_visits",)),
        ([("a/resultado", "paid"), ("b/resultado", "refused")], ("several_answers",)),
        ([("resultado", "paid"), ("motivo_no_realizada", "no_access")], ("outcome_and_reason",)),
        ([("resultado", "no_contact"), ("motivo_no_realizada", "no_access")], ()),
        ([("a/resultado", "paid"), ("b/resultado", "paid"), ("b/nota", "x")], ()),
        ([("r[1]/promesa_monto", "5"), ("r[2]/promesa_monto", "5")], ("several_amounts",)),
        ([("promesa_monto", "5"), ("promise_amount", "6")], ("several_amounts",)),
        ([("a/pago_fecha", "2026-03-01"), ("b/pago_fecha", "2026-03-02")], ("several_answers",)),
        ([("promesa_monto", "5"), ("promise_amount", "5")], ()),
        ([("llegada", "x"), ("pago_monto", "y")], ("unreadable_amount", "unreadable_place")),
    ],
)
def test_what_is_said_more_than_once_is_told_and_money_first(
    answers: list[tuple[str, str]], problems: tuple[str, ...]
) -> None:
    result = result_of(Answer(path=path, value=value) for path, value in answers)
    assert result.problems == problems


@pytest.mark.parametrize(
    ("answers", "promise", "payment"),
    [
        ({"promesa_monto": "mucho", "pago_monto": "poco"}, True, True),
        ({"promesa_monto": "0", "pago_monto": "0.00"}, False, False),
        ({"resultado": "promise", "promesa_fecha": "2026-03-15"}, True, False),
        ({"resultado": "refused", "promesa_fecha": "2026-03-15"}, False, False),
        ({"resultado": "promise"}, False, False),
        ({"resultado": "promise", "promesa_monto": "0", "pago_monto": "-0"}, True, False),
        ({"resultado": "paid", "promesa_monto": "0", "pago_monto": "-0"}, False, True),
        ({"resultado": "paid"}, False, False),
    ],
)
def test_an_amount_is_spoken_of_where_there_is_one_to_keep(
    answers: dict[str, str], promise: bool, payment: bool
) -> None:
    result = said(**answers)
    assert (result.speaks_of_promise, result.speaks_of_payment) == (promise, payment)


def test_consents_are_yes_or_no_and_a_yes_is_signed() -> None:
    result = said(consiente_sms="Sí", consiente_correo="no", firma="firma.png")
    assert result.consents == ((ChannelKind.SMS, True), (ChannelKind.EMAIL, False))
    assert (result.signature, result.problems) == ("firma.png", ())
    assert said(consents_visit="true").problems == ("consent_unsigned",)
    assert said(consiente_whatsapp="quizás").problems == ("unreadable_consent",)
    assert said().consents == ()


def test_a_confirmation_is_asked_for_by_a_yes_alone() -> None:
    assert said(pide_confirmacion="sí").asks_confirmation is True
    assert said(asks_confirmation="no").asks_confirmation is False
    assert said().asks_confirmation is None
    unclear = said(pide_confirmacion="luego")
    assert unclear.asks_confirmation is None
    assert unclear.problems == ("unreadable_consent",)
