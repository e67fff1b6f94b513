"""How long the loops wait after a failure."""

from random import Random

from kobra_desktop.api.errors import Busy, Offline, Stalled
from kobra_desktop.sync.loops import UNREACHED_S, wait_after
from kobra_desktop.sync.pulse import BackOff


def test_a_server_that_is_not_reached_is_tried_again_within_seconds() -> None:
    back_off = BackOff(Random(1))
    waits = [wait_after(Offline(), back_off) for _ in range(12)]
    assert max(waits) <= UNREACHED_S
    assert min(waits) > 0


def test_a_server_that_stalls_or_is_busy_is_left_in_peace() -> None:
    back_off = BackOff(Random(1))
    waits = [wait_after(Stalled(), back_off) for _ in range(12)]
    assert waits[-1] > 5 * UNREACHED_S
    assert wait_after(Busy("busy", status=503, retry_after_s=90), back_off) >= 90
