"""What phones that fill in forms are told, and what stands in their visit list."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    # answers to ODK Collect, for the agent
    "unknown_key": "Esta conexión ya no es válida: pida en su oficina una hoja de conexión nueva.",
    "form_not_found": "Este formulario ya no está disponible: actualice la lista de formularios.",
    "list_replaced": "La lista de visitas acaba de cambiar: actualice otra vez los formularios.",
    # publishing
    "form_version_used": (
        "La versión {form_version} de «{form_id}» ya se publicó con otro contenido: "
        "hay que ponerle otra versión."
    ),
    "form_without_version_used": (
        "«{form_id}» ya se publicó sin versión y con otro contenido: hay que ponerle una versión."
    ),
    "form_id_near": "El identificador «{form_id}» se confunde con «{other}», de otro cuestionario.",
    "form_id_used": "Otro cuestionario ya usa el identificador «{form_id}».",
    "form_id_differs": (
        "El formulario se llama «{form_id}» en los teléfonos y «{sent}» en el cuestionario: "
        "deben ser iguales."
    ),
    "form_version_differs": (
        "El formulario dice ser la versión «{form_version}» y se envió como «{sent}»: "
        "deben ser iguales."
    ),
    "already_published": (
        "«{form_id}» ya está publicado con este contenido: es la versión {number}."
    ),
    "form_not_compiled": "El formulario no se pudo convertir para los teléfonos.",
    "document_hash_differs": "El contenido del cuestionario no llegó completo.",
    "unknown_portfolio": "No hay una sola cartera con el nombre «{name}».",
    "publish_first": "Un cuestionario pasa a publicado solamente al publicar una versión.",
    # the visit list
    "visit_list.account": "{number}: {overdue_minor} vencido",
    "visit_list.account_days": "{number}: {overdue_minor} vencido, {days} días",
    "visit_list.window": "{start} a {end}",
    "visit_list.window_in_law": "{start} a {end} (permitido {opens} a {closes})",
    "visit_list.contact": "{day_on}: {what}",
    "take.collection": "Identificación de gestor y estado de cuenta de cada crédito",
    "take.address_validation": "Identificación de gestor y teléfono con batería para las fotos",
    "take.notice": "Identificación de gestor y el aviso impreso con su acuse",
}
