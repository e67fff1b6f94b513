"""One person: how urgent what they asked for is, other hours that they asked for, what a contact
was for, in neutral Spanish."""

WORDS: dict[str, str] = {
    "urgency.overdue": "Vencida",
    "urgency.today": "Vence hoy",
    "urgency.soon": "Por vencer",
    "urgency.in_time": "En plazo",
    "asked_by.person": "La propia persona",
    "asked_by.attorney": "Su apoderado",
    "contact_purpose.collection": "Cobro",
    "contact_purpose.transactional": "Confirmar una operación",
    "contact_purpose.requested_info": "Información que pidió",
    "evidence.document": "Documento aparte",
    "evidence.message": "Mensaje o correo",
    "evidence.call": "Llamada grabada",
    "evidence.form": "Formulario de una visita",
    "evidence.contract": "Cláusula del contrato",
    "exception_by_contract": "Una cláusula del contrato no vale: otro horario lo pide la "
    "persona, aparte y después de firmar.",
    "exception_not_asked_yet": "Esa fecha todavía no ha llegado.",
    "exception_contract_unknown": "De algún crédito no se sabe cuándo se firmó el "
    "contrato: hace falta la fecha del último.",
    "exception_before_contract": "El último contrato se firmó el {signed_on}: "
    "solo vale lo que se pidió después.",
    "purpose_without_note": "Falta en la nota qué se confirmó o qué había pedido la persona.",
}
