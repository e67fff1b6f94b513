"""A thread beside the routes that looks for work: when it is woken, and now and then by itself."""

import logging
import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

_AFTER_FAILURE_S = 5.0
_log = logging.getLogger(__name__)


class Worker:
    """Whoever is one says how it looks; it ends by finishing what is at hand."""

    def __init__(
        self, name: str, every_s: float, *, after_failure_s: float = _AFTER_FAILURE_S
    ) -> None:
        self._name, self._every_s, self._after_failure_s = name, every_s, after_failure_s
        self._woken, self._stopped = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def look(self) -> None:
        """Do what there is to do."""
        raise NotImplementedError

    def begun(self) -> None:
        """On its thread, before it looks for the first time."""

    def failed(self) -> None:
        """A look went wrong, which is logged; the next is not endangered by it."""

    def ended(self) -> None:
        """On its thread, once it looks no more."""

    @property
    def is_over(self) -> bool:
        """Whether it was asked to end."""
        return self._stopped.is_set()

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something to do; from any thread."""
        self._woken.set()

    def stop(self) -> None:
        """Finish what is at hand, and end."""
        self._stopped.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        self.begun()
        while not self.is_over:
            self._woken.clear()
            if self.is_well(self.look):
                self._woken.wait(self._every_s)
            else:
                self.failed()
                self._stopped.wait(self._after_failure_s)
        self.ended()

    def is_well(self, act: Callable[[], object]) -> bool:
        """Whether it went well; what went wrong is logged."""
        try:
            act()
        except Exception as problem:
            is_known = isinstance(problem, SQLAlchemyError)
            _log.error(
                "worker_failed",
                extra={"reason": f"{self._name}: {type(problem).__name__}"},
                exc_info=None if is_known else problem,
            )
            return False
        return True
