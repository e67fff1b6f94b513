"""The company's own contact rules in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "kind.house_rules": "Reglas de contacto",
    "field.hours": "Horario de visitas",
    "field.closes_holidays": "Festivos cerrados",
    "field.same_days": "Días de descanso, mismo canal",
    "field.other_days": "Días de descanso, otro canal",
    "field.counts_attempts": "Cuentan los intentos sin respuesta",
    "field.given_only": "Solo domicilios que dio el titular",
    "field.person_month": "Visitas a una persona en un mes",
    "field.door_day": "Visitas a un domicilio en un día",
    "field.loosened": "Por qué es menos estricta",
    "field.read_again": "Fuentes leídas de nuevo",
    "field.edition": "Edición",
    "field.rule": "Regla",
    "stance.tighter": "Más estricta que la ley",
    "stance.same": "Como la ley",
    "stance.looser": "Menos estricta que la ley",
    "looser_without_reason": (
        "{field}: es menos estricta que la ley ({source}). Escriba el motivo: queda en la "
        "auditoría."
    ),
    "house_without_hours": "{field}: hace falta al menos un tramo en la semana.",
    "not_a_rule": "{field}: no es una de las reglas, o está repetida.",
}
