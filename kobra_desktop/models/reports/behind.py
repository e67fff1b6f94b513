"""The rows behind a report's number, for lists whose rows do not say all that numbers ask."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from kobra_desktop.errors import Known
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.reports import ids_behind
from kobra_domain.metrics.behind import NumberRows
from kobra_domain.metrics.predicates import Among, Predicate


def find_behind(
    workspace: Workspace,
    number: NumberRows,
    then: Callable[[Predicate], None],
    failed: Callable[[Known], None],
    owner: QObject,
) -> None:
    """Look the rows up on a worker, then hand on the condition that they fulfil."""
    store, reach = workspace.desk.store, workspace.reach

    def came(ids: frozenset[str]) -> None:
        then(Among("id", ids))

    workspace.background.read(lambda: ids_behind(store, number, reach), came, failed, owner=owner)
