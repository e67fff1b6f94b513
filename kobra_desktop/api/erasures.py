"""The erasure of a person's data, which only the server does."""

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.answers import Erasure


def erase_party(api: FieldApi, party_id: str, reason: str) -> Erasure:
    """Erase everything of a person, or have it restricted. Raises NotFound, ApiError."""
    path = f"/parties/{party_id}/erasure"
    found: Erasure = read(api.request("POST", path, json={"reason": reason}), Erasure)
    return found
