"""Files that wait to be brought in: their turn, or a network. Of a file on this machine only its
place is kept, and its size and hour, so that it can be told when it has become another; what was
pasted is kept as it is. And what was said of files that lie on the server, as far as it was not
read there yet. All lie in the person's own encrypted replica.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from kobra_desktop.commands.desk import Desk
from kobra_desktop.store import kept
from kobra_domain.errors import DomainError
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.things import ImportKind
from kobra_records.files.portfolio_files.mapping_json import mapping_json, read_mapping
from kobra_records.ids import new_id

KEY = "waiting_files"
DRAFTS = "import_drafts"
MOST_DRAFTS = 20
MOST_PASTED = 4_000_000  # letters: what waits lies in the replica whole


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAtHand:
    """A file to be brought in: on this machine (`path`) or pasted (`text`). `size` in bytes and
    `modified_ns` are as it was when it was chosen. `first_lines` of a text in which no headers were
    found, to see how wide its columns are.
    """

    id: str
    name: str
    path: str = ""
    text: str = ""
    size: int = 0
    modified_ns: int = 0
    portfolio_id: str = ""
    kind: ImportKind | None = None
    first_lines: tuple[str, ...] = ()

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


def keep_waiting(desk: Desk, files: Sequence[FileAtHand]) -> list[FileAtHand]:
    """Let some wait, where they stood if they did; answers all. Raises StoreError."""
    with desk.store.editing() as connection:
        held = {one.id: one for one in _read(kept.value(connection, KEY))}
        held |= {one.id: one for one in files}
        kept.keep(connection, KEY, msgspec.to_builtins(list(held.values())))
    return list(held.values())


def forget_waiting(desk: Desk, file_id: str) -> list[FileAtHand]:
    """It waits no longer; answers those that do. Raises StoreError."""
    with desk.store.editing() as connection:
        held = [one for one in _read(kept.value(connection, KEY)) if one.id != file_id]
        kept.keep(connection, KEY, msgspec.to_builtins(held))
    return held


def drafts(desk: Desk) -> dict[str, Mapping]:
    """How files on the server shall be read, by the id of their import. Raises StoreError."""
    with desk.store.reading() as connection:
        raw = kept.value(connection, DRAFTS) or {}
    made = {}
    for import_id, said in raw.items():
        with suppress(DomainError):  # of another version: the server's own reading stands
            made[import_id] = read_mapping(said)
    return made


def keep_draft(desk: Desk, import_id: str, mapping: Mapping | None) -> None:
    """What was said of a file (None: it is over), of the last ones only. Raises StoreError."""
    with desk.store.editing() as connection:
        held: dict[str, Any] = kept.value(connection, DRAFTS) or {}
        held.pop(import_id, None)
        if mapping is not None:
            held[import_id] = mapping_json(mapping)
        kept.keep(connection, DRAFTS, dict(list(held.items())[-MOST_DRAFTS:]))


def _read(raw: Any) -> list[FileAtHand]:
    try:
        return msgspec.convert(raw or [], list[FileAtHand])
    except msgspec.ValidationError:  # of another version: nothing of it can be brought in
        return []
