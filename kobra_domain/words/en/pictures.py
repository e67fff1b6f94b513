"""What a picture of a place says, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "picture.door": "Address · radius {radius_m}",
    "picture.arrival": "Arrival",
    "picture.arrival_within": "Arrival · ± {accuracy_m}",
    "picture.way": "{distance_m} away",
    "picture.no_arrival": "No location on arrival",
    "picture.no_door": "Address without a place",
    "picture.no_streets": "No street map of this place",
    "picture.sos": "Asks for help",
}
