"""Which letter a delivery is, by its purpose."""

from collections.abc import Callable

from sqlalchemy import Connection

from field_api.mail.letters.following import following_letter
from field_api.mail.letters.holding import holder_letter
from field_api.mail.letters.office import Office
from field_api.mail.letters.outgoing import outgoing_letter
from field_api.mail.letters.report import report_letter
from field_api.mail.letters.rescue import rescue_letter
from field_api.mail.letters.summary import summary_letter
from field_api.mail.message import Letter
from kobra_domain.deliveries import Delivery, DeliveryPurpose

Maker = Callable[[Connection, Delivery, Office], Letter]
LETTERS: dict[DeliveryPurpose, Maker] = {
    DeliveryPurpose.ESCALATION: rescue_letter,
    DeliveryPurpose.EACH: following_letter,
    DeliveryPurpose.ALERT: following_letter,
    DeliveryPurpose.DIGEST: following_letter,
    DeliveryPurpose.RECEIPT: holder_letter,
    DeliveryPurpose.CONFIRMATION: holder_letter,
    DeliveryPurpose.SUMMARY: summary_letter,
    DeliveryPurpose.REPORT: report_letter,
    DeliveryPurpose.FILE: outgoing_letter,
}
_THREADED = frozenset({DeliveryPurpose.EACH, DeliveryPurpose.ALERT})


def letter_of(connection: Connection, delivery: Delivery, office: Office) -> Letter:
    """The letter of a delivery by mail, as of now. Raises Withheld if it must not leave."""
    return LETTERS[delivery.purpose](connection, delivery, office)


def stem_of(delivery: Delivery) -> str:
    """What its Message-ID begins with, the same at each try; those of one visit begin alike."""
    is_of_visit = delivery.visit_id and delivery.event_id and delivery.purpose in _THREADED
    return f"{delivery.visit_id}.{delivery.event_id}" if is_of_visit else delivery.id
