"""The folder in which a new map comes together: the directories that were read, the file as far as
it came, and the sum of each span of it. It survives a cut, a stop and a restart.
"""

import hashlib
import os
import shutil
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from field_api.places.archive import LARGEST_TILE, UNREADABLE, directory, opened, unpacked
from field_api.tiles_extract.plan import Plan
from field_api.tiles_extract.source import Source, Stopped
from field_api.tiles_extract.spans import Span
from kobra_domain.errors import DomainError, Invalid
from kobra_records.private_files import make_file, make_folder

_NOTE, _PART, _SUMS = "note.json", "map.part", "sums"
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Note:
    """Of what the folder is."""

    pattern: str = ""
    url: str = ""
    identity: str = ""
    digest: str = ""


class Stage:
    """One folder, for whoever has the lease. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        make_folder(folder)
        self.note = self._read()

    @property
    def part(self) -> Path:
        """The new archive as far as it came."""
        return self._folder / _PART

    def clear(self) -> None:
        """Nothing of it is needed any more."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def is_of(self, pattern: str, url: str, source: Source) -> bool:
        """Keep what there is if it is of this source, else begin anew: then it answers False if
        something was thrown away.
        """
        same = self.note.url == url and self.note.identity == source.identity
        had = self.note.pattern == pattern and self.part.exists()
        if not same:
            self.clear()
            make_folder(self._folder)
            self._write(Note(pattern, url, source.identity))
        source.keep_in(self._folder)
        return same or not had

    def done(self, plan: Plan) -> set[int]:
        """Which spans of a plan are here and whole; the file is made if it is another's."""
        if self.note.digest != plan.digest or not self._is_begun(plan):
            self._begin(plan)
            return set()
        with self.part.open("rb") as file:
            found = set()
            for line in (self._folder / _SUMS).read_text("ascii").splitlines():
                number, _, told = line.partition(" ")
                if number.isdecimal() and told and int(number) < len(plan.spans):
                    span = plan.spans[int(number)]
                    total = 0
                    for part in span.parts:
                        file.seek(len(plan.head) + plan.places[part])
                        total = zlib.crc32(file.read(part[1]), total)
                    if told == f"{total:08x}":
                        found.add(int(number))
        return found

    def put(self, plan: Plan, number: int, raw: bytes) -> None:
        """Keep the bytes of a span."""
        span, total = plan.spans[number], 0
        with self.part.open("r+b") as file:
            for offset, length in span.parts:
                body = raw[offset - span.first : offset - span.first + length]
                file.seek(len(plan.head) + plan.places[offset, length])
                file.write(body)
                total = zlib.crc32(body, total)
        with (self._folder / _SUMS).open("a", encoding="ascii") as sums:
            sums.write(f"{number} {total:08x}\n")

    def _is_begun(self, plan: Plan) -> bool:
        is_there = self.part.is_file() and (self._folder / _SUMS).is_file()
        if not is_there or self.part.stat().st_size != plan.size:
            return False
        with self.part.open("rb") as file:
            return file.read(len(plan.head)) == plan.head

    def _begin(self, plan: Plan) -> None:
        self.part.unlink(missing_ok=True)
        make_file(self.part)
        with self.part.open("r+b") as file:
            file.write(plan.head)
            file.truncate(plan.size)
        (self._folder / _SUMS).write_text("", "ascii")
        note = self.note
        self._write(Note(note.pattern, note.url, note.identity, plan.digest))

    def _read(self) -> Note:
        try:
            return msgspec.json.decode((self._folder / _NOTE).read_bytes(), type=Note)
        except (OSError, msgspec.DecodeError):
            return Note()

    def _write(self, note: Note) -> None:
        new = self._folder / f"{_NOTE}.new"
        new.write_bytes(msgspec.json.encode(asdict(note)))
        new.replace(self._folder / _NOTE)
        self.note = note


def source_span(plan: Plan, number: int) -> Span:
    """A span where it lies in the source."""
    span = plan.spans[number]
    return Span(plan.first + span.first, span.length, ())


def check(path: Path, plan: Plan, stopped: Stopped) -> str:
    """Open every tile of the new archive, and settle it on the disk; answers its SHA-256. Raises
    Invalid tiles_broken, DomainError tiles_stopped, OSError.
    """
    try:
        with opened(path) as archive:
            waiting, tiles, seen = [(*archive.root, 0)], 0, set[tuple[int, int]]()
            while waiting:
                offset, length, depth = waiting.pop()
                if depth > _DEEPEST:
                    raise Invalid("tiles_broken")
                for _, run, at, size in directory(archive, offset, length):
                    if run == 0:
                        waiting.append((archive.leaves + at, size, depth + 1))
                        continue
                    tiles += run
                    if (at, size) in seen:
                        continue
                    seen.add((at, size))
                    body = archive.raw[archive.data + at : archive.data + at + size]
                    if len(body) < size:
                        raise Invalid("tiles_broken")
                    unpacked(body, archive.packed, LARGEST_TILE)
                    if stopped():
                        raise DomainError("tiles_stopped")
    except (*UNREADABLE, Invalid) as problem:
        raise Invalid("tiles_broken") from problem
    if tiles != plan.tiles:
        raise Invalid("tiles_broken")
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()
