"""One writer: what waits together is committed together, each gets its own answer."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from field_api.ingest.group_commit import Full, GroupCommit

TIMEOUT_S = 10


class Poison(Exception):
    """What a bad item raises."""


class Sink:
    """Remembers its batches; a negative item cannot be committed; waits while the gate is shut."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()

    def commit(self, items: Sequence[int]) -> list[int]:
        self.entered.set()
        assert self.gate.wait(TIMEOUT_S)
        if any(item < 0 for item in items):
            raise Poison
        self.batches.append(list(items))
        return [item * 2 for item in items]


async def _entered(sink: Sink) -> None:
    assert await asyncio.to_thread(sink.entered.wait, TIMEOUT_S)


def test_what_waits_is_committed_at_once_and_each_gets_its_answer() -> None:
    async def run(sink: Sink) -> list[int]:
        group = GroupCommit(sink.commit)
        group.start()
        sink.gate.clear()
        first = asyncio.create_task(group.submit(0))
        await _entered(sink)
        rest = [asyncio.create_task(group.submit(n)) for n in range(1, 50)]
        await asyncio.sleep(0)  # let them all stand in the queue
        sink.gate.set()
        answers = await asyncio.gather(first, *rest)
        await asyncio.to_thread(group.stop)
        return answers

    sink = Sink()
    assert asyncio.run(run(sink)) == [n * 2 for n in range(50)]
    assert sink.batches == [[0], list(range(1, 50))]


def test_one_bad_item_fails_alone() -> None:
    async def run(sink: Sink) -> list[int | BaseException]:
        group = GroupCommit(sink.commit)
        group.start()
        sink.gate.clear()
        first = asyncio.create_task(group.submit(0))
        await _entered(sink)
        rest = [asyncio.create_task(group.submit(n)) for n in (1, -1, 2)]
        await asyncio.sleep(0)
        sink.gate.set()
        answers = await asyncio.gather(first, *rest, return_exceptions=True)
        await asyncio.to_thread(group.stop)
        return answers

    zero, one, bad, two = asyncio.run(run(Sink()))
    assert (zero, one, two) == (0, 2, 4)
    assert isinstance(bad, Poison)


def test_a_full_queue_refuses_and_a_stopped_one_too() -> None:
    async def run(sink: Sink) -> None:
        group = GroupCommit(sink.commit, queue_limit=2)
        group.start()
        sink.gate.clear()
        held = [asyncio.create_task(group.submit(0))]
        await _entered(sink)
        held += [asyncio.create_task(group.submit(n)) for n in (1, 2)]
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await group.submit(3)
        sink.gate.set()
        assert await asyncio.gather(*held) == [0, 2, 4]
        await asyncio.to_thread(group.stop)
        with pytest.raises(Full):
            await group.submit(4)

    asyncio.run(run(Sink()))


def test_who_hangs_up_takes_nothing_from_the_others() -> None:
    async def run(sink: Sink) -> int:
        group = GroupCommit(sink.commit)
        group.start()
        sink.gate.clear()
        gone = asyncio.create_task(group.submit(1))
        await _entered(sink)
        other = asyncio.create_task(group.submit(2))
        await asyncio.sleep(0)
        gone.cancel()
        sink.gate.set()
        answer = await other
        await asyncio.to_thread(group.stop)
        return answer

    assert asyncio.run(run(Sink())) == 4
