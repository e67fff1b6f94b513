"""The two loops that run as long as somebody is signed in: sync runs, and the live stream."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from math import inf
from random import Random

from kobra_desktop.api.errors import ApiError, Busy, Offline, SignInNeeded
from kobra_desktop.api.http import FieldApi
from kobra_desktop.api.live import SILENCE_S, Event, LiveStream
from kobra_desktop.errors import KNOWN, KobraError
from kobra_desktop.store.latest import keep_latest, read_rows
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync.engine import Engine
from kobra_desktop.sync.pulse import BackOff, Pulse
from kobra_domain.positions import Latest

EVERY_S = (30.0, 60.0)
KEEP_EVERY = timedelta(seconds=10)
UNREACHED_S = 5.0
SIGN_IN_WAIT_S = 3600.0  # a new session pokes


def keep_syncing(engine: Engine, pulse: Pulse, chance: Random) -> None:
    """Run now, when poked, and each 30 to 60 s; after a failure with growing waits."""
    back_off = BackOff(chance)
    while not pulse.stopped():
        wait_s = chance.uniform(*EVERY_S)
        try:
            engine.run(pulse.stopped)
            back_off.succeeded()
        except KNOWN as problem:
            wait_s = wait_after(problem, back_off)
        pulse.wait(wait_s)


def wait_after(problem: Exception, back_off: BackOff) -> float:
    """Seconds until a loop that failed so tries again, unless somebody pokes it."""
    if isinstance(problem, SignInNeeded):
        return SIGN_IN_WAIT_S
    # What does not even connect costs nobody anything; a server that stalls is left in peace.
    wait_s = back_off.failed(UNREACHED_S if type(problem) is Offline else inf)
    return max(wait_s, problem.retry_after_s) if isinstance(problem, Busy) else wait_s


class Follower:
    """Follows the live stream. `on_latest(positions, is_whole)` on the loop's thread, as they
    come; `on_hint` when the feed has something, or the stream broke: the time for a run.
    """

    def __init__(
        self,
        api: FieldApi,
        replica: Replica,
        clock: Callable[[], datetime],
        *,
        on_latest: Callable[[list[Latest], bool], None],
        on_hint: Callable[[], None],
        on_live: Callable[[bool], None],
        chance: Random,
        silence_s: float = SILENCE_S,
    ) -> None:
        self._silence_s = silence_s
        self._api = api
        self._replica = replica
        self._clock = clock
        self._on_latest = on_latest
        self._on_hint = on_hint
        self._on_live = on_live
        self._back_off = BackOff(chance)
        self._stream: LiveStream | None = None
        self._unkept: dict[str, Latest] = {}
        self._kept_at: datetime | None = None

    def run(self, pulse: Pulse) -> None:
        """Follow until stopped, opening the stream again whenever it ends."""
        while not pulse.stopped():
            wait_s = 0.0
            try:
                self._follow(pulse)
            except KobraError as problem:
                wait_s = wait_after(problem, self._back_off)
            finally:
                self._stream = None
                self._on_live(False)
                self._keep(is_last=True)
            # Even a stream that ended well is not opened in haste.
            pulse.wait(max(wait_s, 1.0))

    def stop(self) -> None:
        """Wake the loop out of a silent stream; call after its pulse was stopped."""
        stream = self._stream
        if stream is not None:
            stream.stop()

    def _follow(self, pulse: Pulse) -> None:
        self._stream = stream = LiveStream(self._api, silence_s=self._silence_s)
        if pulse.stopped():
            stream.stop()
            return
        self._on_live(True)
        self._on_hint()  # what changed while nobody listened
        try:
            self._listen(stream, pulse)
        except ApiError:
            self._on_hint()  # a run finds out whether the server is still there
            raise

    def _listen(self, stream: LiveStream, pulse: Pulse) -> None:
        for event in stream.events():
            self._back_off.succeeded()
            if event is not None:
                self._hear(event)
            self._keep()
            if pulse.stopped():
                return

    def _hear(self, event: Event) -> None:
        if event.name == "latest":
            data = event.data
            try:
                positions = read_rows(data["fields"], data["rows"])
            except (ValueError, KeyError, TypeError, IndexError) as problem:
                raise ApiError("unexpected_answer") from problem
            self._unkept.update((one.agent_id, one) for one in positions)
            self._on_latest(positions, bool(data.get("is_whole")))
        elif event.name in ("changed", "alert"):
            self._on_hint()

    def _keep(self, *, is_last: bool = False) -> None:
        now = self._clock()
        is_due = self._kept_at is None or not self._kept_at <= now < self._kept_at + KEEP_EVERY
        if self._unkept and (is_due or is_last):
            positions: Iterable[Latest] = list(self._unkept.values())
            self._unkept.clear()
            self._kept_at = now
            keep_latest(self._replica, positions)
