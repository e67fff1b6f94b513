"""Letters, who follows what, and what holders receive, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "follow_mode.each": "Cada resultado",
    "follow_mode.alerts": "Solo alertas",
    "follow_mode.digest": "Un resumen al día",
    "holder_mail.receipt": "Acuse de pago",
    "holder_mail.confirmation": "Confirmación de promesa",
    "client_is_no_user": "Un usuario de Kobra no es de la entidad: se elige uno u otro.",
    "client_of_others": "Las carteras son de varias entidades: cada quien sigue las suyas.",
    # why something for a holder does not leave
    "unsent.no_email": "El titular no tiene correo.",
    "unsent.bad_email": "El correo del titular no es una dirección que se pueda usar.",
    "unsent.not_authorised": (
        "El titular no ha autorizado el correo como medio de contacto (Ley 2300, art. 2, en "
        "Colombia; consentimiento por medio)."
    ),
    "unsent.not_asked": (
        "En Colombia la confirmación sale solo si el titular la pidió en la puerta, y ninguna "
        "respuesta lo dice (Ley 2300, art. 8)."
    ),
    "unsent.declined": "La persona dijo en la puerta que no la quiere.",
    "unsent.deceased": "Se tiene noticia de su fallecimiento: no se le escribe.",
    "unsent.data_restricted": "Los datos de esta persona están restringidos: solo se conservan.",
    "unsent.do_not_contact": "Contacto suspendido: solo puede salir lo que la persona pidió.",
    "unsent.minor": "El documento es de un menor de edad: no se le escribe.",
    "unsent.not_a_party": "Una referencia no se contacta.",
    "unsent.no_how_to_pay": "Falta decir en la cartera cómo pagar y con quién comunicarse.",
    "unsent.party_gone": "La persona ya no está en Kobra.",
    "unsent.due_gone": "La promesa o el pago ya no está en Kobra.",
    "unsent.due_changed": "La promesa cambió después: se confirma la nueva.",
    "unsent.follow_over": "Quien lo seguía dejó de recibirlo.",
    "unsent.out_of_scope": "Quien lo seguía ya no lo ve.",
    "unsent.nothing_left": "Ya no queda nada que contar.",
    # a result
    "letter.not_completed": "No realizada: {reason}",
    "letter.corrected": "Corrige lo que se informó antes de esta visita.",
    "letter.agent": "Gestor",
    "letter.needs_help": "Pide ayuda",
    "letter.phone": "Teléfono",
    "letter.at": "Hora local",
    "letter.at_plain": "Hora",
    "letter.portfolio": "Cartera",
    "letter.holder": "Titular",
    "letter.address": "Domicilio",
    "letter.accounts": "Créditos",
    "letter.account": "Crédito",
    "letter.promised": "Promesa",
    "letter.paid": "Pago reportado",
    "letter.amount_on": "{amount_minor} para el {due_on}",
    "letter.amount_paid": "{amount_minor} el {paid_on}",
    "letter.due_on": "Fecha",
    "letter.place": "Posición",
    "letter.map_alt": "Mapa de la llegada y el domicilio",
    "letter.photo_alt": "Foto de la visita",
    "letter.see_visit": "Ver la visita en Kobra",
    "letter.see_alerts": "Ver las alertas en Kobra",
    "letter.see_today": "Ver el día en Kobra",
    "letter.see_result": "Ver el resultado",
    "letter.link_expires": (
        "El enlace es personal y vence el {expires_at}. Al abrirlo se pide un código, que llega a "
        "este mismo correo."
    ),
    "letter.promise_made": "Promesa de pago",
    "letter.promise_broken": "Promesa incumplida",
    "letter.payment_reported": "Pago reportado",
    "letter.zone_entered": "Volvió a su zona",
    "letter.broken_said": "Se cumplió el plazo y el banco no reporta el pago.",
    "letter.reported_said": "Lo informó quien pagó. Será recuperado cuando lo diga el banco.",
    "letter.made_said": "Se registró una promesa.",
    "letter.follows": "Recibe este correo porque sigue {what} en Kobra.",
    "letter.follows_all": "lo que ve",
    "letter.stop": "Dejar de recibirlo",
    # a digest
    "letter.digest_title": Plural("Resumen: {count} novedad", "Resumen: {count} novedades"),
    "letter.digest_hour": (
        "En esta hora hubo más de {cap} correos, el tope elegido. Lo demás va aquí junto."
    ),
    "letter.digest_more": Plural("Y {count} más, en Kobra.", "Y {count} más, en Kobra."),
    # a holder
    "letter.receipt_subject": "Acuse de su pago reportado",
    "letter.receipt_title": "Acuse de su pago",
    "letter.receipt_hello": "Hola, {name}:",
    "letter.receipt_said": (
        "Queda constancia de que el {reported_at} usted nos informó de este pago. Es un acuse de "
        "lo informado; se confirma cuando el banco lo registre."
    ),
    "letter.receipt_amount": "Importe",
    "letter.receipt_paid_on": "Fecha del pago",
    "letter.receipt_method": "Medio",
    "letter.receipt_reference": "Referencia",
    "letter.receipt_wrong": "Si algo no es correcto, comuníquese con {contact}.",
    "letter.confirmation_subject": "Confirmación de su promesa de pago",
    "letter.confirmation_title": "Confirmación de su promesa de pago",
    "letter.confirmation_said": "Usted nos dijo el {made_at} lo siguiente:",
    "letter.confirmation_due_on": "Fecha",
    "letter.how_to_pay": "Cómo pagar",
    "letter.contact": "Con quién comunicarse",
    "letter.asked_for": "Le escribimos porque usted lo pidió durante la visita.",
    "letter.authorised": "Le escribimos porque usted autorizó el correo como medio de contacto.",
    "letter.creditor": "Entidad",
    # pages
    "letter.stop_ask": "¿Dejar de recibir estos correos?",
    "letter.stop_said": "{email} dejará de recibir los resultados de {what}.",
    "letter.stop_done": "Listo: {email} ya no recibe los resultados de {what}.",
    "letter.stop_again": "Para recibirlos de nuevo, se activan en Kobra.",
    "letter.page_over_title": "Este enlace ya no abre",
    "letter.page_over_said": (
        "Los enlaces vencen a los siete días. El resultado se puede pedir a quien lleva la cartera."
    ),
    "letter.code_title": "Un código abre el resultado",
    "letter.code_said": "Enviamos un código de seis cifras a {email}. Vale diez minutos.",
    "letter.code_ask": "Para abrirlo enviaremos un código de seis cifras a {email}.",
    "letter.code_send": "Enviar el código",
    "letter.code_again": "Enviar otro código",
    "letter.code_field": "Código",
    "letter.code_open": "Abrir",
    "letter.code_wrong": "Ese código no es, o ya venció.",
    "letter.code_too_many": "Demasiados intentos. Hay que esperar un cuarto de hora.",
    "letter.code_unsent": "El correo no pudo salir. Inténtelo de nuevo en unos minutos.",
    "letter.code_subject": "Código para ver el resultado",
    "letter.code_text": (
        "El código es {code}. Vale diez minutos y abre solo el enlace que lo pidió."
    ),
    "letter.code_ignore": "Si no lo pidió, puede ignorar este mensaje.",
    "letter.closed_title": "Este enlace se cerró",
    "letter.closed_why": "Se escribieron demasiados códigos equivocados.",
    "letter.closed_said": "Pida a quien le envía los resultados que le mande este correo otra vez: "
    "así se abre de nuevo.",
    "letter.go_title": "Se abre en Kobra",
    "letter.go_said": (
        "Kobra Desktop pide la sesión de siempre. Con Kobra abierto: Ctrl+K, pegar esta dirección, "
        "Enter."
    ),
    "letter.go_unknown": "Esta dirección no lleva a nada de Kobra.",
    "letter.summary_title": "Resumen del día",
    "letter.summary_said": "{name} comparte el resumen del trabajo en campo. Alcance: {scope}.",
    "letter.summary_attached": "El detalle va en el PDF adjunto.",
    "letter.summary_foot": (
        "Enviado desde Kobra a petición de {name} ({email}). Para dejar de recibirlo, responda a "
        "este correo."
    ),
    "letter.summary_file": "Resumen {day}",
    # a call for help that nobody attends
    "letter.sos.subject": "SOS: un gestor pide ayuda",
    "letter.sos.title": "{name} pide ayuda",
    "letter.sos.somebody": "Un gestor",
    "letter.sos.nobody": "Sin atender desde hace {waited_s}",
    "letter.sos.please": (
        "Llame al gestor y, si puede, envíe a quien esté más cerca. Después atienda la alerta en "
        "Kobra: hasta entonces se avisa a la siguiente persona de la lista."
    ),
    "letter.sos.where": "Lugar",
    "letter.sos.close_to": "Cerca de {place}",
    "letter.sos.no_place": "No se conoce",
    "letter.sos.no_phone": "No hay un número guardado",
    "letter.sos.map_alt": "Mapa del lugar desde donde pide ayuda y de quien está cerca",
    "letter.sos.near": "Quién está más cerca (tiempos estimados):",
    "letter.sos.nobody_near": "No hay colegas de su equipo con una posición reciente.",
    "letter.sos.minutes": (
        "A {distance_m}: unos {driving_min} min en moto o auto, {walking_min} min a pie"
    ),
    "letter.sos.before": "Qué se ha hecho:",
    "letter.sos.told": "Se avisó a {who}",
    "letter.sos.seen": "{who} lo vio",
    "letter.sos.called": "{who} llamó al gestor",
    "letter.sos.why": (
        "Usted recibe este mensaje porque está en la lista de avisos de SOS del equipo {team}."
    ),
    "letter.sos.why_no_team": "Usted recibe este mensaje porque atiende las alertas de Kobra.",
    "unsent.attended": "Ya se atendió.",
    "payment_method.deposito": "Depósito",
    "payment_method.transferencia": "Transferencia",
    "payment_method.corresponsal": "Corresponsal o tienda",
    "payment_method.linea": "Pago en línea",
}
