"""What server and sync refuse, in neutral Spanish; the desktop says its own troubles itself."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # signing in
    "sign_in_failed": "El correo o la contraseña no son correctos.",
    "wrong_password": "El correo o la contraseña no son correctos.",
    "wrong_code": "El código no es correcto o ya no está vigente.",
    "not_signed_in": "Hay que iniciar sesión.",
    "session_over": "La sesión terminó: hay que iniciarla de nuevo.",
    "account_disabled": "Esta cuenta está desactivada: hay que hablar con quien administra.",
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
    "not_drawn": "La imagen no se puede mostrar en pequeño: está dañada o es demasiado grande.",
    "range_not_satisfiable": "La parte pedida del archivo no existe.",
    "busy": "El servidor está ocupado; se reintentará en unos momentos.",
    "no_room": "Al servidor le queda poco espacio y por ahora no recibe de los teléfonos. Nada se "
    "pierde: queda en el teléfono y se puede enviar más tarde. Hay que avisar a quien administra.",
    "over_budget": "Este teléfono ya envió hoy todo lo que el servidor le admite en un día "
    "({megabytes} MB). Lo enviado está guardado; lo demás queda en el teléfono y se puede enviar "
    "mañana. Hay que avisar a quien administra.",
    "server_full": "El servidor se quedó sin espacio y no pudo guardar esto. Lo que ya estaba "
    "sigue ahí. Hay que avisar a quien administra.",
    "unavailable": "El servidor no está disponible por ahora.",
    "server_error": "El servidor tuvo una falla; quedó anotada en su registro.",
    # operations
    "conflict": "Otra persona cambió el mismo dato.",
    "rejected": "El servidor no aceptó el cambio.",
    "parked": "El cambio espera a que se resuelva otro anterior.",
    "resync_required": "Los datos locales se van a descargar de nuevo.",
    "wrong_old_password": "La contraseña actual no es correcta.",
    "unknown_reference": "{field}: lo que se indica no existe o está fuera del alcance.",
    "changed_meanwhile": "Alguien más lo cambió entretanto: revísalo de nuevo.",
    "cannot_undo": "Esto ya no se puede deshacer.",
    "agent_absent": "El gestor está marcado como ausente.",
    "op_id_used": "El cambio ya se había enviado con otros datos.",
    "portfolio_fixed": "{field}: la cartera no se puede cambiar una vez creada.",
    "last_admin": "Debe quedar al menos un administrador en uso.",
    "window_on_another_day": "La franja no cae en el día planeado.",
    "too_far_away": "{field}: la fecha está demasiado lejos.",
    "not_at_address": "La visita no se puede cerrar así: {verdict}, a {distance_m} del domicilio.",
    "reason_needed": "{field}: hay que indicar el motivo.",
    "malformed_operation": "El cambio no se entiende.",
    "unknown_command": "El servidor no conoce este cambio.",
    "outside_scope": "Está fuera del alcance del usuario.",
    # connection and files
    "bad_profile": "El nombre del perfil no es válido.",
    "no_profile_folder": (
        "No se puede escribir en la carpeta del perfil: {folder}. Revisa sus permisos y el espacio "
        "del disco, o indica otra con KOBRA_DESKTOP_HOME."
    ),
    "is_root": (
        "Kobra no se abre como administrador del sistema (root): ahí su mapa queda sin "
        "protección. Ábrelo con tu propia cuenta."
    ),
    "not_answering": (
        "Kobra ya está abierto con este perfil y no responde (proceso {process}). Espera un "
        "momento y ábrelo otra vez; si sigue igual, termina ese proceso o reinicia el equipo. Lo "
        "guardado sigue ahí."
    ),
    "keychain_failed": "El almacén de llaves de este equipo no respondió.",
    "passphrase_needed": "Los secretos de este perfil piden su frase de acceso.",
    "wrong_passphrase": "La frase de acceso no es correcta.",
    "unexpected_answer": "El servidor respondió algo inesperado.",
    "client_too_old": (
        "El servidor es más nuevo que este programa y ya no lo entiende: hay que actualizarlo."
    ),
    "basemap_unreadable": "El archivo no es un mapa que se pueda mostrar.",
    "basemap_version": "El mapa es de una versión que no se puede mostrar.",
    "manifest_not_ours": "Lo que se recibió no es el aviso de una versión nueva.",
    "no_screen": (
        "No hay una pantalla donde mostrar la ventana. Inicia sesión en un escritorio, o indica "
        "uno con DISPLAY o WAYLAND_DISPLAY."
    ),
    "library_missing": (
        "Falta una biblioteca del sistema ({why}). Instálala y vuelve a intentarlo; "
        "docs/desktop.md las nombra."
    ),
    "not_an_invitation": (
        "El enlace no es una invitación de Kobra, o llegó incompleto. Pide otro a quien te invitó."
    ),
    "not_to_open": (
        "Kobra abre invitaciones y archivos de cuestionarios (.xlsform, .xlsx, .xls, .zip) de este "
        "equipo; esto no es ninguno de los dos, o ya no está ahí."
    ),
    "unsafe_invitation": (
        "La invitación es de un servidor sin conexión segura (https): no se usa. Avisa a quien te "
        "invitó."
    ),
    "stopped": "Se detuvo porque así se pidió.",
}
