"""What is told and what leaves, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "delivery_channel.mail": "E-mail",
    "delivery_channel.webhook": "Webhook",
    "delivery_purpose.escalation": "Unattended SOS",
    "delivery_purpose.alert": "Alert",
    "delivery_purpose.test": "Test",
    "delivery_purpose.confirmation": "Confirmation of a promise",
    "delivery_purpose.receipt": "Receipt of a payment",
    "delivery_purpose.each": "Result of a visit",
    "delivery_purpose.event": "Event",
    "delivery_purpose.summary": "Summary of the day",
    "delivery_purpose.file": "File of contacts",
    "delivery_purpose.digest": "Digest",
    "delivery_purpose.notice": "Notice of the server",
    "delivery_state.waiting": "Waiting",
    "delivery_state.sending": "Sending",
    "delivery_state.sent": "Sent",
    "delivery_state.maybe_sent": "May have been sent",
    "delivery_state.failed": "Failed",
    "delivery_state.unsent": "Not sent",
    "delivery_state.cancelled": "Cancelled",
    "event_kind.visit.completed": "Visit completed",
    "event_kind.visit.not_completed": "Visit not completed",
    "event_kind.promise.made": "Promise to pay",
    "event_kind.promise.broken": "Broken promise",
    "event_kind.payment.reported": "Payment reported",
    "event_kind.address.proposed": "Address proposed",
    "event_kind.submission.reviewed": "Submission reviewed",
    "event_kind.alert.raised": "Alert",
}
