"""One multipart post as it streams in: every part goes to the store, never the whole to memory."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from field_api.budgets.phones import on_disk
from field_api.submissions.names import NAMELESS, extended_name, sent_name
from field_api.submissions.store import AttachmentStore, Stored, Writing

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

XML_PART = "xml_submission_file"
INCOMPLETE = "*isIncomplete*"
MOST_PARTS = 1_000
_LONGEST_FIELD = 1_000


@dataclass(slots=True)
class Part:
    """One part on its way. `is_whole`: its end came. Too large: read on, but not kept."""

    name: str
    is_file: bool
    most: int
    writing: Writing | None = None
    size: int = 0
    value: bytearray = field(default_factory=bytearray)
    is_whole: bool = False
    is_too_big: bool = False

    def take(self, data: bytes, store: AttachmentStore) -> None:
        """More of its bytes."""
        self.size += len(data)
        if not self.is_file:
            self.value += data[: _LONGEST_FIELD - len(self.value)]
            return
        if self.size > self.most:
            self.is_too_big = True
            self.abandon()
        if self.is_too_big:
            return
        if self.writing is None:
            self.writing = store.begin()
        self.writing.write(data)

    def abandon(self) -> None:
        """Forget its bytes."""
        if self.writing is not None:
            self.writing.abandon()
            self.writing = None


@dataclass(slots=True)
class Kept:
    """A part that is durable; `stored` None: it was too large."""

    name: str
    size: int
    stored: Stored | None


@dataclass(slots=True)
class Post:
    """What came: parts in their order. `is_broken`: it ended before its end, `is_too_big`: or was
    not read to it. `failure`: the disk took no more.
    """

    parts: list[Part] = field(default_factory=list)
    is_broken: bool = False
    is_too_big: bool = False
    is_crowded: bool = False
    failure: OSError | None = None

    @property
    def is_final(self) -> bool:
        """Whether no other post was announced."""
        return not self.is_broken and not any(
            part.name == INCOMPLETE and part.value.strip().lower() == b"yes" for part in self.parts
        )

    def files(self) -> Iterator[Part]:
        """The whole parts that are files, the form itself among them."""
        return (part for part in self.parts if part.is_file and part.is_whole)

    def new_bytes(self, store: AttachmentStore) -> int:
        """What its files would take of the disk, but for those that are there already."""
        coming = {
            part.writing.sha256: part.size for part in self.files() if part.writing is not None
        }
        return sum(on_disk(size) for sha256, size in coming.items() if not store.has(sha256))

    def keep(self, store: AttachmentStore) -> list[Kept]:
        """Make every whole file durable. Blocks; raises OSError when the disk fails."""
        files = list(self.files())
        for part in files:
            if part.writing is None and not part.is_too_big:
                part.writing = store.begin()  # of nothing
        stored = iter(store.keep([part.writing for part in files if part.writing is not None]))
        return [
            Kept(part.name, part.size, None if part.writing is None else next(stored))
            for part in files
        ]

    def abandon(self) -> None:
        """Forget what has not been kept."""
        for part in self.parts:
            part.abandon()


async def read_post(
    post: Post,
    content_type: str,
    chunks: AsyncIterator[bytes],
    store: AttachmentStore,
    largest_file: int,
) -> None:
    """Fill the post from a body; one that is no multipart, or breaks off, is marked broken."""
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        post.is_broken = True
        async for _ in chunks:
            pass
        return
    sink = _Sink(post, store, largest_file)
    try:
        parser = MultipartParser(boundary, sink.callbacks(), max_header_size=16_384)
        async for chunk in chunks:
            if not post.is_broken and post.failure is None:
                _feed(post, parser, chunk)
        parser.finalize()
    except FormParserError:
        post.is_broken = True
    post.is_broken = post.is_broken or not sink.has_ended


def _feed(post: Post, parser: MultipartParser, chunk: bytes) -> None:
    # Read on to the end, whatever happens: an answer in mid-body is not heard by the phone.
    try:
        parser.write(chunk)
    except FormParserError:
        post.is_broken = True
    except OSError as problem:
        post.failure = problem
        post.abandon()


class _Sink:
    """The parser's callbacks."""

    def __init__(self, post: Post, store: AttachmentStore, largest_file: int) -> None:
        self._post = post
        self._store = store
        self._largest_file = largest_file
        self._headers: dict[str, bytes] = {}
        self._field, self._value = b"", b""
        self._part: Part | None = None
        self.has_ended = False

    def callbacks(self) -> "MultipartCallbacks":
        """What the parser calls."""
        return {
            "on_part_begin": self._headers.clear,
            "on_header_field": self._on_field,
            "on_header_value": self._on_value,
            "on_header_end": self._on_header,
            "on_headers_finished": self._on_headers,
            "on_part_data": self._on_data,
            "on_part_end": self._on_end,
            "on_end": self._on_last,
        }

    def _on_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header(self) -> None:
        self._headers[self._field.decode("latin-1").lower()] = self._value
        self._field, self._value = b"", b""

    def _on_headers(self) -> None:
        disposition = self._headers.get("content-disposition", b"")
        _, options = parse_options_header(disposition)
        field_name = sent_name(options.get(b"name", b""))
        extended = extended_name(disposition)
        file_name = extended or sent_name(options.get(b"filename", b""))
        is_xml = field_name == XML_PART
        if len(self._post.parts) >= MOST_PARTS:
            self._post.is_crowded, self._part = True, None
            return
        # Some clients name a file by its field alone, or give it a name that cannot be read.
        is_named = b"filename" in options or bool(extended)
        is_file = is_named or "content-type" in self._headers
        name = file_name or field_name or NAMELESS
        self._part = Part(
            # By the field alone: a photo may be called as the form's part is.
            name=XML_PART if is_xml else f"_{name}" if name == XML_PART else name,
            is_file=is_xml or (is_file and field_name != INCOMPLETE),
            most=self._largest_file,
        )
        self._post.parts.append(self._part)

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        if self._part is not None:
            self._part.take(data[start:end], self._store)

    def _on_end(self) -> None:
        if self._part is not None:
            self._part.is_whole = True

    def _on_last(self) -> None:
        self.has_ended = True
