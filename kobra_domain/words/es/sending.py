"""Lo que sale: ajustes guardados, servidor de correo, envíos."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "smtp_url_unreadable": "La dirección del servidor de correo no se entiende: se espera "
    "smtp://usuario:clave@servidor:puerto o smtps://…; los signos especiales de usuario y clave "
    "van con % (una arroba es %40).",
    "mail_address_unreadable": "No es una dirección de correo: se espera nombre@dominio, una sola.",
    "mail_not_made": "El mensaje no se pudo componer.",
    "public_url_unreadable": "«{value}» no es una dirección pública: se espera https://servidor, "
    "sin parámetros.",
    "setting_not_a_switch": "«{value}» no es sí ni no: se espera true o false.",
    "setting_not_stored": "{name} no se puede guardar en la base de datos. Se guardan: {known}.",
    "secret_key_lost": "Falta la llave con que se cifraron las claves guardadas: {path} en "
    "{machine}. Traerla de la copia de seguridad, ejecutar esto en ese equipo o dar su carpeta "
    "con --data-folder; si se perdió, guardar la clave de nuevo con settings set --new-key.",
    "secret_not_opened": "Lo que se guardó cifrado no se puede abrir: fue cambiado. Guardarlo de "
    "nuevo.",
    "smtp.tried": "{server} aceptó el mensaje para {to}: {answer}",
    "smtp.connect": "No se pudo conectar con {server}: {answer}",
    "smtp.greeting": "{server} contestó, pero no aceptó el saludo: {answer}",
    "smtp.starttls": "{server} no cifró la conexión (STARTTLS): {answer}",
    "smtp.auth": "{server} no aceptó el usuario o la clave: {answer}",
    "smtp.sender": "{server} no aceptó el remitente: {answer}",
    "smtp.recipient": "{server} no aceptó el destinatario: {answer}",
    "smtp.content": "{server} no quiso recibir el mensaje: {answer}",
    "smtp.end": "{server} recibió el mensaje y no lo aceptó: {answer}",
    "smtp.unknown": "{server} recibió el mensaje y no contestó: pudo haber salido o no ({answer})",
    "smtp.not_set": "No hay servidor de correo: los mensajes esperan.",
}
