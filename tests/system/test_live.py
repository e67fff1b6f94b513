"""The live stream against the real server: positions come, hints make a pull, an end is
survived.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from random import Random

from kobra_desktop.api.live import SILENCE_S
from kobra_desktop.background import Pulse
from kobra_desktop.store.queries.agents import latest_positions
from kobra_desktop.sync.loops import Follower
from kobra_domain.people import Consent
from kobra_domain.positions import Latest
from kobra_domain.wire import LIVE_PING_S
from tests.field_api.servers import NOW, Running
from tests.system.conftest import SARA, Field
from tests.system.fault_proxy import fault_proxy
from tests.system.station import Station, station

WAIT_S = 60.0


class Ears:
    """What a follower tells, and how a test waits for it."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.positions: list[Latest] = []
        self.hints = 0
        self.links: list[bool] = []

    def hear(self, positions: list[Latest], _is_whole: bool) -> None:
        with self.changed:
            self.positions += positions
            self.changed.notify_all()

    def hint(self) -> None:
        with self.changed:
            self.hints += 1
            self.changed.notify_all()

    def link(self, is_live: bool) -> None:
        with self.changed:
            self.links.append(is_live)
            self.changed.notify_all()

    def wait(self, heard: Callable[[], bool]) -> None:
        """Until it is true of these ears."""
        with self.changed:
            assert self.changed.wait_for(heard, WAIT_S), (self.links, self.hints, self.positions)


def follow(
    desk: Station, server: Running, ears: Ears, silence_s: float = SILENCE_S
) -> tuple[Follower, Pulse]:
    """A follower of a desktop, and its pulse."""
    follower = Follower(
        desk.api,
        desk.replica,
        server.clock,
        on_latest=ears.hear,
        on_hint=ears.hint,
        on_live=ears.link,
        chance=Random(1),
        silence_s=silence_s,
    )
    return follower, Pulse()


def test_positions_hints_and_an_end_that_is_survived(
    server: Running, city: Field, tmp_path: Path
) -> None:
    consent = Consent(given_at=NOW.replace(year=2025), source="firma", purpose="ruta")
    ana = server.edit(city.ana, consent=consent)
    phone = server.phone_of(ana)
    with (
        fault_proxy(server.base) as proxy,
        station(server, tmp_path, SARA, address=proxy.address) as sara,
    ):
        ears = Ears()
        follower, pulse = follow(sara, server, ears)
        proxy.arm("cut", "GET /api/v1/live", 600)  # the first stream breaks in its middle
        thread = threading.Thread(target=follower.run, args=(pulse,), daemon=True)
        thread.start()
        try:
            ears.wait(lambda: True in ears.links)
            before = ears.hints
            answer = server.report(
                phone, id="AG-01", lat=4.61, lon=-74.08, timestamp=int(NOW.timestamp()), batt=64
            )
            assert answer.status_code == 200, answer.text
            ears.wait(lambda: any(p.lat == 4.61 for p in ears.positions))
            server.edit(city.visits[0], note="nuevo")
            ears.wait(lambda: ears.hints > before)
        finally:
            pulse.stop()
            follower.stop()
            thread.join(WAIT_S)
        assert not thread.is_alive()
        assert ears.links[-1] is False
        kept = {one.agent_id: one for one in latest_positions(sara.replica)}
        assert (kept[ana.id].lat, kept[ana.id].battery_pct) == (4.61, 64.0)


def test_a_stream_without_pings_is_not_live_and_makes_a_run(
    server: Running, city: Field, tmp_path: Path
) -> None:
    """The server pings; the way to it falls silent after the stream has begun."""
    assert SILENCE_S <= 1.5 * LIVE_PING_S
    server.app.state.ping_s = 0.05
    with (
        fault_proxy(server.base) as proxy,
        station(server, tmp_path, SARA, address=proxy.address) as sara,
    ):
        ears = Ears()
        # So long that the stream begins on a busy machine, too: what has begun falls silent.
        follower, pulse = follow(sara, server, ears, silence_s=2.0)
        proxy.arm("stall", "GET /api/v1/live", 900)
        thread = threading.Thread(target=follower.run, args=(pulse,), daemon=True)
        thread.start()
        try:
            ears.wait(lambda: ears.links[:2] == [True, False])
            assert ears.hints >= 2  # one at the beginning, one when it fell silent
            ears.wait(lambda: ears.links[-1] is True)  # the way is well again
        finally:
            pulse.stop()
            follower.stop()
            thread.join(WAIT_S)
        assert not thread.is_alive()
