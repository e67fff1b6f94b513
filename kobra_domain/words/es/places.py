"""How an address was placed and what a map or a list of doors lacks, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "book_kind.streets": "Calles",
    "book_kind.doors": "Lista de puertas",
    "place_method.given": "Coordenadas del archivo",
    "place_method.same_door": "Misma puerta ya verificada",
    "place_method.reference": "Lista de puertas",
    "place_method.corner_metres": "Esquina + metros",
    "place_method.corner": "Esquina",
    "place_method.between_numbers": "Entre números vecinos",
    "place_method.between_streets": "Entre calles",
    "place_method.service": "Servicio de direcciones",
    "place_method.street": "Mitad de la calle",
    "place_method.neighbourhood": "Centro del barrio o la colonia",
    "place_method.field": "Visto por un gestor",
    "place_method.by_hand": "Puesto a mano",
    "place.arrivals": Plural("{count} llegada", "{count} llegadas"),
    "place.within": "± {radius_m}",
    "place.measured": Plural(
        "{municipality}, {method}: la mitad a menos de {p50_m} ({count} llegada)",
        "{municipality}, {method}: la mitad a menos de {p50_m} ({count} llegadas)",
    ),
    "same_door_twice": "Las dos puertas se escriben igual.",
    "books_busy": "El servidor está leyendo {filename}: espera a que termine o detenlo.",
    "books_stopped": "{filename}: se detuvo la lectura; queda lo que había.",
    "no_streets_in_file": "{filename}: sin calles con nombre (propiedad «name» de cada línea).",
    "no_doors_in_file": "{filename}: no tiene ninguna puerta con calle, número y coordenadas.",
    "not_geojson": "{filename}: no es un GeoJSON que se pueda leer ({reason}).",
    "not_street_tiles": "{filename}: no es un mapa PMTiles de calles que se pueda leer.",
    "tiles_packed_otherwise": (
        "{filename}: sus teselas están comprimidas de otra forma; se leen gzip o sin comprimir."
    ),
    "not_a_door_list": "{filename}: no es una lista de puertas en CSV que se pueda leer.",
    "door_columns_missing": "{filename}: faltan las columnas {columns}.",
    "file_too_big": "{filename}: es demasiado grande, máximo {limit_mb} MB.",
    "not_bounds": "Se esperaban cuatro grados, oeste,sur,este,norte: {text}",
}
