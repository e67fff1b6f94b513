"""The archive at the other end: what its head says, and its directories, each fetched once."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, HeaderDict, TileType, deserialize_header

from field_api.places.archive import UNREADABLE, Entry, entries_of, unpacked
from field_api.tiles_extract.spans import CHEAP, Span, merged
from field_api.tiles_extract.wire import Cut, Remote
from kobra_domain.errors import DomainError, Invalid

_HEAD = 16 * 1024  # the head, and the root directory behind it (specification, section 4)
_LARGEST_PART, _LARGEST_ABOUT = 64 * 2**20, 2**20
_TRIES = 4
_PACKED = (Compression.NONE, Compression.GZIP)

Stopped = Callable[[], bool]


class Changed(Exception):
    """The file is another than it was: nothing of before is worth anything."""


class Source:
    """An archive of vector tiles behind a Remote. Raises DomainError for all that is wrong with it,
    Changed once the file is another. `stopped` is asked while bytes come.
    """

    def __init__(self, remote: Remote, stopped: Stopped, wait: Callable[[float], object]) -> None:
        self._remote, self._stopped, self._wait = remote, stopped, wait
        self._identity: tuple[str, int | None] | None = None
        self._cache: Path | None = None
        self._head = self._first()
        self.header = self._read_header()

    @property
    def identity(self) -> str:
        """What is another once the file is: its tag and size, its head and root directory."""
        tag, size = self._identity or ("", None)
        return f"{tag}|{size}|{hashlib.sha256(self._head).hexdigest()}"

    @property
    def size(self) -> int | None:
        """Bytes of the whole archive; None where the server does not say."""
        return self._identity[1] if self._identity else None

    def keep_in(self, folder: Path) -> None:
        """Keep directories in a folder from now on, and take those that are there."""
        self._cache = folder

    def about(self) -> dict[str, Any]:
        """The metadata, with the attribution."""
        first, length = self.header["metadata_offset"], self.header["metadata_length"]
        if length > _LARGEST_ABOUT:
            raise self._wrong()
        try:
            raw = self._kept(first, length) if length else b"{}"
            told = json.loads(unpacked(raw, self._packing, _LARGEST_ABOUT) if length else raw)
        except (*UNREADABLE, RecursionError) as problem:
            raise self._wrong() from problem
        return told if isinstance(told, dict) else {}

    def root(self) -> list[Entry]:
        """The entries of the root directory."""
        return self._entries(self._kept(self.header["root_offset"], self.header["root_length"]))

    def leaves(self, places: Sequence[tuple[int, int]], overfetch: float) -> list[list[Entry]]:
        """The entries of leaf directories by offset and length, in the order of their places."""
        base = self.header["leaf_directory_offset"]
        missing = [one for one in places if self._file(base + one[0], one[1]) is None]
        have: dict[tuple[int, int], bytes] = {}
        for span in merged(missing, overfetch, cheap=CHEAP):
            raw = self.bytes_of(Span(base + span.first, span.length, ()))
            for offset, length in span.parts:
                at = offset - span.first
                have[offset, length] = body = raw[at : at + length]
                self._keep(base + offset, length, body)
        return [self._entries(have.get(one) or self._kept(base + one[0], one[1])) for one in places]

    def bytes_of(self, span: Span, told: Callable[[int], object] = lambda got: None) -> bytes:
        """The bytes of a span; what a cut has left is asked for once more. `told(got)`."""
        got, tries = bytearray(), 0
        while len(got) < span.length:
            before = len(got)
            try:
                stated, chunks = self._remote.part(span.first + before, span.length - before)
                self._same(stated.tag, stated.size)
                for chunk in chunks:
                    got += chunk
                    told(len(chunk))
                    self._may_go_on()
            except Cut:
                tries = 1 if len(got) > before else tries + 1
                if tries >= _TRIES:
                    raise
                self._may_go_on()
                self._wait(2.0 ** (tries - 1))
        return bytes(got)

    def _may_go_on(self) -> None:
        if self._stopped():
            raise DomainError("tiles_stopped")

    def _first(self) -> bytes:
        for left in reversed(range(_TRIES)):
            try:
                stated, chunks = self._remote.part(0, _HEAD, is_most=True)
                found = b"".join(chunks)
                self._identity = stated.tag, stated.size
                return found
            except Cut:
                self._may_go_on()
                if not left:
                    raise
                self._wait(1.0)
        raise AssertionError  # pragma: no cover

    def _same(self, tag: str, size: int | None) -> None:
        if (tag, size) != self._identity:
            raise Changed

    def _read_header(self) -> HeaderDict:
        try:
            header = deserialize_header(self._head[:127])
        except Exception as problem:  # of the library: an exception of its own for each reason
            raise self._wrong() from problem
        if header["tile_type"] is not TileType.MVT:
            raise Invalid("tiles_not_vector", host=self._remote.host)
        packed = header["internal_compression"], header["tile_compression"]
        if any(one not in _PACKED for one in packed):
            raise Invalid("tiles_packed_otherwise", filename=self._remote.host)
        places = [
            (header[f"{one}_offset"], header[f"{one}_length"])
            for one in ("root", "metadata", "leaf_directory", "tile_data")
        ]
        size = self.size
        is_within = size is None or all(first + length <= size for first, length in places)
        if not is_within or header["min_zoom"] > header["max_zoom"] or header["max_zoom"] > 30:
            raise self._wrong()
        return header

    @property
    def _packing(self) -> int:
        return int(self.header["internal_compression"].value)

    def _entries(self, raw: bytes) -> list[Entry]:
        try:
            return entries_of(raw, self._packing)
        except UNREADABLE as problem:
            raise self._wrong() from problem

    def _kept(self, first: int, length: int) -> bytes:
        if first + length <= len(self._head):
            return self._head[first : first + length]
        if length > _LARGEST_PART:
            raise self._wrong()
        file = self._file(first, length)
        if file is not None:
            return file.read_bytes()
        found = self.bytes_of(Span(first, length, ()))
        self._keep(first, length, found)
        return found

    def _file(self, first: int, length: int) -> Path | None:
        if self._cache is None:
            return None
        path = self._cache / f"part-{first}-{length}"
        is_whole = path.is_file() and path.stat().st_size == length
        return path if is_whole else None

    def _keep(self, first: int, length: int, content: bytes) -> None:
        if self._cache is not None:
            (self._cache / f"part-{first}-{length}").write_bytes(content)

    def _wrong(self) -> Invalid:
        return Invalid("tiles_not_pmtiles", host=self._remote.host)
