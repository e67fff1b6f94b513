"""What the server did with each operation: the row before it and after it, noted as it happens."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from field_api.operations import perform as performing
from kobra_domain.kinds import Entity
from kobra_domain.wire import Operation, Status


@dataclass(frozen=True, slots=True)
class Applied:
    """An operation that was applied, and its row on either side of it."""

    operation: Operation
    before: Entity | None
    after: Entity


class Witness:
    """Sees every operation that is applied while it `watches`; one done again after a lost race
    counts as it was done last.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self.applied: dict[str, Applied] = {}

    @contextmanager
    def watches(self) -> Iterator[None]:
        """As long as the block lasts."""
        really = performing._applied

        def applied(act: Any, after: Entity, before: Entity | None, version: int | None) -> Any:
            result = really(act, after, before, version)
            if result.status is Status.APPLIED:
                operation = act.received.operation
                with self._guard:
                    self.applied[operation.op_id] = Applied(operation, before, after)
            return result

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(performing, "_applied", applied)
            yield

    def chain(self, op_id: str | None) -> Iterator[Applied]:
        """The operation and those it was made on top of, the newest first."""
        while op_id is not None and op_id in self.applied:
            one = self.applied[op_id]
            yield one
            op_id = one.operation.after
