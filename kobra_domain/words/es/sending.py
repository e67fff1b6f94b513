"""Lo que sale: ajustes guardados, servidor de correo, envíos."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "smtp_url_unreadable": "La dirección del servidor de correo no se entiende: se espera "
    "smtp://usuario:contraseña@servidor:puerto o smtps://…; los signos especiales de usuario y "
    "contraseña van con % (una arroba es %40).",
    "mail_address_unreadable": "No es una dirección de correo: se espera nombre@dominio, una sola.",
    "mail_name_is_address": "El nombre del remitente o destinatario no puede llevar «@»: parecería "
    "otra dirección de correo.",
    "mail_not_made": "El mensaje no se pudo componer.",
    "public_url_unreadable": "«{value}» no es una dirección pública: se espera https://servidor, "
    "sin parámetros.",
    "setting_not_a_switch": "«{value}» no es sí ni no: se espera true o false.",
    "setting_not_stored": "{name} no se puede guardar en la base de datos. Se guardan: {known}.",
    "secret_key_lost": "Falta la llave con que se cifraron las contraseñas guardadas: {path} en "
    "{machine}. Traerla de la copia de seguridad, ejecutar esto en ese equipo o dar su carpeta "
    "con --data-folder; si se perdió, guardar la contraseña de nuevo con settings set --new-key.",
    "secret_not_opened": "Lo que se guardó cifrado no se puede abrir: fue cambiado. Guardarlo de "
    "nuevo.",
    "smtp.tried": "{server} aceptó el mensaje para {to}: {answer}",
    "smtp.tried.connect": "No se pudo conectar con {server}: {answer}",
    "smtp.tried.greeting": "{server} contestó, pero no aceptó el saludo: {answer}",
    "smtp.tried.starttls": "{server} no cifró la conexión (STARTTLS): {answer}",
    "smtp.tried.auth": "{server} no aceptó el usuario o la contraseña: {answer}",
    "smtp.tried.sender": "{server} no aceptó el remitente: {answer}",
    "smtp.tried.recipient": "{server} no aceptó el destinatario: {answer}",
    "smtp.tried.content": "{server} no quiso recibir el mensaje: {answer}",
    "smtp.tried.end": "{server} recibió el mensaje y no lo aceptó: {answer}",
    "smtp.tried.unknown": "{server} recibió el mensaje y no contestó: pudo haber salido o no "
    "({answer})",
    "smtp.not_set": "No hay servidor de correo: los mensajes esperan.",
    "smtp.taken": "Aceptado por el servidor de correo.",
    "smtp.sent_again": "La repetición fue aceptada: pudo llegar dos veces, con el mismo número.",
    "smtp.connect": "Sin conexión con el servidor de correo.",
    "smtp.greeting": "Saludo no aceptado por el servidor de correo.",
    "smtp.starttls": "Conexión sin cifrar: el servidor de correo no hizo STARTTLS.",
    "smtp.auth": "Usuario o contraseña no aceptados por el servidor de correo.",
    "smtp.sender": "Remitente no aceptado por el servidor de correo.",
    "smtp.recipient": "Destinatario no aceptado por el servidor de correo.",
    "smtp.content": "Mensaje no recibido por el servidor de correo.",
    "smtp.end": "Mensaje recibido y no aceptado por el servidor de correo.",
    "smtp.unknown": "Recibido sin respuesta final: se repite una vez, con el mismo número.",
    "smtp.unknown_twice": "Recibido sin respuesta final, también al repetirlo: pudo "
    "haber salido o no.",
    "smtp.given_up": "Aplazado durante cuatro días: no se intenta más.",
    "page.closed": "Se cerró su página por demasiados códigos equivocados: al enviarlo de nuevo "
    "se abre otra vez.",
    "delivery_withheld": "Una regla no permite que salga.",
    "delivery_forgotten": "De este envío ya solo se guarda la línea: su contenido se borra a "
    "los 30 días.",
    "delivery_on_its_way": "Ya espera o se está enviando.",
    "setting_given": "{name} se fijó al arrancar el servidor: se cambia allá.",
    "mail_password_again": "La contraseña guardada es de otro servidor o usuario: hay que "
    "escribirla de nuevo.",
    "mail.test.subject": "Prueba de correo de Kobra",
    "mail.test.text": "El correo de Kobra funciona: este mensaje salió de {server}.\n",
    "mail_tls.offered": "Cifrada si el servidor lo ofrece (STARTTLS)",
    "mail_tls.required": "Cifrada siempre (STARTTLS)",
    "mail_tls.whole": "Cifrada desde el comienzo (smtps)",
    "mail_tls.never": "Sin cifrar",
    "field.host": "Servidor",
    "field.port": "Puerto",
    "field.tls": "Conexión",
    "field.user": "Usuario",
    "field.sender": "Remitente",
}
