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
    "smtp.tried.connect": "No se pudo conectar con {server}: {answer}",
    "smtp.tried.greeting": "{server} contestó, pero no aceptó el saludo: {answer}",
    "smtp.tried.starttls": "{server} no cifró la conexión (STARTTLS): {answer}",
    "smtp.tried.auth": "{server} no aceptó el usuario o la clave: {answer}",
    "smtp.tried.sender": "{server} no aceptó el remitente: {answer}",
    "smtp.tried.recipient": "{server} no aceptó el destinatario: {answer}",
    "smtp.tried.content": "{server} no quiso recibir el mensaje: {answer}",
    "smtp.tried.end": "{server} recibió el mensaje y no lo aceptó: {answer}",
    "smtp.tried.unknown": "{server} recibió el mensaje y no contestó: pudo haber salido o no "
    "({answer})",
    "smtp.not_set": "No hay servidor de correo: los mensajes esperan.",
    "smtp.taken": "El servidor de correo lo aceptó.",
    "smtp.sent_again": "El servidor de correo aceptó la repetición: pudo llegar dos veces, con "
    "el mismo número.",
    "smtp.connect": "No se pudo conectar con el servidor de correo.",
    "smtp.greeting": "El servidor de correo no aceptó el saludo.",
    "smtp.starttls": "El servidor de correo no cifró la conexión (STARTTLS).",
    "smtp.auth": "El servidor de correo no aceptó el usuario o la clave.",
    "smtp.sender": "El servidor de correo no aceptó el remitente.",
    "smtp.recipient": "El servidor de correo no aceptó el destinatario.",
    "smtp.content": "El servidor de correo no quiso recibir el mensaje.",
    "smtp.end": "El servidor de correo recibió el mensaje y no lo aceptó.",
    "smtp.unknown": "El servidor de correo recibió el mensaje y no contestó: se repite una "
    "vez, con el mismo número.",
    "smtp.unknown_twice": "El servidor de correo recibió el mensaje y no contestó, tampoco a "
    "la repetición: pudo haber salido o no.",
    "smtp.given_up": "El servidor de correo lo aplazó durante cuatro días: no se intenta más.",
    "delivery_withheld": "Una regla no permite que salga.",
    "delivery_forgotten": "De este envío ya solo se guarda la línea: su contenido se borra a "
    "los 30 días.",
    "delivery_on_its_way": "Ya espera o se está enviando.",
    "setting_given": "{name} se fijó al arrancar el servidor: se cambia allá.",
    "mail_password_again": "La clave guardada es de otro servidor o usuario: escribirla de nuevo.",
    "mail.test.subject": "Prueba de correo de Kobra",
    "mail.test.text": "El correo de Kobra funciona: este mensaje salió de {server}.\n",
}
