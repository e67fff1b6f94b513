"""The letter of a delivery, made when it is sent: what is in it is as of then, and the outbox holds
no more of a person than it must.
"""

from collections.abc import Callable, Mapping

import msgspec
from sqlalchemy import Connection

from field_api.mail.message import Letter
from field_api.settings import Settings
from kobra_domain.deliveries import Delivery, DeliveryPurpose
from kobra_domain.errors import DomainError

# Raises Withheld when a rule forbids it by now, any other DomainError when it cannot be made.
Maker = Callable[[Connection, Delivery, Settings], Letter]

# By purpose; any other says its own words in `content`: {"subject", "text", "html"?}.
MAKERS: Mapping[DeliveryPurpose, Maker] = {}


def letter_of(connection: Connection, delivery: Delivery, settings: Settings) -> Letter:
    """The letter as it would leave now. Raises DomainError."""
    if not delivery.content:
        raise DomainError("delivery_forgotten")
    maker = MAKERS.get(delivery.purpose, _said)
    return maker(connection, delivery, settings)


def _said(connection: Connection, delivery: Delivery, settings: Settings) -> Letter:
    try:
        said = msgspec.json.decode(delivery.content, type=dict[str, str])
        return Letter(subject=said["subject"], text=said["text"], html=said.get("html", ""))
    except (msgspec.DecodeError, KeyError) as problem:
        raise DomainError("mail_not_made") from problem
