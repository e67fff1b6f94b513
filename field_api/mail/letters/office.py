"""What letters are written with, and what keeps one from being written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from field_api.change_log.rows import find
from field_api.errors import ApiError
from field_api.mail.message import Withheld, mail_host, sender_of
from field_api.pictures.ground import Ground
from field_api.pictures.painter import Painter
from field_api.pictures.visits import picture_of_visit
from field_api.settings import Settings
from field_api.submissions.thumbnails import Thumbnails
from kobra_domain.errors import DomainError
from kobra_domain.visits import Visit

__all__ = ["Office", "Withheld", "furnished"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The server's settings, the key that its links are signed with, and where pictures come from,
    each None where there is none: the thumbnail of a photo by its SHA-256, the map of a visit by
    its id in a language, and of any ground.
    """

    settings: Settings
    key: bytes
    thumbnail: Callable[[str], bytes | None] = lambda sha256: None
    map_picture: Callable[[Connection, str, str], bytes | None] = lambda *_: None
    drawn: Callable[[Ground], bytes | None] = lambda _: None

    @property
    def base_url(self) -> str:
        """How readers reach this server, without a final slash."""
        return self.settings.address

    @property
    def now(self) -> datetime:
        """The moment of writing."""
        return self.settings.clock()

    @property
    def domain(self) -> str:
        """What stands behind the @ of message ids."""
        return mail_host(self.settings)

    @property
    def mailbox(self) -> str:
        """The server's own address, bare."""
        try:
            return sender_of(self.settings).addr_spec
        except DomainError:
            return f"kobra@{self.domain}"


def furnished(
    settings: Settings, key: bytes, thumbnails: Thumbnails | None, painter: Painter | None
) -> Office:
    """An office with the pictures of this server's own drawers."""

    def thumbnail(sha256: str) -> bytes | None:
        try:
            return None if thumbnails is None else thumbnails.read(sha256)
        except (KeyError, ApiError, OSError):  # a letter without it says the same
            return None

    def map_picture(connection: Connection, visit_id: str, locale: str) -> bytes | None:
        visit = find(connection, Visit, visit_id)
        if visit is None or painter is None:
            return None
        return picture_of_visit(connection, painter, visit, locale)

    def drawn(ground: Ground) -> bytes | None:
        return None if painter is None else painter.draw(ground)

    return Office(
        settings=settings, key=key, thumbnail=thumbnail, map_picture=map_picture, drawn=drawn
    )
