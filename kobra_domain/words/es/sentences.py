"""What the rules say, in neutral Spanish: verdicts, limits, moves of a life, the law."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # the geo verdict, with its numbers
    "judgement.at_address": (
        "A {distance_m} del domicilio (± {accuracy_m}), límite {radius_m}, "
        "posición tomada {fix_age_s}. Sin indicios de simulación."
    ),
    "judgement.near": (
        "A {distance_m} del domicilio (± {accuracy_m}), límite {radius_m}, "
        "posición tomada {fix_age_s}: cerca, sin certeza. Sin indicios de simulación."
    ),
    "judgement.away": (
        "A {distance_m} del domicilio (± {accuracy_m}), límite {radius_m}, "
        "posición tomada {fix_age_s}: fuera del domicilio. Sin indicios de simulación."
    ),
    "judgement.no_fix": "La llegada no trae ubicación (límite {radius_m}).",
    "judgement.no_pin": "El domicilio no tiene ubicación en el mapa.",
    "judgement.vague_pin": "El domicilio está ubicado solo por zona: falta marcar la puerta.",
    "judgement.mocked": (
        "Ubicación no confiable: posible simulación. Indica un punto a {distance_m} del domicilio."
    ),
    "judgement.zero_accuracy": (
        "No se sabe con qué exactitud se midió (precisión 0, como en lo que se marca a mano). "
        "Indica un punto a {distance_m} del domicilio."
    ),
    "judgement.no_accuracy": (
        "Ubicación no confiable: precisión desconocida. Indica un punto a {distance_m} del "
        "domicilio."
    ),
    "judgement.poor_accuracy": (
        "Ubicación no confiable: precisión de ± {accuracy_m}, insuficiente. Indica un punto a "
        "{distance_m} del domicilio."
    ),
    "judgement.stale": (
        "Ubicación no confiable: posición tomada {fix_age_s}, demasiado antigua. Indica un punto a "
        "{distance_m} del domicilio."
    ),
    "judgement.clock": (
        "Ubicación no confiable: el reloj del teléfono está adelantado. Indica un punto a "
        "{distance_m} del domicilio."
    ),
    # limits of fields
    "missing": "{field}: falta este dato.",
    "too_long": "{field}: demasiado largo, máximo {limit} caracteres.",
    "too_many": "{field}: demasiados elementos, máximo {limit}.",
    "too_small": "{field}: el mínimo es {limit}.",
    "too_large": "{field}: el máximo es {limit}.",
    "too_large.bare": "Es demasiado grande para enviarse de una vez.",
    "wrong_type": "{field}: el tipo de dato no es el esperado.",
    "unreadable_text": "{field}: contiene caracteres que no se pueden guardar.",
    "not_whole": "{field}: solo números enteros.",
    "not_in_list": "{field}: hay que elegir uno de la lista.",
    "not_hours": "{field}: las horas se escriben así: 7-12, 14-18.",
    "no_hours": "{field}: sin horas, el gestor estaría siempre en turno. Hay que escribirlas o "
    "marcar que así debe ser.",
    "no_scope": "Hay que elegir al menos un equipo o una cartera: sin ellos no se ve nada.",
    "not_a_place": "{field}: no es un lugar; son dos números, «4.65, -74.06».",
    "not_a_number": "{field}: no es un número.",
    "not_a_date": "No es una fecha.",
    "wrong_order": "El primer día está después del último.",
    "not_a_link": "No es un enlace de Kobra.",
    "not_utc": "{field}: la hora debe venir en UTC.",
    "not_an_id": "{field}: no es un identificador.",
    "not_an_email": "{field}: no es un correo.",
    "not_a_phone": "{field}: no es un teléfono.",
    "not_a_shift": "{field}: no se entiende. Escríbalo así: «L-V 08:00-17:00».",
    "not_a_country": "{field}: no es un código de país.",
    "not_a_currency": "{field}: no es un código de moneda.",
    "not_a_language": "{field}: no es un idioma disponible.",
    "not_a_time_zone": "{field}: no es una zona horaria.",
    "unknown_field": "{field}: este campo no existe.",
    "already_there": "Ya existe.",
    "not_found": "No existe o está fuera del alcance.",
    "ends_before_start": "{field}: el fin debe ser posterior al inicio.",
    "half_a_window": "La franja necesita inicio y fin.",
    "account_ended": "El crédito está «{state}»: no se visita por él.",
    "draft_with_agent": "Un borrador no lleva gestor: hay que asignar la visita.",
    "reference_without_reason": "Una referencia se guarda solo con un motivo.",
    "password_too_short": "La contraseña es demasiado corta: mínimo {limit}.",
    # lives and permissions
    "unlawful_move": "No se puede pasar de «{before}» a «{after}».",
    "too_late_to_reassign": "La visita está «{before}»: ya no se puede reasignar.",
    "too_late_to_edit": "La visita está «{before}»: ya no se puede cambiar.",
    "field_not_writable": "{field}: este cambio no se puede hacer así.",
    "never_muted": "Una alerta «{kind}» no se puede silenciar.",
    "not_allowed": "El usuario no tiene permiso para esto.",
    # the law of visits
    "visit_outside_hours": "No se puede antes del {next_allowed_at}. {source}.",
    "visit_on_holiday": "Es día festivo: no se puede antes del {next_allowed_at}. {source}.",
    "visit_too_soon": (
        "Ya hubo un contacto ({channel}, {contact_at}): no se puede antes del {next_allowed_at}. "
        "{source}."
    ),
    "visit_month_full": (
        "Este mes la persona ya recibió {visits} visitas: no se puede antes del {next_allowed_at}. "
        "{source}."
    ),
    "visit_door_full": (
        "Ese día ya se fue {visits} veces a este domicilio: no se puede antes del "
        "{next_allowed_at}. {source}."
    ),
    "visit_to_found_address": (
        "El titular no dio este domicilio al acreedor: no se visita hasta que lo confirme. "
        "{source}."
    ),
    "visit_without_lawful_hours": ("No hay horario permitido en los próximos dos meses. {source}."),
    "visit_window_too_long": "La franja no cabe en el horario permitido de ningún día. {source}.",
    "visit_banned": "No se permiten visitas por este producto ({product}). {source}.",
    "visit_not_authorised": "Falta la autorización de visita del crédito {account}. {source}.",
    "visit_authorisation_over": (
        "La autorización de visita del crédito {account} no está vigente ese día. {source}."
    ),
    "visit_authorised_elsewhere": (
        "La autorización de visita del crédito {account} no cubre esta clase de domicilio. "
        "{source}."
    ),
    "visit_to_third_party": (
        "Solo se visita a titulares, obligados solidarios y avales; a referencias y terceros no. "
        "{source}."
    ),
    "made_known.dispute": "Desconoce la deuda: lo dijo en una visita.",
    "deceased": "Se tiene noticia de su fallecimiento: no se visita ni se contacta.",
    "edit_undone": "Deshecho: {reason}",
    "do_not_contact": "Contacto suspendido: {reason}.",
    # a person's data
    "data_restricted": "Los datos de esta persona están restringidos: solo se conservan.",
    "do_not_contact_elsewhere": (
        "Contacto suspendido en otra cartera de la misma entidad: es la misma persona."
    ),
    "data_restricted_elsewhere": (
        "Los datos de esta persona están restringidos en otra cartera de la misma entidad."
    ),
    "kept_for_court": "Hay una retención por litigio ({ordered_by}, caso {case_number}).",
    "kept_account_open": "El crédito {account} sigue abierto.",
    "kept_contacts": "Los registros de contacto se conservan hasta el {until_at}.",
    "note.alike": "Igual en {alike} lugares más.",
    "note.alike_rows": "Filas: {alike_rows}",
    "note.strictest_rules": (
        "No conocemos las reglas de {unknown_country}: se aplican las más estrictas."
    ),
    "note.unverified": "Regla sin confirmar.",
    "lawful_window.title": "Ventana legal",
    "lawful_window.open": "{country} hasta {until} (faltan {left_s})",
    "lawful_window.closed": "{country} desde {opens_at}",
    "lawful_window.none": "{country} sin horario permitido",
    "legal_notice": "Estas reglas no son asesoría legal.",
    # days
    "gap": "Tramo sin datos de {gap_s}",
    "gap.caused": "Tramo sin datos de {gap_s} ({cause})",
    "stop": "Parada de {stop_s}",
    "unknown_code": "Mensaje sin texto ({code}).",
    "not_a_pdf": "El documento no es un PDF.",
}
