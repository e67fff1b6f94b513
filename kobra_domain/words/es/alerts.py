"""Alerts in neutral Spanish: the name of each kind, and its sentence with the figure it carries."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "alert_kind.sos": "SOS",
    "alert_kind.not_heard": "Sin reporte",
    "alert_kind.left_zone": "Fuera de zona",
    "alert_kind.mock_suspected": "Posible ubicación simulada",
    "alert_kind.no_position": "Sin posición nueva",
    "alert_kind.clock_wrong": "Reloj del teléfono desajustado",
    "alert_kind.phone_setup": "Teléfono por revisar",
    "alert_kind.low_battery": "Batería baja",
    "alert_kind.long_idle": "Sin movimiento prolongado",
    "alert_kind.outside_fence": "Llegada fuera del domicilio",
    "alert_kind.late": "Visita con retraso",
    "alert_kind.rule_blocked": "Visita bloqueada por regla",
    "alert_kind.visit_silent": "Sin reporte en una visita",
    "alert_kind.visit_long": "Visita demasiado larga",
    "alert_kind.visit_short": "Visita demasiado corta",
    "alert_kind.not_there": "Lejos de la visita que toca",
    "alert_kind.stop_unexplained": "Parada sin motivo conocido",
    "alert_kind.same_place": "Varios teléfonos en un mismo punto",
    "alert_kind.payment_absent": "Pago reportado que no está en el banco",
    "alert.sos": "Pide ayuda: {detail}",
    "alert.not_heard": "Sin reporte desde hace {detail} min",
    "alert.left_zone": "Salió de la zona ({detail} m)",
    "alert.left_zone.back": "Salió de la zona; volvió a las {figure}",
    "alert.mock_suspected": "Posible ubicación simulada: {mock}",
    "alert.no_position": "Sin posición nueva desde {detail}",
    "alert.no_position.never": (
        "El teléfono reporta, pero no ha dado ninguna posición: revisar su permiso de ubicación"
    ),
    "alert.clock_wrong": "El reloj de este teléfono no coincide: {detail}",
    "alert.clock_wrong.ahead": "El reloj de este teléfono está adelantado {figure_s}",
    "alert.clock_wrong.behind": "El reloj de este teléfono está atrasado {figure_s}",
    "alert.phone_setup": "Hay que revisar el teléfono: {detail}",
    "alert.phone_setup.bad_coordinates": (
        "Sus últimas {figure} posiciones no caben en el mapa o vienen incompletas: revisar la app"
    ),
    "alert.phone_setup.null_island": (
        "Sus últimas {figure} posiciones son 0, 0: el teléfono todavía no sabe dónde está"
    ),
    "alert.phone_setup.nowhere": (
        "Sus últimas {figure} posiciones no dicen nada: el teléfono no sabe dónde está"
    ),
    "alert.phone_setup.future": (
        "Sus últimas {figure} posiciones traen fecha futura: revisar fecha y hora del teléfono"
    ),
    "alert.phone_setup.too_old": (
        "Sus últimas {figure} posiciones traen fecha anterior a 2015: revisar fecha y hora del "
        "teléfono"
    ),
    "alert.phone_setup.unreadable": (
        "Sus últimos {figure} reportes no se pueden leer: revisar la app y su plantilla"
    ),
    "alert.phone_setup.not_valid": (
        "El teléfono marcó como no válidas sus últimas {figure} posiciones: revisar su GPS"
    ),
    "alert.phone_setup.off_shift": (
        "Según su reloj midió fuera de turno sus últimas {figure} posiciones: revisar hora y zona "
        "del teléfono"
    ),
    "alert.phone_setup.other_device": (
        "El teléfono se presenta con otro identificador: escanear otra vez su código"
    ),
    "alert.phone_setup.no_device": (
        "El teléfono no dice su identificador: escanear otra vez su código"
    ),
    "alert.phone_setup.rough": (
        "El teléfono solo da una ubicación aproximada (± {figure_m}): permitir la precisa"
    ),
    "alert.low_battery": "Batería al {detail} %",
    "alert.long_idle": "Sin movimiento desde hace {detail} min",
    "alert.outside_fence": "Llegada a {detail} m del domicilio",
    "alert.late": "Visita con {detail} min de retraso",
    "alert.rule_blocked": "Visita bloqueada por regla: {detail}",
    "alert.not_heard.start": "Sin ningún reporte desde que empezó su turno, hace {figure} min",
    "alert.visit_silent": "Sin reporte desde hace {detail} min, con una visita sin terminar",
    "alert.visit_long": "Lleva {detail} min en una visita sin terminar",
    "alert.visit_long.danger": (
        "Lleva {figure} min sin terminar la visita, en una puerta donde ya hubo riesgo"
    ),
    "alert.visit_short": "Dice haber hablado con el titular y terminó en {detail} s",
    "alert.not_there": "Corre el horario de su visita y está a {detail} m de la puerta",
    "alert.stop_unexplained": "Parada de {detail} min lejos de sus visitas y de sus compañeros",
    "alert.same_place": "Su teléfono da exactamente los mismos puntos que {detail}",
    "alert.payment_absent": Plural(
        "Un pago reportado no está en el archivo del banco, del {first_on}",
        "{count} pagos reportados no están en el archivo del banco, el primero del {first_on}",
    ),
    "alert.payment_absent.nobody": Plural(
        "Un pago reportado sin gestor no está en el archivo del banco, del {first_on}",
        "{count} pagos reportados sin gestor no están en el archivo del banco, el primero del "
        "{first_on}",
    ),
    # what was done about one
    "kind.alert_step": "Paso de una alerta",
    "alert_act.told": "Avisado por correo",
    "alert_act.seen": "Visto",
    "alert_act.called": "Llamada",
    "alert_step.told": "Se avisó a {who}",
    "alert_step.seen": "{who} lo vio",
    "alert_step.called": "{who} llamó al gestor",
    "alert_step.raised": "{who} pidió ayuda",
    "alert_step.attended": "{who} la atendió",
    "field.alert_id": "Alerta",
    "field.alert_step.act": "Qué se hizo",
    "field.who": "Quién",
    "field.user_id": "Usuario",
    "field.rescuers": "A quién avisar de un SOS",
    "sos.near": (
        "A {distance_m}: unos {driving_min} min en moto o auto, {walking_min} min a pie (estimado)"
    ),
    "sos.nobody_near": "Ningún colega de su equipo tiene una posición reciente",
}
