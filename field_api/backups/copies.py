"""A backup as it lies on a disk: a folder with the database, `data/` with the files of the data
folder, `SHA256SUMS` of all of it (as sha256sum writes it) and `backup.json`, which is written last.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from kobra_domain.errors import DomainError
from kobra_records.private_files import make_file, make_folder

ABOUT, SUMS, DATA, UNFINISHED = "backup.json", "SHA256SUMS", "data", ".part"
FORMAT = 1
_NAME = "kobra-%Y%m%dT%H%M%SZ"
_CHUNK = 2**20
# Of the data folder: what is drawn anew, and what was on its way: probes, files being made, a map
# being fetched, a list of places being read.
_DRAWN, _COMING = "thumbnails", "coming"
_PASSING = ("ready-", "outgoing-", "tiles-extract", "books", ".", "last-backup.json")


Tell = Callable[[int, int], None]  # so many bytes more were done, of so many in all


def unheard(more: int, whole: int) -> None:
    """Whoever is told how far it is does not care."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup is: `database` names its file, `revision` is the database's, `version` the
    program's; `bytes` of everything; `sums` is the SHA-256 of SHA256SUMS.
    """

    format: int
    made_at: datetime
    engine: str
    revision: str
    version: str
    database: str
    files: int
    bytes: int
    sums: str


@dataclass(frozen=True, slots=True)
class Copied:
    """What lies in a backup under a path: its sum in hex, its size in bytes."""

    sha256: str
    size: int


def name_at(now: datetime) -> str:
    """What a backup of that moment is called."""
    return now.astimezone(UTC).strftime(_NAME)


def about(folder: Path) -> About:
    """What a backup says of itself. Raises DomainError: none, damaged, of a newer program."""
    try:
        raw = (folder / ABOUT).read_bytes()
    except OSError as problem:
        raise DomainError("backup_none", path=str(folder)) from problem
    try:
        head = msgspec.json.decode(raw, type=dict[str, object])
        if isinstance(head.get("format"), int) and head["format"] > FORMAT:  # type: ignore[operator]
            raise DomainError("backup_newer", version=str(head.get("version", "")))
        found = msgspec.json.decode(raw, type=About)
    except (msgspec.MsgspecError, RecursionError) as problem:
        raise DomainError("backup_damaged", path=str(folder), file=ABOUT) from problem
    if Path(found.database).name != found.database or not found.database:
        raise DomainError("backup_damaged", path=str(folder), file=ABOUT)
    return found


def backups_in(folder: Path) -> list[Path]:
    """The finished backups of a folder, oldest first; those that were cut off are none."""
    there = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in there if _is_named(path.name) and (path / ABOUT).is_file())


def cut_off(folder: Path) -> list[Path]:
    """What backups that did not come to their end left there."""
    there = folder.iterdir() if folder.is_dir() else ()
    return [p for p in there if p.suffix == UNFINISHED and _is_named(p.stem) and p.is_dir()]


def _is_named(name: str) -> bool:
    try:
        return name_at(datetime.strptime(name, _NAME).replace(tzinfo=UTC)) == name
    except ValueError:
        return False


def sums(folder: Path, told: About) -> dict[str, Copied]:
    """What lies in a backup, by its path in it; sizes are those found. Raises DomainError
    backup_damaged, naming the file that is not as it was.
    """
    try:
        raw = (folder / SUMS).read_bytes()
    except OSError as problem:
        raise DomainError("backup_damaged", path=str(folder), file=SUMS) from problem
    if hashlib.sha256(raw).hexdigest() != told.sums:
        raise DomainError("backup_damaged", path=str(folder), file=SUMS)
    found: dict[str, Copied] = {}
    for line in raw.decode(errors="replace").splitlines():
        sha256, _, name = line.partition("  ")
        path = folder / name
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise DomainError("backup_damaged", path=str(folder), file=SUMS)
        if not path.is_file() or path.is_symlink():  # none is ever put there
            raise DomainError("backup_damaged", path=str(folder), file=name)
        found[name] = Copied(sha256, path.stat().st_size)
    if told.database not in found:
        raise DomainError("backup_damaged", path=str(folder), file=told.database)
    return found


def check(folder: Path, tell: Tell = unheard) -> About:
    """Read all of a backup again. Raises DomainError backup_none, backup_damaged, backup_newer."""
    told = about(folder)
    for name, one in sums(folder, told).items():
        if sum_of(folder / name) != one.sha256:
            raise DomainError("backup_damaged", path=str(folder), file=name)
        tell(one.size, told.bytes)
    return told


def write_sums(folder: Path, copied: Mapping[str, Copied]) -> str:
    """Write SHA256SUMS; answers its own sum."""
    raw = "".join(f"{one.sha256}  {name}\n" for name, one in sorted(copied.items())).encode()
    write(folder / SUMS, raw)
    return hashlib.sha256(raw).hexdigest()


def write(path: Path, raw: bytes) -> None:
    """A small file, on the disk when this returns."""
    make_file(path)
    with path.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def copy(source: Path, target: Path) -> Copied:
    """Copy a file with its time; answers what was read. Raises OSError."""
    make_folder(target.parent)
    make_file(target)
    summed, size = hashlib.sha256(), 0
    with source.open("rb") as coming, target.open("wb") as going:
        while chunk := coming.read(_CHUNK):
            summed.update(chunk)
            size += len(chunk)
            going.write(chunk)
        was = os.fstat(coming.fileno())
        going.flush()
        os.fsync(going.fileno())
    os.utime(target, ns=(was.st_atime_ns, was.st_mtime_ns))
    return Copied(summed.hexdigest(), size)


def sum_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def own_files(data_folder: Path, besides: frozenset[Path]) -> Iterator[Path]:
    """What of a data folder goes into a backup, as paths in it: all but what is drawn anew, what
    passes, and `besides` (the database may lie there too).
    """
    for place, folders, files in os.walk(data_folder):
        inside = Path(place).relative_to(data_folder)
        skipped = {_COMING} | ({_DRAWN} if inside == Path() else set())
        folders[:] = sorted(f for f in folders if f not in skipped and not _passes(inside, f))
        for name in sorted(files):
            path = Path(place, name)
            if not (_passes(inside, name) or path.is_symlink() or path.resolve() in besides):
                yield inside / name


def _passes(inside: Path, name: str) -> bool:
    return name.startswith(_PASSING if inside == Path() else ".")
