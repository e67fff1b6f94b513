"""Endpoints of client institutions, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "kind.webhook": "Webhook",
    "field.url": "Address (URL)",
    "field.kinds": "Events",
    "field.since": "Since",
    "field.until": "Until",
    "not_a_url": "{field}: not a web address that can be used (https://…), without user, password "
    "or “#”.",
    "url_not_https": "{field}: it has to begin with https://, so that nobody reads on the way what "
    "is sent.",
    "portfolios_of_others": "The portfolios are of different institutions: a webhook is of one.",
    "webhook_replay_waits": "Note: the webhook is off; what is sent again waits until somebody "
    "switches it on in Administration › Deliveries › Webhooks, or by webhook on.",
    "webhook_in_the_clear": "Note: the address is not https; what is sent can be read on the way.",
    "webhook_off.person": "Switched off by a person",
    "webhook_off.gone": "Off: it answered that it is gone (410)",
    "webhook_off.failing": "Off after five days of failures only",
    "alert_kind.webhook_off": "Webhook switched off",
    "alert.webhook_off": "Webhook switched off: {detail}",
    "alert.webhook_off.gone": "Webhook switched off, it answered that it is gone: {figure}",
    "alert.webhook_off.failing": "Webhook switched off after five days of failures only: {figure}",
    "webhook_off_mail.subject": "A webhook was switched off",
    "webhook_off_mail": "The webhook of {institution} at {host} is told nothing more. {why}.\n\n"
    "What waited for it was not sent. Administration › Deliveries › Webhooks "
    "shows what it answered; there it is switched on, and what it did not confirm is sent again.\n",
    "webhook.off": "The webhook is off: switch it on and send again.",
    "webhook.asleep": "The webhook is off: it leaves once somebody switches it on.",
    "webhook_changed": "{field}: somebody changed it meanwhile. What was typed is still here; if "
    "it is saved again, it replaces that change.",
    "webhook.removed": "The webhook was removed.",
    "webhook.status": "It answered {detail}.",
    "webhook.timeout": "It did not answer in time.",
    "webhook.connect": "It could not be connected to.",
    "webhook.tls": "Its certificate or secure connection is not valid.",
    "webhook.dns": "The server of the address was not found.",
    "webhook.private_address": "The address leads into a private network or to this very server: "
    "nothing is sent there.",
    "webhook.broken": "Its answer cannot be understood.",
    "webhook.closed": "It was interrupted: it is sent again.",
    "webhook.secret_key_lost": "The server's key that opens the secret is missing: replace the "
    "secret.",
    "webhook.secret_not_opened": "The secret that is kept cannot be opened: replace it.",
}
