"""How pytest-xdist goes on when one of its processes dies. By itself it hands a new one first what
the dead one had done, of which nothing comes back, and waits for ever; or it runs the test that
killed again and again.
"""

from collections.abc import Sequence

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController


class Halves(LoadFileScheduling):
    """A file at a time, until every test has ended or killed its process."""

    FORGIVEN = 2  # tests in one run: more is no accident

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        super().__init__(config, log)
        self.died: list[str] = []

    def is_run_again(self, test: str) -> bool:
        """Whether the test at which a process has just died has another try."""
        return self.died.count(test) == 1 and len(set(self.died)) <= self.FORGIVEN

    def remove_node(self, node: WorkerController) -> str | None:
        """Take a process away; answers the test it died at, if any. What is left goes to others."""
        held = self.assigned_work.pop(node)
        undone = [(name, test) for name, tests in held.items() for test in tests if not tests[test]]
        for name, test in undone[:1]:
            self.died.append(test)
            held[name][test] = not self.is_run_again(test)
        left = {name: tests for name, tests in held.items() if not all(tests.values())}
        self.workqueue.update(left)
        self._give()
        return undone[0][1] if undone else None

    def add_node_collection(self, node: WorkerController, collection: Sequence[str]) -> None:
        """Note what a process has read; one that was told to end meanwhile takes no part."""
        if node in self.nodes:
            super().add_node_collection(node, collection)

    def schedule(self) -> None:
        """Give work to all; to one that came later as much as it begins with: it wants to know the
        next test, or that there is none.
        """
        super().schedule()
        self._give()

    def _give(self) -> None:
        for node in self.nodes:
            if node in self.registered_collections:  # one that is still reading the files waits
                self._reschedule(node)
