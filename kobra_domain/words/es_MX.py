"""Mexico: only the words that differ from neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "term.institution": "Institución",
    "field.institution_id": "Institución",
    "term.outcome_catalogue": "Códigos de gestión",
    "term.third_party_contact": "Contacto indirecto",
    "outcome.contact_third_party": "Contacto indirecto",
    "term.unlocated": "Ilocalizable",
    "term.waiver_principal": "Quita",
    "term.instalment": "Parcialidad",
    "term.delinquency": "Atraso",
    "term.bucket": "Bucket",
    "term.neighbourhood": "Colonia",
    "term.district": "Alcaldía o municipio",
    "field.neighbourhood": "Colonia",
    "field.municipality": "Alcaldía o municipio",
    "field.postal_code": "C.P.",
    "field.region": "Estado",
    "field.names_holidays": "También los días inhábiles",
    "term.plan": "Planeación",
    "term.holiday": "Día inhábil",
    "visit_on_holiday": ("Es día inhábil: no se puede antes del {next_allowed_at}. {source}."),
    "term.document_number": "CURP / RFC / INE",
    "term.settlement_letter": "Carta finiquito",
    "term.complaint": "Queja (CONDUSEF, REDECO)",
    "take.collection": (
        "Identificación de gestor y estado de cuenta de cada crédito; no se reciben pagos"
    ),
    "outgoing_field.neighbourhood": "Colonia",
}
