"""Colombia: only the words that differ from neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "kind.account": "Obligación",
    "kind.address": "Dirección",
    "count.accounts": Plural("{count} obligación", "{count} obligaciones"),
    "party_role.codebtor": "Codeudor",
    "party_role.guarantor": "Avalista",
    "outcome.contact_codebtor": "Contacto con codeudor",
    "outcome.address_not_found": "Dirección inexistente",
    "outcome.promise": "Compromiso de pago",
    "outcome.agreement": "Acuerdo de pago",
    "term.unlocated": "No ubicado",
    "term.promise": "Compromiso de pago",
    "term.agreement": "Acuerdo de pago",
    "term.down_payment": "Cuota inicial",
    "term.deposit": "Consignación",
    "term.proof_of_payment": "Soporte de pago",
    "term.days_past_due": "Días de mora",
    "term.bucket": "Rango (altura) de mora",
    "term.overdue_amount": "Saldo en mora",
    "term.payoff": "Pago total",
    "term.default_interest": "Interés de mora",
    "term.recovered": "Recaudo",
    "term.kept_rate": "Cumplimiento de compromisos",
    "term.address": "Dirección",
    "term.neighbourhood": "Barrio",
    "term.district": "Localidad o municipio",
    "term.shift": "Jornada",
    "term.plan": "Programación",
    "term.holiday": "Festivo",
    "term.consent": "Autorización de datos",
    "term.privacy_notice": "Política de tratamiento",
    "term.document_number": "Cédula (C.C.) / NIT",
    "term.settlement_letter": "Paz y salvo",
    "term.complaint": "Queja o reclamo (PQR)",
    "letter.address": "Dirección",
    "letter.accounts": "Obligaciones",
    "letter.account": "Obligación",
    "letter.promised": "Compromiso",
    "letter.promise_made": "Compromiso de pago",
    "letter.promise_broken": "Compromiso incumplido",
    "letter.made_said": "Se registró un compromiso.",
    "letter.map_alt": "Mapa de la llegada y la dirección",
    "letter.confirmation_subject": "Confirmación de su compromiso de pago",
    "letter.confirmation_title": "Confirmación de su compromiso de pago",
    "field.account_id": "Obligación",
    "field.account_ids": "Obligaciones",
    "field.address_id": "Dirección",
    "field.days_past_due": "Días de mora",
    "field.overdue_minor": "Saldo en mora",
    "field.neighbourhood": "Barrio",
    "field.municipality": "Localidad o municipio",
    "field.region": "Departamento",
    "field.shift": "Jornada",
    "visit_on_holiday": "Es festivo: no se puede antes del {next_allowed_at}. {source}.",
    "visit_not_authorised": (
        "Falta la autorización de visita de la obligación {account}. {source}."
    ),
    "visit_authorisation_over": (
        "La autorización de visita de la obligación {account} no está vigente ese día. {source}."
    ),
    "visit_authorised_elsewhere": (
        "La autorización de visita de la obligación {account} no cubre esta clase de dirección. "
        "{source}."
    ),
    "visit_to_third_party": (
        "Solo se visita a titulares, codeudores y avalistas; a referencias y terceros no. {source}."
    ),
    "outgoing_field.credit": "Número de obligación",
    "payment_method.deposito": "Consignación",
}
