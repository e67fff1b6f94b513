"""The letter of a delivery, made when it is sent: what is in it is as of then, and the outbox holds
no more of a person than it must.
"""

import msgspec
from sqlalchemy import Connection

from field_api.database import Database
from field_api.mail.letters.making import LETTERS
from field_api.mail.letters.making import letter_of as letter_by_purpose
from field_api.mail.letters.office import Office, drawn_between
from field_api.mail.message import Letter
from kobra_domain.deliveries import Delivery
from kobra_domain.errors import DomainError


def letter_of(database: Database, delivery: Delivery, office: Office) -> Letter:
    """The letter as it would leave now: made by its purpose, or for a purpose without a maker what
    `content` says itself ({"subject", "text", "html"?}). Raises DomainError, Withheld.
    """
    return drawn_between(
        database, office, lambda connection, desk: _letter(connection, delivery, desk)
    )


def _letter(connection: Connection, delivery: Delivery, office: Office) -> Letter:
    if not delivery.content:
        raise DomainError("delivery_forgotten")
    if delivery.purpose in LETTERS:
        return letter_by_purpose(connection, delivery, office)
    try:
        said = msgspec.json.decode(delivery.content, type=dict[str, str])
        return Letter(subject=said["subject"], text=said["text"], html=said.get("html", ""))
    except (msgspec.DecodeError, KeyError) as problem:
        raise DomainError("mail_not_made") from problem
