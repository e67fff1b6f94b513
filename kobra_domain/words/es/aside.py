"""What was set aside, and why: the name of each reason, and a sentence with what can be done.
Nobody is accused: a phone, a setting or a network is the usual cause.
"""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "aside_kind.positions": "Posiciones",
    "aside_kind.forms": "Formulario",
    "aside_kind.attachments": "Archivo",
    "phone_end.phone_lost": "Teléfono perdido",
    "phone_end.agent_left": "Baja de gestor",
    "held_how.fetched": "La lista se descargó",
    "held_how.offered": "La lista se ofreció",
    "held_how.answered": "Respondió desde ese teléfono",
    "visit_begun": "La visita ya empezó: se queda con su gestor hasta que termine o venza.",
    "not_this_week": "{field}: debe ser un momento de los últimos siete días, no futuro.",
    "aside.other": "Otro motivo",
    "aside.other.why": "El servidor lo apartó por un motivo que este programa aún no conoce: hay "
    "que actualizar el programa para leerla.",
    "aside.no_owner_yet": "Ninguna respuesta de este gestor espera un archivo con ese nombre, o "
    "lo esperan varias. Sigue aquí.",
    # positions that could not be taken
    "aside.positions.bad_coordinates": "Coordenadas imposibles",
    "aside.positions.bad_coordinates.why": "Llegaron sin una latitud o una longitud que exista. "
    "Suele ser la aplicación o un ajuste: conviene actualizar Traccar Client y comprobar en el "
    "teléfono el permiso de ubicación precisa.",
    "aside.positions.null_island": "Sin lugar (0, 0)",
    "aside.positions.null_island.why": "El teléfono envió 0, 0: todavía no tenía señal GPS. Basta "
    "con abrir la aplicación a cielo abierto; si sigue, revisar el permiso de ubicación.",
    "aside.positions.future": "Hora adelantada",
    "aside.positions.future.why": "La hora del teléfono va más de un día por delante de la del "
    "servidor. Remedio: en el teléfono, activar fecha, hora y zona automáticas.",
    "aside.positions.too_old": "Fecha muy antigua",
    "aside.positions.too_old.why": "Traen una fecha anterior a 2015: el reloj del teléfono o su "
    "receptor GPS perdió la fecha. Remedio: fecha y hora automáticas, y reiniciar el teléfono.",
    "aside.positions.unreadable": "No se pudieron leer",
    "aside.positions.unreadable.why": "Un dato del reporte no se entiende, o el reporte nombra "
    "otro equipo. Conviene inscribir de nuevo el teléfono; si se actualizó el servidor, tomarlas "
    "de nuevo.",
    "aside.positions.other_device": "De otro identificador",
    "aside.positions.other_device.why": "El reporte trae el identificador de otro teléfono: "
    "escanear otra vez el código del gestor.",
    "aside.positions.not_valid": "Sin posición confirmada",
    "aside.positions.not_valid.why": "El propio teléfono marcó la posición como no válida: no "
    "tenía señal GPS suficiente. No hay nada que corregir si es de vez en cuando.",
    # positions that were counted and not kept
    "aside.positions.off_shift": "Fuera del turno",
    "aside.positions.off_shift.why": "Llegaron fuera del turno y no se guardaron: solo se "
    "cuentan. Si el horario no es el real, corregirlo en Equipos y gestores.",
    "aside.positions.no_consent": "Sin consentimiento",
    "aside.positions.no_consent.why": "No hay consentimiento vigente de este gestor y por eso no "
    "se guardaron: solo se cuentan. Si lo firmó, registrarlo en Equipos y gestores; lo anterior "
    "no se recupera.",
    "aside.positions.phone_lost": "De un teléfono perdido",
    "aside.positions.phone_lost.why": "Llegaron de un teléfono que se dio por perdido y no se "
    "guardaron: solo se cuentan. Si apareció, inscribirlo de nuevo.",
    "aside.positions.agent_left": "De quien ya no trabaja",
    "aside.positions.agent_left.why": "Llegaron después de la baja y no se guardaron: solo se "
    "cuentan. Remedio: quitar Traccar Client de ese teléfono.",
    # forms
    "aside.forms.conflict": "Mismo identificador, otro contenido",
    "aside.forms.conflict.why": "Ya había otra respuesta con el mismo identificador y otro "
    "contenido. Las dos se conservan; si es otra visita, el cuestionario debe generar el "
    "identificador solo (instanceID). Después, tomarla de nuevo.",
    "aside.forms.unknown_form": "Cuestionario sin publicar",
    "aside.forms.unknown_form.why": "El servidor no conoce este cuestionario o esta versión. Al "
    "publicarlo con el mismo identificador y la misma versión se puede tomar de nuevo.",
    "aside.forms.no_instance_id": "Sin identificador",
    "aside.forms.no_instance_id.why": "La respuesta no trae su identificador (instanceID): se "
    "pierde al editar el cuestionario fuera de aquí. Remedio: publicar una versión que lo traiga "
    "y tomarla de nuevo.",
    "aside.forms.two_forms": "Dos respuestas en un envío",
    "aside.forms.two_forms.why": "El envío trajo dos respuestas y no se sabe de cuál son los "
    "archivos: las dos están aquí, cada una con todos. Se puede tomar cada una.",
    "aside.forms.no_form_id": "No dice de qué cuestionario es",
    "aside.forms.no_form_id.why": "Falta el identificador del cuestionario. Se puede guardar una "
    "copia y volver a llenarla.",
    "aside.forms.hostile_xml": "Contenido que no se admite",
    "aside.forms.hostile_xml.why": "Trae definiciones (DOCTYPE o entidades) que ningún teléfono "
    "escribe. Se conserva sin leer; conviene revisar desde qué programa se envió.",
    "aside.forms.unreadable_xml": "Dañado o incompleto",
    "aside.forms.unreadable_xml.why": "El archivo llegó dañado. Remedio: pedir que se envíe otra "
    "vez desde el teléfono; en Collect sigue entre las respuestas.",
    "aside.forms.xml_too_big": "Demasiado grande para leerlo",
    "aside.forms.xml_too_big.why": "Pesa más de lo que se puede leer. Se conserva completo; se "
    "puede guardar una copia.",
    "aside.forms.no_xml": "Llegó sin la respuesta",
    "aside.forms.no_xml.why": "El envío no trajo la respuesta, o era demasiado grande para "
    "recibirla. Remedio: enviarla otra vez desde el teléfono.",
    "aside.forms.lost": "Se perdieron sus datos en el servidor",
    "aside.forms.lost.why": "Los archivos no están en la carpeta del servidor, como después de "
    "recuperar una copia anterior. Al enviarla otra vez desde el teléfono se completa sola.",
    "aside.forms.not_read": "El servidor no pudo leerlo",
    "aside.forms.not_read.why": "Un error del servidor lo impidió; sus datos están completos. "
    "Después de actualizar el servidor, tomarlo de nuevo; si sigue, guardar una copia para quien "
    "da soporte.",
    "aside.forms.phone_lost": "De un teléfono perdido, terminado antes",
    "aside.forms.phone_lost.why": "Se terminó antes de dar el teléfono por perdido y llegó "
    "después. Espera a que alguien confirme que es del gestor y la tome.",
    "aside.forms.agent_left": "De quien ya no trabaja, terminado antes",
    "aside.forms.agent_left.why": "Se terminó antes de la baja y llegó después. Espera a que "
    "alguien la revise y la tome.",
    "aside.forms.after_phone_lost": "De un teléfono perdido, terminado después",
    "aside.forms.after_phone_lost.why": "Según el reloj del teléfono se terminó cuando ya se "
    "había dado por perdido. Se conserva, pero no se toma.",
    "aside.forms.after_agent_left": "De quien ya no trabaja, terminado después",
    "aside.forms.after_agent_left.why": "Según el reloj del teléfono se terminó después de la "
    "baja. Se conserva, pero no se toma.",
    # files
    "aside.attachments.no_form": "Llegó sin formulario",
    "aside.attachments.no_form.why": "Llegó solo, sin la respuesta a la que pertenece. Cuando "
    "esté la respuesta que espera un archivo con ese nombre, tomarlo de nuevo lo une a ella.",
    "aside.attachments.no_question": "Ninguna pregunta lo nombra",
    "aside.attachments.no_question.why": "Llegó con una respuesta en la que ninguna pregunta "
    "nombra este archivo. Se ve también en su visita; si le falta a otra respuesta, tomarlo de "
    "nuevo lo une.",
    "aside.attachments.file_too_big": "Demasiado grande, no se guardó",
    "aside.attachments.file_too_big.why": "Pesaba más de lo que el servidor recibe y no se "
    "guardó. Remedio: bajar el tamaño de las fotos en Collect y enviarlo otra vez.",
}
