"""The rules of alerts in neutral Spanish: what each threshold is called."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "kind.alert_rules": "Reglas de alertas",
    "field.not_heard_min": "Sin reporte desde",
    "field.visit_silent_min": "Sin reporte en una visita desde",
    "field.visit_long_min": "Visita sin terminar desde",
    "field.visit_danger_min": "Visita sin terminar donde ya hubo riesgo, desde",
    "field.visit_short_s": "Visita con contacto terminada antes de",
    "field.late_min": "Retraso después del fin del horario",
    "field.absent_min": "Lejos de la visita que toca, pasados al menos",
    "field.absent_m": "A más de",
    "field.zone_dwell_min": "Fuera de zona durante",
    "field.idle_min": "Sin movimiento desde",
    "field.unexplained_min": "Parada sin motivo conocido desde",
    "field.same_place_min": "Varios teléfonos en un mismo punto durante",
    "field.low_battery_pct": "Batería hasta",
    "field.payment_days": "Pago ausente del banco después de (días hábiles)",
    "field.off": "No avisar",
    "never_off": "Un SOS y lo que pidió cada cartera se avisan siempre.",
}
