"""What a phone is told of what it sent, and what a supervisor of what was wrong with it; neutral
Spanish.
"""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # to the phone
    "phone.taken": "Respuesta recibida.",
    "phone.held": "Respuesta recibida. Esta conexión ya terminó: la oficina la revisará.",
    "phone.held_after": "Respuesta recibida, pero se terminó cuando esta conexión ya no valía. "
    "Quedó guardada; hay que avisar en la oficina.",
    "phone.part_taken": "Parte recibida: faltan archivos por enviar.",
    "phone.unknown_form": "El servidor no conoce este cuestionario o esta versión. La respuesta "
    "quedó guardada; hay que avisar a quien administra.",
    "phone.two_forms": "El envío trae dos respuestas distintas y no se sabe de cuál son los "
    "archivos. Todo quedó guardado aparte; hay que avisar a quien administra.",
    "phone.no_form_id": "La respuesta no dice de qué cuestionario es. Quedó guardada; hay que "
    "avisar a quien administra.",
    "phone.hostile_xml": "La respuesta trae contenido que no se admite (DOCTYPE o entidades). "
    "Quedó guardada, pero no se puede leer.",
    "phone.unreadable_xml": "La respuesta no se puede leer: está dañada o incompleta. Quedó "
    "guardada; hay que avisar a quien administra.",
    "phone.xml_too_big": "La respuesta es demasiado grande para leerla. Quedó guardado lo que se "
    "recibió; hay que avisar a quien administra.",
    "phone.no_xml": "El envío no trae la respuesta, solo archivos. Quedaron guardados; hay que "
    "enviarla de nuevo.",
    "phone.conflict": "Ya hay otra respuesta con el mismo identificador y distinto contenido. "
    "Esta quedó guardada aparte; hay que avisar a quien administra.",
    "phone.broken": "El envío llegó cortado. Lo que llegó quedó guardado; hay que enviarlo de "
    "nuevo.",
    "phone.no_form": "El envío no trae ninguna respuesta y no se guardó nada.",
    "phone.nothing_whole": "El envío llegó cortado y no se pudo guardar nada; hay que enviarlo de "
    "nuevo.",
    "phone.post_too_big": "El envío es demasiado grande. Se guardó lo que llegó entero; hay que "
    "avisar a quien administra.",
    "phone.not_stored": "El servidor no pudo guardar la respuesta. Hay que enviarla de nuevo más "
    "tarde.",
    "phone.file_too_big": "El archivo {name} es demasiado grande ({size} MB). La respuesta y los "
    "demás archivos quedaron guardados.",
    "phone.too_many_files": "Son demasiados archivos en un solo envío. Los primeros quedaron "
    "guardados.",
    # to the supervisor
    "submission_problem.unknown_visit": "La visita que indica no existe.",
    "submission_problem.not_own_visit": "La visita que indica no es de este gestor.",
    "submission_problem.visit_refused": "No se pudo aplicar a la visita.",
    "submission_problem.visit_over": "La visita ya había terminado.",
    "submission_problem.visited_after_paid": "Visitado después de pagar.",
    "submission_problem.contact_rule": "Las reglas de contacto no permitían la visita a esa hora.",
    "submission_problem.clock_ahead": "El teléfono tenía el reloj adelantado: cuenta la hora en "
    "que llegó.",
    "submission_problem.clock_behind": "El teléfono tenía el reloj muy atrasado: cuenta la hora en "
    "que llegó.",
    "submission_problem.several_visits": "Indica más de una visita: cuenta la primera.",
    "submission_problem.several_answers": "El resultado, una fecha o el crédito vienen contestados "
    "más de una vez: cuenta lo primero.",
    "submission_problem.outcome_and_reason": "Dice que se habló con el titular y por qué no se "
    "hizo la visita: hay que aclararlo.",
    "submission_problem.several_amounts": "Trae más de un monto de promesa o de pago: se tomó el "
    "primero.",
    "submission_problem.other_visit_corrected": "Corrige una respuesta de otra visita: aquella "
    "quedó terminada y hay que revisarla.",
    "submission_problem.not_at_address": "La visita no quedó completada: no se confirmó en el "
    "domicilio.",
    "submission_problem.reason_needed": "La visita no quedó completada: falta el motivo de "
    "hacerla fuera del domicilio.",
    "submission_problem.photo_needed": "La visita no quedó completada: falta la foto de hacerla "
    "fuera del domicilio.",
    "submission_problem.photo_and_pin_needed": "Domicilio mal ubicado, pero falta la foto o la "
    "ubicación propuesta.",
    "submission_problem.no_outcome": "La respuesta no dice el resultado de la visita.",
    "submission_problem.unknown_outcome": "El resultado indicado no es uno de los conocidos.",
    "submission_problem.unknown_reason": "El motivo de no realizarla no es uno de los conocidos.",
    "submission_problem.unreadable_amount": "Un monto no se puede leer como cantidad.",
    "submission_problem.unreadable_date": "Una fecha no se puede leer.",
    "submission_problem.unreadable_consent": "Un consentimiento no es ni sí ni no.",
    "submission_problem.consent_unsigned": (
        "Un consentimiento no trae la firma de la persona y no cuenta."
    ),
    "submission_problem.unreadable_place": "Una ubicación no se puede leer.",
    "submission_problem.half_a_promise": "La promesa no trae monto y fecha.",
    "submission_problem.other_account": "El crédito que indica no es de esta visita: el monto "
    "quedó en el primero.",
    "submission_problem.decided_promise": "Corrige una promesa que ya se había calificado: "
    "la promesa quedó como estaba.",
    "submission_problem.unknown_original": "Corrige una respuesta que no es de este gestor o no "
    "ha llegado.",
    "submission_problem.encrypted": "La respuesta está cifrada y no se puede leer.",
    "submission_problem.answer_too_long": "Una contestación es demasiado larga: aquí está "
    "recortada, lo enviado se conserva entero.",
    "submission_problem.too_many_answers": "Son más contestaciones de las que se muestran; lo "
    "enviado se conserva entero.",
    "submission_problem.no_instance_id": "El cuestionario no le dio identificador (instanceID): "
    "quedó con uno propio.",
    "submission_problem.instance_id_taken": "El cuestionario le dio un identificador (instanceID) "
    "que otra respuesta ya tenía: quedó con uno propio.",
    "attachment_problem.empty_file": "El archivo está vacío.",
    "attachment_problem.unknown_type": "El contenido no es de un tipo que se admita.",
    "attachment_problem.too_many_pixels": "La imagen tiene demasiados píxeles para abrirla.",
    "attachment_problem.damaged_image": "La imagen está dañada.",
    "attachment_problem.file_too_big": "El archivo era demasiado grande y no se guardó.",
    "attachment_problem.same_name": "Llegaron archivos distintos con este mismo nombre: no se sabe "
    "cuál es de cada pregunta.",
    "attachment_problem.joined_by_guess": "Llegó con otro nombre y se unió por ser el único "
    "archivo que faltaba.",
    # deciding what the field proposes
    "already_decided": "Esta propuesta ya estaba decidida.",
    "not_decided": "Hay que aceptar o descartar la propuesta.",
    "nothing_to_accept": "La propuesta no trae un dato que se pueda aceptar; se puede descartar.",
}
