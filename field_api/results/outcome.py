"""What the answer of a mail server makes of a delivery, and when anything is tried again."""

from datetime import datetime, timedelta

from field_api.mail.fates import Fate, Handed
from field_api.results.queue import REPEAT_AFTER, UNKNOWN, UNKNOWN_TWICE, Settled, is_repeat
from kobra_domain.deliveries import Delivery, DeliveryState

# Then every four hours.
_AFTER_MINUTES = (1, 5, 15, 30, 60, 120, 240)
TRIED_FOR = timedelta(days=4)
_STREAK = 10


def delay(tries: int) -> timedelta:
    """How long is waited after so many tries."""
    return timedelta(minutes=_AFTER_MINUTES[min(max(tries, 1), len(_AFTER_MINUTES)) - 1])


def settled(delivery: Delivery, handed: Handed, now: datetime, pause: timedelta) -> Settled:
    """What became of a mail. One that may have been sent stays so until it surely was. `pause`: how
    long the server is left alone; whoever asked it in vain waits no longer than those behind, or
    after a day without a server what matters most would leave last.
    """
    words = f"{handed.code} {handed.answer}" if handed.code else handed.answer
    if handed.fate is Fate.SENT:
        code = "smtp.sent_again" if is_repeat(delivery) else "smtp.taken"
        return Settled(
            delivery=delivery, state=DeliveryState.SENT, code=code, detail=words, sent_at=now
        )
    waits = {Fate.NO_SERVER: pause, Fate.WITHDRAWN: timedelta()}
    wait = waits.get(handed.fate, delay(delivery.tries))
    of_it = _of_repeat if is_repeat(delivery) else _of_first
    return of_it(delivery, handed, words, now, now + wait)


def _of_first(
    delivery: Delivery, handed: Handed, words: str, now: datetime, again: datetime
) -> Settled:
    state, code, next_at = DeliveryState.WAITING, f"smtp.{handed.step}", None
    if handed.fate is Fate.UNKNOWN:
        state, code, next_at = DeliveryState.MAYBE_SENT, UNKNOWN, now + REPEAT_AFTER
    elif handed.fate is Fate.REFUSED:
        state = DeliveryState.FAILED
    elif handed.fate is Fate.WITHDRAWN:
        code, next_at = "", again
    elif handed.fate is Fate.LATER and now - delivery.created_at > TRIED_FOR:
        state, code = DeliveryState.FAILED, "smtp.given_up"
    else:
        next_at = again
    return Settled(delivery=delivery, state=state, code=code, detail=words, next_at=next_at)


def _of_repeat(
    delivery: Delivery, handed: Handed, words: str, now: datetime, again: datetime
) -> Settled:
    is_over = handed.fate in {Fate.UNKNOWN, Fate.REFUSED} or now - delivery.created_at > TRIED_FOR
    return Settled(
        delivery=delivery,
        state=DeliveryState.MAYBE_SENT,
        code=UNKNOWN_TWICE if is_over else UNKNOWN,
        detail=words,
        next_at=None if is_over else again,
    )


class ServerPause:
    """While the server as a whole takes nothing, the queue waits, and one mail at a time asks.
    Times are of a clock that nobody sets, in seconds. `is_well`: it spoke to us since it last
    took nothing.
    """

    def __init__(self) -> None:
        self.is_well = False
        self._failures = self._later = 0
        self._until_s = 0.0

    def is_on(self, now_s: float) -> bool:
        """Whether it is too early to ask."""
        return now_s < self._until_s

    def left(self, now_s: float) -> timedelta:
        """How long it is still too early."""
        return timedelta(seconds=max(0.0, self._until_s - now_s))

    def note(self, fate: Fate, now_s: float) -> None:
        """How the last mail went. Ten in a row that shall come later are the server's doing."""
        self._later = self._later + 1 if fate is Fate.LATER else 0
        if fate is Fate.NO_SERVER or self._later >= _STREAK:
            self.is_well = False
            self._failures += 1
            self._until_s = now_s + min(delay(self._failures).total_seconds(), 30 * 60)
            self._later = 0
        elif fate is not Fate.LATER and not self.is_on(now_s):
            self._failures, self.is_well = 0, True

    def end(self) -> None:
        """Ask at once: the server is another, or somebody says that it works."""
        self._failures, self._until_s, self.is_well = 0, 0.0, False
