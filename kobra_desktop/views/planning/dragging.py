"""What is carried from one part of Planear to another: visits, by their ids."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QMimeData

LEAST = 150  # pixels at 100 %: how narrow a pane of Planear can be
VISITS = "application/x-kobra-visits"


def visits_mime(visit_ids: Iterable[str]) -> QMimeData:
    """These visits, to be dropped on an agent's day or on what waits."""
    made = QMimeData()
    made.setData(VISITS, QByteArray("\n".join(visit_ids).encode()))
    return made


def dragged(mime: QMimeData) -> tuple[str, ...]:
    """The visits that are carried; none of what comes from elsewhere."""
    data = bytes(mime.data(VISITS).data()).decode("utf-8", "replace")
    return tuple(one for one in data.split("\n") if one)
