"""Endpoints of client institutions, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "kind.webhook": "Webhook",
    "field.url": "Dirección (URL)",
    "field.kinds": "Eventos",
    "field.since": "Desde",
    "field.until": "Hasta",
    "not_a_url": "{field}: no es una dirección web que se pueda usar (https://…), sin usuario, "
    "contraseña ni «#».",
    "url_not_https": "{field}: debe empezar por https://, para que nadie lea en el camino lo que "
    "se envía.",
    "portfolios_of_others": "Las carteras son de entidades distintas: cada webhook es de una sola.",
    "webhook_replay_waits": "Aviso: el webhook está apagado; lo que se reenvía espera hasta que "
    "alguien lo encienda en Administración › Envíos › Webhooks o con webhook on.",
    "webhook_in_the_clear": "Aviso: la dirección no es https; lo que se envía puede leerse en el "
    "camino.",
    "webhook_off.person": "Apagado por una persona",
    "webhook_off.gone": "Apagado: respondió que ya no existe (410)",
    "webhook_off.failing": "Apagado tras cinco días de solo fallas",
    "alert_kind.webhook_off": "Webhook apagado",
    "alert.webhook_off": "Webhook apagado: {detail}",
    "alert.webhook_off.gone": "Webhook apagado, respondió que ya no existe: {figure}",
    "alert.webhook_off.failing": "Webhook apagado tras cinco días de solo fallas: {figure}",
    "webhook_off_mail.subject": "Un webhook quedó apagado",
    "webhook_off_mail": "El webhook de {institution} en {host} ya no recibe nada. {why}.\n\n"
    "Lo que esperaba quedó sin enviar. En Administración › Envíos › Webhooks "
    "se ve qué respondió, se enciende y se reenvía lo que no se confirmó.\n",
    "webhook.off": "El webhook está apagado: hay que encenderlo y reenviar.",
    "webhook.asleep": "El webhook está apagado: sale cuando alguien lo encienda.",
    "webhook_changed": "{field}: alguien lo cambió mientras tanto. Lo escrito sigue aquí; si se "
    "guarda otra vez, reemplaza ese cambio.",
    "webhook.removed": "El webhook se eliminó.",
    "webhook.status": "Respondió {detail}.",
    "webhook.timeout": "No respondió a tiempo.",
    "webhook.connect": "No se pudo conectar.",
    "webhook.tls": "El certificado o la conexión segura no son válidos.",
    "webhook.dns": "No se encontró el servidor de la dirección.",
    "webhook.private_address": "La dirección lleva a una red privada o a este mismo servidor: "
    "no se envía.",
    "webhook.broken": "La respuesta no se entiende.",
    "webhook.closed": "Se interrumpió: se envía de nuevo.",
    "webhook.secret_key_lost": "Falta la llave del servidor que abre el secreto: hay que cambiar "
    "el secreto.",
    "webhook.secret_not_opened": "El secreto guardado no se puede abrir: hay que cambiarlo.",
}
