"""Sends the mails of the outbox, one after the other, the most important first, in whichever
process holds the lease. Each result is written together with the taking of the next mail, so that
a mail costs two transactions.
"""

import logging
import threading
import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from field_api.configuration.mail_server import MailServer, server_of
from field_api.database import Database
from field_api.mail.letters.making import stem_of
from field_api.mail.letters.office import Office
from field_api.mail.message import Envelope, Withheld, enveloped, sender_of
from field_api.mail.smtp import Handed, MailLine, Patience
from field_api.results.holding import Holding
from field_api.results.making import letter_of
from field_api.results.outcome import ServerPause, settled
from field_api.results.queue import (
    Settled,
    ask_again,
    is_any_due,
    mark_end,
    recover,
    settle,
    take,
)
from field_api.settings import Settings
from kobra_domain.deliveries import Delivery, DeliveryState
from kobra_domain.errors import DomainError

_POLL_S = 1.0
_log = logging.getLogger(__name__)


class Sender:
    """`settings` answers those of now: the mail server may be another by the next mail. `office` is
    what letters are written with.
    """

    def __init__(
        self,
        database: Database,
        holding: Holding,
        settings: Callable[[], Settings],
        office: Callable[[Settings], Office],
        *,
        patience: Patience | None = None,
    ) -> None:
        self._database, self._holding, self._settings = database, holding, settings
        self._office, self._patience = office, patience
        self._pause = ServerPause()
        self._told = ("", "")
        self._server: MailServer | None = None
        self._term = 0
        self._wake, self._stop = threading.Event(), threading.Event()
        self._anew = threading.Event()  # the server is to be asked by whoever asked it in vain
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the mail at hand, and end."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    def hurry(self) -> None:
        """As `wake`, and a server that took nothing is asked again at once."""
        self._end_pause()
        self._wake.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._round()
            except SQLAlchemyError as problem:
                _log.error("sending_failed", extra={"reason": type(problem).__name__})
                self._term = 0  # what was being sent is looked at anew
            except Exception:
                _log.exception("sending_failed")
                self._term = 0
            self._wake.wait(_POLL_S)
            self._wake.clear()

    def _round(self) -> None:
        """Send until nothing is due, or nothing may be sent."""
        if not self._holding.is_held:
            return
        if self._term != self._holding.term:
            term = self._holding.term
            with self._database.begin() as connection:
                recover(connection, self._settings().clock())
            self._term = term
        may_send = self._may_send()
        if may_send and self._anew.is_set():
            self._anew.clear()
            with self._database.begin() as connection:
                ask_again(connection, self._settings().clock())
        if may_send and self._server is not None and self._has_due():
            with MailLine(self._server, self._patience) as line:
                self._send_all(line)

    def _may_send(self) -> bool:
        settings = self._settings()
        if (settings.smtp_url, settings.mail_from) != self._told:
            self._told = (settings.smtp_url, settings.mail_from)
            self._server = _readable(settings)
            self._end_pause()
        return (
            self._server is not None
            and not settings.mail_paused
            and not self._stop.is_set()
            and self._holding.is_held
            and not self._pause.is_on(time.monotonic())
        )

    def _end_pause(self) -> None:
        self._pause.end()
        self._anew.set()

    def _has_due(self) -> bool:
        """Without a write: it is asked each second, and mostly there is nothing."""
        with self._database.read() as connection:
            return is_any_due(connection, self._settings().clock())

    def _send_all(self, line: MailLine) -> None:
        done: Settled | None = None
        while True:
            is_on = self._may_send() and line.server == self._server
            with self._database.begin() as connection:
                if done is not None:
                    settle(connection, done)
                one = take(connection, self._settings().clock()) if is_on else None
            if one is None:
                return
            done = self._send(line, one)

    def _send(self, line: MailLine, delivery: Delivery) -> Settled:
        settings = self._settings()
        try:
            envelope = self._envelope(delivery, settings)
        except Withheld as rule:
            return Settled(delivery=delivery, state=DeliveryState.UNSENT, code=rule.code)
        except DomainError as problem:
            return Settled(delivery=delivery, state=DeliveryState.FAILED, code=problem.code)
        except SQLAlchemyError:
            raise
        except Exception:
            # One letter that cannot be made holds up nobody else's.
            _log.exception("letter_not_made")
            return Settled(delivery=delivery, state=DeliveryState.FAILED, code="mail_not_made")
        handed = line.hand_over(envelope, lambda: self._mark_end(delivery))
        self._pause.note(handed.fate, time.monotonic())
        _note(delivery, handed)
        now = settings.clock()  # before what is left is asked: it is due when the pause ends
        return settled(delivery, handed, now, self._pause.left(time.monotonic()))

    def _envelope(self, delivery: Delivery, settings: Settings) -> Envelope:
        with self._database.read() as connection:
            letter = letter_of(connection, delivery, self._office(settings))
        stem = stem_of(delivery)
        return enveloped(letter, delivery.address, stem, settings, delivery.created_at)

    def _mark_end(self, delivery: Delivery) -> bool:
        if not self._holding.is_held:
            return False
        with self._database.begin() as connection:
            return mark_end(connection, delivery)


def _readable(settings: Settings) -> MailServer | None:
    """The mail server that is set; None where there is none, or what was given at the start cannot
    be read: then all wait, as the doctor says.
    """
    if not settings.smtp_url:
        return None
    try:
        sender_of(settings)
        return server_of(settings.smtp_url)
    except DomainError as problem:
        _log.error("mail_not_readable", extra={"reason": problem.code})
        return None


def _note(delivery: Delivery, handed: Handed) -> None:
    """How it went; neither to whom nor the server's words, which may name the person."""
    told = f"{delivery.id} {handed.fate} {handed.step} {handed.code}"
    _log.info("mail", extra={"reason": told})
