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
}
