"""How the server is, for who administers it."""

from kobra_desktop.api.errors import NotFound
from kobra_desktop.api.http import FieldApi, read
from kobra_domain.answers import ServerHealth


def server_health(api: FieldApi) -> ServerHealth | None:
    """How much is free, who was sent away; None of a server that does not say. Raises ApiError."""
    try:
        found: ServerHealth = read(api.request("GET", "/server"), ServerHealth)
    except NotFound:
        return None
    return found
