"""How an address was placed and what a map or a list of doors lacks, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "book_kind.streets": "Streets",
    "book_kind.doors": "List of doors",
    "place_method.given": "Coordinates of the file",
    "place_method.same_door": "Same door, verified before",
    "place_method.reference": "List of doors",
    "place_method.corner_metres": "Corner + metres",
    "place_method.corner": "Corner",
    "place_method.between_numbers": "Between neighbouring numbers",
    "place_method.between_streets": "Between streets",
    "place_method.service": "Address service",
    "place_method.street": "Middle of the street",
    "place_method.neighbourhood": "Centre of the neighbourhood",
    "place_method.field": "Seen by an agent",
    "place_method.by_hand": "Put by hand",
    "place.arrivals": Plural("{count} arrival", "{count} arrivals"),
    "place.within": "± {radius_m}",
    "place.measured": Plural(
        "{municipality}, {method}: half within {p50_m} ({count} arrival)",
        "{municipality}, {method}: half within {p50_m} ({count} arrivals)",
    ),
    "same_door_twice": "The two doors are written alike.",
    "books_busy": "The server is reading {filename}: wait until it has, or stop it.",
    "books_stopped": "{filename}: the reading was stopped; what was there stays.",
    "no_streets_in_file": "{filename}: no streets with a name (property “name” of each line).",
    "no_doors_in_file": "{filename}: no door with a street, a number and coordinates.",
    "not_geojson": "{filename}: not a GeoJSON file that can be read ({reason}).",
    "not_street_tiles": "{filename}: not a PMTiles map of streets that can be read.",
    "tiles_packed_otherwise": (
        "{filename}: its tiles are compressed otherwise; gzip or uncompressed ones are read."
    ),
    "not_a_door_list": "{filename}: not a list of doors in CSV that can be read.",
    "door_columns_missing": "{filename}: these columns are missing: {columns}.",
    "file_too_big": "{filename}: too big, {limit_mb} MB at most.",
    "not_bounds": "Four degrees were expected, west,south,east,north: {text}",
}
