"""Dossiers of a visit or a person, and what is found when one is checked, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "dossier.of_visit": "Expediente de una visita a {name}",
    "dossier.of_party": "Expediente de {name}",
    "dossier.made": "Cartera {portfolio}. Hecho por {name}, {moment}.",
    "dossier.holds": (
        "La carpeta «formularios» tiene cada formulario y cada foto tal como los envió el "
        "teléfono. Los archivos .json dicen a quién pertenecen, qué contactos hubo, qué rechazó la "
        "ley, quién cambió algo y quién miró. Los rechazos y las ediciones se guardan un tiempo "
        "limitado."
    ),
    "dossier.rule": (
        "En «contactos», la regla se vuelve a preguntar para el momento del contacto con las "
        "autorizaciones tal como están registradas hoy."
    ),
    "dossier.check": (
        "SHA256.txt tiene la suma de cada archivo. «kobra-field-api dossier verify ARCHIVO.zip» "
        "comprueba que no cambió ni un byte."
    ),
    "dossier.missing": "Ya no están en el servidor:",
    "dossier.whole": "El expediente está tal como se hizo.",
    "dossier.not_a_dossier": "El archivo no es un expediente de Kobra, o está incompleto.",
    "dossier.seal_broken": "El expediente cambió después de hecho.",
    "dossier.file_changed": "Cambió: {name}",
    "dossier.file_missing": "Falta: {name}",
    "dossier.file_added": "No estaba: {name}",
}
