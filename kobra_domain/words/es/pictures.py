"""What a picture of a place says, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "picture.door": "Domicilio · radio {radius_m}",
    "picture.arrival": "Llegada",
    "picture.arrival_within": "Llegada · ± {accuracy_m}",
    "picture.way": "A {distance_m}",
    "picture.no_arrival": "Llegada sin ubicación",
    "picture.no_door": "Domicilio sin ubicar",
    "picture.no_streets": "Sin mapa de calles de este lugar",
    "picture.sos": "Pide ayuda",
}
