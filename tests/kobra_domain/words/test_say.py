"""Sentences from codes: fallback, plurals, and parameters printed by their endings."""

from typing import Any

import pytest

from kobra_domain.alerts import AlertKind
from kobra_domain.contact import Refusal, RuleStatus
from kobra_domain.geo import judge
from kobra_domain.people import Role
from kobra_domain.portfolios import PartyRole
from kobra_domain.visits import VisitState
from kobra_domain.words import alert_sentence, has_words, method_words, say, word
from kobra_domain.words.say import TABLES, _filled
from tests.kobra_domain.things import NOW, a_check_in, a_portfolio, after, an_address

DEGREE = 110_574


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (
            "es_CO",
            "A 14 m del domicilio (± 6 m), límite 60 m, posición tomada hace 4 s. "
            "Sin indicios de simulación.",
        ),
        (
            "en",
            "14 m from the address (± 6 m), limit 60 m, measured 4 s ago. "
            "No signs of a mocked location.",
        ),
    ],
)
def test_the_verdict_reads_as_one_sentence(locale: str, sentence: str) -> None:
    check_in = a_check_in(lat=4.6 + 14 / DEGREE)
    judged = judge(check_in, an_address(), a_portfolio())
    assert say(judged.code, judged.params, locale) == sentence


@pytest.mark.parametrize("locale", list(TABLES))
@pytest.mark.parametrize(
    ("check_in", "address"),
    [
        (None, {}),
        (a_check_in(), {"lat": None}),
        (a_check_in(lat=4.7), {}),
        (a_check_in(lat=4.6 + 62 / DEGREE), {}),
        (a_check_in(is_mock=True), {}),
        (a_check_in(fix_at=after(-7200)), {}),
    ],
)
def test_every_verdict_is_said_with_its_numbers(
    locale: str, check_in: Any, address: dict[str, Any]
) -> None:
    judged = judge(check_in, an_address(**address), a_portfolio())
    sentence = say(judged.code, judged.params, locale)
    assert sentence.endswith(".")
    assert "—" not in sentence
    assert "{" not in sentence


def a_refusal(**changes: Any) -> Refusal:
    known: dict[str, Any] = {
        "code": "visit_outside_hours",
        "rule": "co.hours",
        "version": 1,
        "source": "Ley 2300, art. 3 (CO)",
        "status": RuleStatus.AGREED,
        "zone": "America/Bogota",
        "asked_at": NOW,
        "next_allowed_at": after(2 * 86_400 + 3_600),
    }
    return Refusal(**{**known, **changes})


def test_a_refusal_names_the_law_and_the_next_time() -> None:
    error = a_refusal().error()
    assert say(error.code, error.params, "es_CO") == (
        "No se puede antes del jue 5, 11:00. Ley 2300, art. 3 (CO)."
    )
    assert say(error.code, error.params, "en") == "Not before Thu 5, 11:00. Ley 2300, art. 3 (CO)."


def test_a_refusal_says_what_is_unsure_about_the_law() -> None:
    error = a_refusal(status=RuleStatus.UNVERIFIED, unknown_country="BR").error()
    assert say(error.code, error.params, "es").endswith(
        "No conocemos las reglas de BR: se aplican las más estrictas. Regla sin confirmar."
    )


def test_a_far_time_is_said_with_its_month() -> None:
    error = a_refusal(next_allowed_at=after(20 * 86_400)).error()
    assert "lun 23 mar, 10:00" in say(error.code, error.params, "es_CO")


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("es", "Obligado solidario"),
        ("es_MX", "Obligado solidario"),
        ("es_CO", "Codeudor"),
        ("es-CO", "Codeudor"),
        ("en_GB", "Co-debtor"),
        ("fr", "Obligado solidario"),
    ],
)
def test_a_country_falls_back_to_its_language_and_all_to_spanish(locale: str, said: str) -> None:
    assert word(PartyRole.CODEBTOR, locale) == said


def test_words_of_enums() -> None:
    assert word(VisitState.ON_PHONE) == "En el teléfono"
    assert word(Role.VIEWER, "en") == "Read only"


def test_how_a_payment_was_made_is_said_or_stays_as_it_was_written() -> None:
    assert method_words("deposito") == "Depósito"
    assert method_words("deposito", "es_CO") == "Consignación"
    assert method_words("Cheque 12") == "Cheque 12"
    assert method_words("") == ""


def test_a_code_without_words_is_said_not_hidden() -> None:
    assert say("from_the_future") == "Mensaje sin texto (from_the_future)."
    assert not has_words("from_the_future", "en")
    assert has_words("missing", "es_MX")


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 visitas"), (1, "1 visita"), (1_250, "1.250 visitas")]
)
def test_plurals(count: int, said: str) -> None:
    assert say("count.visits", {"count": count}, "es") == said


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("street", "Calle y número: falta este dato."),
        ("parties[0].role", "Función: falta este dato."),
        ("strange.thing", "strange.thing: falta este dato."),
    ],
)
def test_a_limit_names_the_field(field: str, said: str) -> None:
    assert say("missing", {"field": field}, "es") == said


def test_a_code_used_with_and_without_a_field() -> None:
    with_field = say("too_large", {"field": "radius_m", "limit": 5000.0}, "en")
    assert with_field == "Radius of the address: the most is 5,000."
    assert say("too_large", {}, "en") == "It is too large to be sent at once."


def test_states_in_a_sentence_are_words() -> None:
    said = say("unlawful_move", {"before": "completed", "after": "draft"}, "es")
    assert said == "No se puede pasar de «Realizada» a «Borrador»."
    assert "«Atendida»" in say("unlawful_move", {"before": "attended", "after": "open"}, "es")
    assert "«Nueva»" in say("unlawful_move", {"before": "", "after": "draft"}, "es")
    assert "«odd»" in say("unlawful_move", {"before": "odd", "after": "draft"}, "es")


@pytest.mark.parametrize(
    ("name", "value", "printed"),
    [
        ("distance_m", 8_420.0, "8,4 km"),
        ("fix_age_s", 40, "hace 40 s"),
        ("left_s", 15_480, "4 h 18 min"),
        ("battery_pct", 18.0, "18 %"),
        ("due_on", "2026-11-30", "lun 30 nov"),
        ("ended_at", "2026-03-03T15:00:00+00:00", "mar 3 mar, 10:00"),
        ("amount_minor", 25_000_000, "$ 250.000 COP"),
        ("limit", 0.5, "0,5"),
        ("limit", 1000, "1.000"),
        ("is_firm", True, "sí"),
        ("is_firm", False, "no"),
        ("reason", "Acuerdo", "Acuerdo"),
        ("reason", None, "—"),
        ("product", "credit_card", "Tarjeta de crédito"),
        ("cause", "phone_off", "teléfono apagado"),
    ],
)
def test_parameters_are_printed_by_their_endings(name: str, value: Any, printed: str) -> None:
    params = {name: value, "currency": "COP", "zone": "America/Bogota"}
    assert _filled(f"{{{name}}}", params, "es") == printed


@pytest.mark.parametrize(
    ("kind", "detail", "said"),
    [
        (AlertKind.SOS, "", "SOS"),
        (AlertKind.LOW_BATTERY, "18", "Batería al 18 %"),
        (
            AlertKind.MOCK_SUSPECTED,
            "no_jitter",
            "Posible ubicación simulada: muchas posiciones idénticas",
        ),
        (
            AlertKind.CLOCK_WRONG,
            "ahead 72000",
            "El reloj de este teléfono está adelantado 20 h",
        ),
        (AlertKind.NO_POSITION, "08:02", "Sin posición nueva desde 08:02"),
        (AlertKind.NO_POSITION, "2026-11-19 08:02", "Sin posición nueva desde 2026-11-19 08:02"),
        (
            AlertKind.PHONE_SETUP,
            "too_old 30",
            "Sus últimas 30 posiciones traen fecha anterior a 2015: revisar fecha y hora del "
            "teléfono",
        ),
        (
            AlertKind.PHONE_SETUP,
            "rough 2000",
            "El teléfono solo da una ubicación aproximada (± 2,0 km): permitir la precisa",
        ),
        (
            AlertKind.NOT_HEARD,
            "start 12",
            "Sin ningún reporte desde que empezó su turno, hace 12 min",
        ),
        (
            AlertKind.PAYMENT_ABSENT,
            "2 2026-11-20",
            "2 pagos reportados no están en el archivo del banco, el primero del vie 20 nov",
        ),
        # One odd row of a list is said as it stands.
        (
            AlertKind.PAYMENT_ABSENT,
            "2",
            "2 pagos reportados no están en el archivo del banco, el primero del —",
        ),
        (
            AlertKind.PAYMENT_ABSENT,
            "2 ayer",
            "2 pagos reportados no están en el archivo del banco, el primero del ayer",
        ),
        (
            AlertKind.PAYMENT_ABSENT,
            "muchos 2026-11-20",
            "— pagos reportados no están en el archivo del banco, el primero del —",
        ),
        (
            AlertKind.CLOCK_WRONG,
            "ahead mucho",
            "El reloj de este teléfono está adelantado mucho",
        ),
        (
            AlertKind.CLOCK_WRONG,
            "ahead inf",
            "El reloj de este teléfono está adelantado inf",
        ),
        (AlertKind.SAME_PLACE, "AG-02", "Su teléfono da exactamente los mismos puntos que AG-02"),
    ],
)
def test_alerts_say_their_figure(kind: AlertKind, detail: str, said: str) -> None:
    assert alert_sentence(kind, detail) == said


@pytest.mark.parametrize("what", ["mail.invitation", "mail.reset"])
@pytest.mark.parametrize("locale", ["es", "en"])
def test_mail_carries_the_code_and_when_it_ends(what: str, locale: str) -> None:
    params = {
        "name": "Inés",
        "code": "K7-22",
        "server": "https://kobra.example",
        "expires_at": NOW.isoformat(),
        "zone": "America/Bogota",
    }
    text = say(f"{what}.text", params, locale)
    assert all(part in text for part in ("Inés", "K7-22", "https://kobra.example", "10:00"))
    assert "\n" not in say(f"{what}.subject", params, locale)
