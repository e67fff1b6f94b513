"""Sends one mail to one person, now and by itself: what holds a code is kept nowhere, not even
among what was sent. Blocking; never called inside a transaction.
"""

import logging
import uuid

from field_api.configuration.mail_server import server_of
from field_api.mail.fates import Fate
from field_api.mail.message import Letter, enveloped
from field_api.mail.smtp import MailLine, Patience
from field_api.settings import Settings
from kobra_domain.errors import DomainError

_PATIENCE = Patience(10, 10, 10)  # somebody waits for the answer
_log = logging.getLogger("field_api.mail")


def send_mail(settings: Settings, to: str, subject: str, text: str) -> bool:
    """Whether the mail was handed over; False too when no SMTP server is set."""
    if not settings.smtp_url:
        return False
    letter = Letter(subject=subject, text=text)
    try:
        server = server_of(settings.smtp_url)
        envelope = enveloped(letter, to, str(uuid.uuid4()), settings, settings.clock())
    except DomainError as problem:
        _log.error("mail not sent", extra={"reason": problem.code})
        return False
    with MailLine(server, _PATIENCE) as line:
        handed = line.hand_over(envelope)
    if handed.fate is not Fate.SENT:
        told = f"{handed.step.value} {handed.code}"  # the server's words may name the person
        _log.error("mail not sent", extra={"reason": told})
    return handed.fate is Fate.SENT
