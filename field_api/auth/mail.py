"""Sends one mail by the SMTP server of the settings.
Blocking; never called inside a transaction.
"""

import logging
import smtplib
import ssl
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from field_api.settings import Settings

_TIMEOUT_S = 10
_log = logging.getLogger("field_api.mail")


def send_mail(settings: Settings, to: str, subject: str, text: str) -> bool:
    """Whether the mail was handed over; False too when no SMTP server is set."""
    if not settings.smtp_host:
        return False
    try:
        message = _message(settings, to, subject, text)
        with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=_TIMEOUT_S) as server:
            if settings.smtp_starttls:
                server.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password)
            server.send_message(message)
    except (OSError, smtplib.SMTPException, MessageError, ValueError) as problem:
        _log.error("mail not sent", extra={"reason": type(problem).__name__})
        return False
    return True


def _message(settings: Settings, to: str, subject: str, text: str) -> EmailMessage:
    sender = settings.mail_from or settings.smtp_user or f"kobra@{settings.smtp_host}"
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message
