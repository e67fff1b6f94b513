"""What is told and what leaves (*Envíos*), in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "delivery_channel.mail": "Correo",
    "delivery_channel.webhook": "Webhook",
    "delivery_purpose.escalation": "SOS sin atender",
    "delivery_purpose.alert": "Alerta",
    "delivery_purpose.test": "Prueba",
    "delivery_purpose.confirmation": "Confirmación de promesa",
    "delivery_purpose.receipt": "Recibo de pago",
    "delivery_purpose.each": "Resultado de visita",
    "delivery_purpose.event": "Evento",
    "delivery_purpose.summary": "Resumen del día",
    "delivery_purpose.file": "Archivo de gestiones",
    "delivery_purpose.digest": "Compendio",
    "delivery_purpose.notice": "Mensaje del servidor",
    "delivery_state.waiting": "En espera",
    "delivery_state.sending": "Enviando",
    "delivery_state.sent": "Enviado",
    "delivery_state.maybe_sent": "Quizá enviado",
    "delivery_state.failed": "Falló",
    "delivery_state.unsent": "Sin enviar",
    "delivery_state.cancelled": "Cancelado",
    "event_kind.visit.completed": "Visita realizada",
    "event_kind.visit.not_completed": "Visita no realizada",
    "event_kind.promise.made": "Promesa de pago",
    "event_kind.promise.broken": "Promesa incumplida",
    "event_kind.payment.reported": "Pago reportado",
    "event_kind.address.proposed": "Domicilio propuesto",
    "event_kind.submission.reviewed": "Respuesta revisada",
    "event_kind.alert.raised": "Alerta",
}
