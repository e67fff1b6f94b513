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
        "Ctrl+K: el informe se abre al día, con lo que usted puede ver."
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
        "Quien lo compartió ya no puede ver los datos que muestra. Pida el informe a quien "
        "hoy lleva esa cartera."
    ),
    "report.page.unknown": "Esta dirección no lleva a nada de Kobra",
    "report.page.unknown.said": "Revise que esté completa, tal como la recibió.",
    "report.page.too_many": "Demasiadas consultas desde su red",
    "report.page.too_many.said": "Espere unos minutos y vuelva a abrirla.",
    "link_over": "Este enlace ya no abre: venció, fue revocado o quien lo hizo perdió el alcance.",
}
