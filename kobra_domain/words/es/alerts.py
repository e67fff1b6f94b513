"""Alerts in neutral Spanish: the name of each kind, and its sentence with the figure it carries."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "alert_kind.sos": "SOS",
    "alert_kind.not_heard": "Sin reporte",
    "alert_kind.left_zone": "Fuera de zona",
    "alert_kind.mock_suspected": "Posible ubicación simulada",
    "alert_kind.low_battery": "Batería baja",
    "alert_kind.long_idle": "Sin movimiento prolongado",
    "alert_kind.outside_fence": "Llegada fuera del domicilio",
    "alert_kind.late": "Visita con retraso",
    "alert_kind.rule_blocked": "Visita bloqueada por regla",
    "alert.sos": "Pide ayuda: {detail}",
    "alert.not_heard": "Sin reporte desde hace {detail} min",
    "alert.left_zone": "Salió de la zona ({detail} m)",
    "alert.mock_suspected": "Posible ubicación simulada: {mock}",
    "alert.low_battery": "Batería al {detail} %",
    "alert.long_idle": "Sin movimiento desde hace {detail} min",
    "alert.outside_fence": "Llegada a {detail} m del domicilio",
    "alert.late": "Visita con {detail} min de retraso",
    "alert.rule_blocked": "Visita bloqueada por regla: {detail}",
}
