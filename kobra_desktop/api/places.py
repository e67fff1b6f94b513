"""Where an address may be, by the server's maps and lists, and how good each method has proved."""

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.streets.answers import PlaceQuality, PlaceSuggestions


def place_suggestions(api: FieldApi, address_id: str) -> PlaceSuggestions:
    """The places of an address, the most believed first. Raises NotFound, ApiError."""
    path = f"/places/{address_id}/suggestions"
    found: PlaceSuggestions = read(api.request("GET", path), PlaceSuggestions)
    return found


def place_quality(api: FieldApi) -> PlaceQuality:
    """By municipality and method. Raises ApiError."""
    found: PlaceQuality = read(api.request("GET", "/places/quality"), PlaceQuality)
    return found
