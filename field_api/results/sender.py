"""Sends the mails of the outbox, the most important first, over a few lines to the mail server at
once, in whichever process holds the lease. Each result is written together with the taking of the
next mail, so that a mail costs two transactions.

The first line asks alone until the server is known to take mails. The last one takes alerts only:
a call for help waits for no picture, and for no mail that hangs.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from field_api.configuration.mail_server import MailServer, server_of
from field_api.database import Database
from field_api.holding import Holding
from field_api.mail.fates import Fate, Handed
from field_api.mail.letters.making import stem_of
from field_api.mail.letters.office import Office
from field_api.mail.message import Envelope, Withheld, enveloped, sender_of
from field_api.mail.smtp import MailLine, Patience
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
from field_api.worker import Worker
from kobra_domain.deliveries import Delivery, DeliveryPurpose, DeliveryState
from kobra_domain.errors import DomainError

LEASE = "sending"
LINES = 4
_POLL_S = 1.0
_KEPT_S = 5.0  # a line that is quiet for so long is closed
_REST_S = 300.0  # of a line that the server did not want beside the first
_URGENT = DeliveryPurpose.ALERT.importance
_log = logging.getLogger(__name__)


class _Lane(Worker):
    """One line and whoever sends over it. `most`: the least important that it takes, None: all."""

    def __init__(self, number: int, most: int | None, sender: "Sender") -> None:
        super().__init__(f"sender-{number}", _POLL_S, after_failure_s=_POLL_S)
        self.is_first = number == 0  # it asks for all
        self.most, self._sender = most, sender
        self.line: MailLine | None = None
        self.sends = ""  # the delivery at hand
        self.sent_s = self.rests_until_s = 0.0

    @property
    def server(self) -> MailServer | None:
        """To whom its line is."""
        return self.line.server if self.line is not None else None

    def look(self) -> None:
        """Send what is due; a line that is quiet is closed."""
        try:
            self._sender.send_by(self)
        finally:
            if time.monotonic() - self.sent_s > _KEPT_S:
                self.close()

    def failed(self) -> None:
        """What was being sent is looked at anew."""
        self._sender.lost(self)

    def ended(self) -> None:
        """Hang up."""
        self.close()

    def close(self) -> None:
        """Hang up; the next mail opens another line."""
        line, self.line = self.line, None
        if line is not None:
            line.close()


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
        lines: int = LINES,
    ) -> None:
        self._database, self._holding, self._settings = database, holding, settings
        self._office, self._patience = office, patience
        self._pause = ServerPause()
        self._told = ("", "")
        self._server: MailServer | None = None
        self._term = 0
        self._turn = threading.Lock()  # of whoever looks who sends what, or changes it
        self._is_over = False
        self._anew = False  # the server is to be asked by whoever asked it in vain
        most = [None] * lines if lines == 1 else [*[None] * (lines - 1), _URGENT]
        self._lanes = [_Lane(number, least, self) for number, least in enumerate(most)]

    def start(self) -> None:
        """Begin to send."""
        for lane in self._lanes:
            lane.start()

    def stop(self) -> None:
        """Finish the mails at hand, and end."""
        self._is_over = True
        for lane in self._lanes:
            lane.stop()

    def wake(self) -> None:
        """There may be something to send."""
        for lane in self._lanes:
            lane.wake()

    def hurry(self) -> None:
        """As `wake`, and a server that took nothing is asked again at once."""
        with self._turn:
            self._end_pause()
        self.wake()

    def send_by(self, lane: _Lane) -> None:
        """Send over a line until nothing is due, or nothing may be sent."""
        with self._turn:
            may_send = self._looked_after() and self._may_send(lane)
            if may_send and self._anew:
                with self._database.begin() as connection:
                    ask_again(connection, self._settings().clock())
                self._anew = False
        if not may_send or not self._has_due(lane):
            return
        done: Settled | None = None
        while (one := self._next(lane, done)) is not None:
            done = self._send(lane, one)

    def lost(self, lane: _Lane) -> None:
        """What a line was sending hangs in the air."""
        with self._turn:
            lane.sends, self._term = "", 0

    def _looked_after(self) -> bool:
        """Whether the lease is held; whoever just got it first sees to what hangs in the air."""
        if not self._holding.is_held:
            return False
        if self._term != self._holding.term:
            term, ours = self._holding.term, [lane.sends for lane in self._lanes if lane.sends]
            with self._database.begin() as connection:
                recover(connection, self._settings().clock(), ours)
            self._term = term
        return True

    def _may_send(self, lane: _Lane) -> bool:
        settings = self._settings()
        if (settings.smtp_url, settings.mail_from) != self._told:
            self._told = (settings.smtp_url, settings.mail_from)
            self._server = _readable(settings)
            self._end_pause()
        now_s = time.monotonic()
        return (
            self._server is not None
            and not settings.mail_paused
            and not self._is_over
            and self._holding.is_held
            and not self._pause.is_on(now_s)
            and (lane.is_first or (self._pause.is_well and now_s >= lane.rests_until_s))
        )

    def _end_pause(self) -> None:
        self._pause.end()
        self._anew = True

    def _has_due(self, lane: _Lane) -> bool:
        """Without a write: it is asked each second, and mostly there is nothing."""
        with self._database.read() as connection:
            return is_any_due(connection, self._settings().clock(), lane.most)

    def _next(self, lane: _Lane, done: Settled | None) -> Delivery | None:
        """Write what became of one, and take another."""
        with self._turn:
            is_on = self._may_send(lane)
            with self._database.begin() as connection:
                if done is not None:
                    settle(connection, done)
                now = self._settings().clock()
                one = take(connection, now, lane.most) if is_on else None
            lane.sends, server = one.id if one is not None else "", self._server
        if one is not None and server is not None and lane.server != server:
            lane.close()
            lane.line = MailLine(server, self._patience)
        return one

    def _send(self, lane: _Lane, delivery: Delivery) -> Settled:
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
        assert lane.line is not None
        handed = lane.line.hand_over(envelope, lambda: self._mark_end(delivery))
        lane.sent_s = time.monotonic()
        _note(delivery, handed)
        return settled(delivery, handed, settings.clock(), self._left_alone(lane, handed.fate))

    def _left_alone(self, lane: _Lane, fate: Fate) -> timedelta:
        """How long the server is, after what came of a mail. That it wants no more lines than it
        has says nothing of its health: the first line takes such a mail at once.
        """
        if fate is Fate.NO_SERVER and not lane.is_first:
            lane.rests_until_s = lane.sent_s + _REST_S
            self._lanes[0].wake()
            return timedelta()
        was_well = self._pause.is_well
        self._pause.note(fate, lane.sent_s)
        if self._pause.is_well and not was_well:
            self.wake()
        return self._pause.left(time.monotonic())

    def _envelope(self, delivery: Delivery, settings: Settings) -> Envelope:
        letter = letter_of(self._database, delivery, self._office(settings))
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
