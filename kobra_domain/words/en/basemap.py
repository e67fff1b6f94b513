"""Why a map with streets could not be brought, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "region_busy": "The server is bringing a map already: wait until it has, or cancel it.",
    "region_state.sizing": "Finding its size",
    "region_state.sized": "Waits for a yes",
    "region_state.fetching": "Being brought",
    "region_state.done": "Ready",
    "region_state.failed": "Could not be brought",
    "region_state.stopped": "Stopped",
    "region_not_sized": "That map does not wait for an answer any more: have its size told again.",
    "tiles_address": "Not an address that can be read: {url}",
    "tiles_needs_https": "The address of the map has to begin with https:// and stay there.",
    "tiles_private": "{host} leads into a private network or to this very server: nothing is asked "
    "of it. Whoever runs the server can allow it (KOBRA_TILES_PRIVATE, --allow-private).",
    "tiles_no_internet": "The server does not reach {host}. If it has no internet, download the "
    "map "
    "elsewhere and put it as a file.",
    "tiles_certificate": "The certificate of {host} is not valid: nothing is brought from there.",
    "tiles_gone": "{host} does not have that map any more (answer {status}).",
    "tiles_refused": "{host} does not give the map (answer {status}).",
    "tiles_busy": "{host} has no time now (answer {status}). What came is kept; try again later.",
    "tiles_no_ranges": "{host} gives the whole file only: no region can be taken of it. Download "
    "the "
    "file and put it on the server.",
    "tiles_packed_transport": "{host} packs the file on its way, so that it cannot be read in "
    "parts.",
    "tiles_wrong_range": "{host} gave another part of the file than was asked for: nothing of it "
    "is "
    "used.",
    "tiles_cut": "The connection to {host} broke. What came is kept: the next try goes on from "
    "there.",
    "tiles_slow": "{host} answers too slowly. What came is kept; try again later.",
    "tiles_redirects": "{host} sends from one address to another without end.",
    "tiles_not_pmtiles": "What is at {host} is no PMTiles map that can be read.",
    "tiles_not_vector": "The map of {host} is made of pictures: one of vectors is needed, with "
    "streets.",
    "tiles_box_antimeridian": "The region crosses the date line (180°): ask for one side at a "
    "time.",
    "tiles_box_empty": "The region is empty: west comes before east, and south before north.",
    "tiles_box_world": "The region is too large: {limit} degrees a side at most.",
    "tiles_nothing_there": "That map has nothing in the region.",
    "tiles_zoom": "The map goes down to level {most}; {zoom} was asked for.",
    "tiles_too_many": "The region has more than {limit} tiles: choose a smaller one, or less "
    "detail.",
    "tiles_region_large": "The map of the region has {size} MB, and the server's limit is "
    "{limit} MB: choose a smaller region, or less detail.",
    "tiles_no_room": "{size} MB have to be free on the server, and {free} MB are.",
    "tiles_full": "The server's disk is full. What came is kept: make room and try again.",
    "tiles_changed": "The map changed several times while it was brought; try again later.",
    "tiles_broken": "The map came damaged and is not used; the one that was there stays. Try "
    "again.",
    "tiles_stopped": "It was stopped. What came is kept; the map that was there stays.",
}
