"""Reports on their way to others, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "report.link.hidden": Plural(
        "{count} cifra no se muestra: es de menos de 5 personas, o dejaría deducir otra",
        "{count} cifras no se muestran: son de menos de 5 personas, o dejarían deducir otra",
    ),
    "report.link.left_out.people": "Esta gráfica distingue a personas: se ve en Kobra, con cuenta.",
    "report.link.left_out.few": "Esta gráfica es de menos de 5 personas: se ve en Kobra, "
    "con cuenta.",
    "report.link.left_out.unknown": "De esta gráfica no se sabe de cuántas personas es cada cifra: "
    "se ve en Kobra, con cuenta.",
    "every.day": "Cada día",
    "every.week": "Cada semana",
    "every.month": "Cada mes",
    "link_state.open": "Abierto",
    "link_state.expired": "Vencido",
    "link_state.revoked": "Revocado",
    "link_state.ended": "Terminado",
    "report_form.pdf": "PDF adjunto",
    "report_form.link": "Solo el enlace",
    "schedule_state.new": "Aún sin enviar",
    "schedule_state.well": "Enviado",
    "schedule_state.failing": "Falla",
    "report.page.made": "Hecho el {made}; este enlace abre hasta el {until}.",
    "report.page.people": (
        "Cifras de muchas personas juntas: lo que es de menos de 5 no se muestra, y los "
        "gestores aparecen por su código."
    ),
    "report.page.renew": (
        "¿Tiene cuenta en Kobra? Copie la dirección de esta página y péguela allí con "
        "Ctrl+K: el reporte se abre al día, con lo que usted puede ver."
    ),
    "report.page.table": "Ver las cifras en una tabla",
    "report.page.expired": "Este enlace venció",
    "report.page.expired.said": (
        "Los enlaces abren hasta el día que se fijó. Pida otro a quien lo compartió."
    ),
    "report.page.revoked": "Este enlace fue revocado",
    "report.page.revoked.said": "Quien lo compartió lo cerró. Pídale otro si lo necesita.",
    "report.page.ended": "Este enlace ya no abre",
    "report.page.ended.said": (
        "Quien lo compartió ya no puede ver los datos que muestra. Pida el reporte a quien "
        "hoy lleva esa cartera."
    ),
    "report.page.unknown": "Esta dirección no lleva a nada de Kobra",
    "report.page.unknown.said": "Revise que esté completa, tal como la recibió.",
    "report.page.too_many": "Demasiadas consultas desde su red",
    "report.page.too_many.said": "Espere unos minutos y vuelva a abrirla.",
    "link_over": "Este enlace ya no abre: venció, fue revocado o quien lo hizo perdió el alcance.",
    "report_mail.owner_gone": (
        "Quien lo programó ya no puede compartir reportes: otra persona debe programarlo."
    ),
    "report_mail.nobody": "Ninguno de los destinatarios está activo.",
    "report_mail.not_made": "El reporte no se pudo hacer.",
    "report_mail.refused": "El correo no llegó a {detail}.",
    "report_mail.too_large": (
        "El servidor de correo no acepta un documento tan grande y no llegó a {detail}: "
        "envía solo el enlace, o menos días."
    ),
    "report_mail.reader_gone": "Esta persona ya no está activa en Kobra.",
    "alert_kind.report_failed": "Reporte por correo sin llegar",
    "alert.report_failed": "El reporte programado no llega: {detail}",
    "alert.report_failed.owner_gone": (
        "Reporte sin enviar, quien lo programó ya no puede compartirlo: {figure}"
    ),
    "alert.report_failed.nobody": "Reporte sin enviar, ningún destinatario está activo: {figure}",
    "alert.report_failed.not_made": (
        "Reporte sin enviar, no se pudo hacer dos veces seguidas: {figure}"
    ),
    "alert.report_failed.refused": (
        "Reporte rechazado dos veces seguidas por el correo de un destinatario: {figure}"
    ),
    "unsent.report_owner_gone": "Quien programó el reporte ya no puede compartirlo.",
    "letter.report_open": "Abrir el reporte",
    "letter.report_page": (
        "La página muestra cifras de muchas personas juntas, sin iniciar sesión, por unos días."
    ),
    "letter.report_attached": "El reporte completo va adjunto en PDF.",
    "letter.report_foot": "Lo programó {name} ({email}).",
    "letter.report_stop": "No recibir más este reporte",
    "letter.report_stop_ask": "¿Dejar de recibir este reporte?",
    "letter.report_stop_said": (
        "«{title}» dejará de llegar a esta dirección. Los demás lo siguen recibiendo."
    ),
    "letter.report_stop_done": "«{title}» ya no llega a esta dirección.",
    "rhythm.day": "Cada día a las {hour}",
    "rhythm.week": "Cada {weekday} a las {hour}",
    "rhythm.month": "Cada mes, el día {number}, a las {hour}",
    "rhythm.month.last": "Cada mes, el último día, a las {hour}",
    "field.days": "Días que abre",
    "field.every": "Cada cuánto",
    "field.month_day": "Día del mes",
    "field.form": "Cómo llega",
    "report_mail.gone": "Reporte que ya no existe",
}
