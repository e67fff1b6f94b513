"""Files that wait for a network. Of a file on this machine only its place is kept, and its size and
hour, so that it can be told when it has become another; what was pasted is kept as it is. Both lie
in the person's own encrypted replica.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from kobra_desktop.commands.desk import Desk
from kobra_desktop.store import kept
from kobra_domain.imports.things import ImportKind
from kobra_records.ids import new_id

KEY = "waiting_files"
MOST_PASTED = 4_000_000  # letters: what waits lies in the replica whole


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAtHand:
    """A file to be brought in: on this machine (`path`) or pasted (`text`). `size` in bytes and
    `modified_ns` are as it was when it was chosen.
    """

    id: str
    name: str
    path: str = ""
    text: str = ""
    size: int = 0
    modified_ns: int = 0
    portfolio_id: str = ""
    kind: ImportKind | None = None

    @property
    def is_another(self) -> bool:
        """Whether the file is no longer what was chosen, or gone."""
        if self.text:
            return False
        try:
            now = Path(self.path).stat()
        except OSError:
            return True
        return (now.st_size, now.st_mtime_ns) != (self.size, self.modified_ns)


def file_at(path: Path) -> FileAtHand:
    """A file on this machine. Raises OSError."""
    found = path.stat()
    return FileAtHand(
        id=new_id(),
        name=path.name,
        path=str(path),
        size=found.st_size,
        modified_ns=found.st_mtime_ns,
    )


def pasted(text: str, name: str) -> FileAtHand:
    """Rows that were pasted."""
    return FileAtHand(id=new_id(), name=name, text=text, size=len(text.encode("utf-8")))


def waiting_files(desk: Desk) -> list[FileAtHand]:
    """Those that wait, the oldest first. Raises StoreError."""
    with desk.store.reading() as connection:
        return _read(kept.value(connection, KEY))


def keep_waiting(desk: Desk, file: FileAtHand) -> list[FileAtHand]:
    """Let one wait; answers all. Raises StoreError."""
    return _changed(desk, file.id, [file])


def forget_waiting(desk: Desk, file_id: str) -> list[FileAtHand]:
    """It waits no longer; answers those that do. Raises StoreError."""
    return _changed(desk, file_id, [])


def _changed(desk: Desk, file_id: str, added: list[FileAtHand]) -> list[FileAtHand]:
    with desk.store.editing() as connection:
        held = [one for one in _read(kept.value(connection, KEY)) if one.id != file_id]
        held += added
        kept.keep(connection, KEY, msgspec.to_builtins(held))
    return held


def _read(raw: Any) -> list[FileAtHand]:
    try:
        return msgspec.convert(raw or [], list[FileAtHand])
    except msgspec.ValidationError:  # of another version: nothing of it can be brought in
        return []
