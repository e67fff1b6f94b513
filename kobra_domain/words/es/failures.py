"""What goes wrong between desktop, server and disk, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # signing in
    "sign_in_failed": "El correo o la contraseña no son correctos.",
    "wrong_password": "El correo o la contraseña no son correctos.",
    "wrong_code": "El código no es correcto o ya no está vigente.",
    "not_signed_in": "Hay que iniciar sesión.",
    "sign_in_needed": "Hay que iniciar sesión.",
    "session_over": "La sesión terminó: hay que iniciarla de nuevo.",
    "token_expired": "La sesión terminó: hay que iniciarla de nuevo.",
    "rate_limited": "Demasiados intentos: hay que esperar {retry_after_s}.",
    "too_many_attempts": "Demasiados intentos: hay que esperar unos minutos.",
    "not_permitted": "El usuario no tiene permiso para esto.",
    # requests
    "invalid": "Los datos enviados no son válidos.",
    "not_valid": "{field}: el servidor no aceptó este dato.",
    "not_valid.bare": "El servidor no aceptó los datos.",
    "malformed": "La solicitud no se entiende.",
    "method_not_allowed": "Esta dirección no admite esa operación.",
    "already_taken": "{field}: ya está en uso.",
    "already_taken.bare": "Ya está en uso.",
    "too_big": "Es demasiado grande para enviarse de una vez.",
    "not_tiles": "El archivo no es un mapa que se pueda usar.",
    "range_not_satisfiable": "La parte pedida del archivo no existe.",
    "busy": "El servidor está ocupado; se reintentará en unos momentos.",
    "server_busy": "El servidor está ocupado; se reintentará en unos momentos.",
    "unavailable": "El servidor no está disponible por ahora.",
    "server_error": "El servidor tuvo una falla; quedó anotada en su registro.",
    "server_fault": "El servidor tuvo una falla; quedó anotada en su registro.",
    "failed": "No se pudo completar.",
    # operations
    "conflict": "Otra persona cambió el mismo dato.",
    "rejected": "El servidor no aceptó el cambio.",
    "op_id_reused": "El cambio ya se había enviado con otros datos.",
    "parked": "El cambio espera a que se resuelva otro anterior.",
    "resync_required": "Los datos locales se van a descargar de nuevo.",
    # connection
    "offline": "Sin conexión: se trabaja con lo guardado.",
    "server_stalled": "El servidor no responde.",
    "answer_cut": "La respuesta del servidor llegó incompleta.",
    "server_not_trusted": "El certificado del servidor no es de confianza.",
    "not_our_server": "Esa dirección no responde como un servidor de Kobra.",
    "plain_http": "Sin cifrado solo se admite un servidor en este mismo equipo: falta https.",
    "newer_server": "El servidor es más nuevo: hay que actualizar Kobra Desktop.",
    "server_newer": "El servidor es más nuevo: hay que actualizar Kobra Desktop.",
    # this machine
    "corrupt_replica": "Los datos locales están dañados o su llave cambió.",
    "disk_full": "No hay espacio en el disco; no se guardó nada a medias.",
    "replica_read_only": "La carpeta del perfil no permite escribir.",
    "newer_replica": "Los datos locales son de una versión más nueva de Kobra Desktop.",
    "replica_locked": "Otro programa está usando los datos locales.",
    "basemap_unreadable": "El archivo no es un mapa que se pueda mostrar.",
    "basemap_version": "El mapa es de una versión que no se puede mostrar.",
}
