"""Files as they are shown to people: with headers that keep a browser from running them, photos
also as thumbnails.
"""

import io
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import BinaryIO
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from field_api.errors import ApiError
from field_api.submissions.store import AttachmentStore
from field_api.submissions.thumbnails import Thumbnails
from kobra_domain.submissions import Attachment

Readable = io.RawIOBase | BinaryIO
_CHUNK = 256 * 2**10
_SHOWN = ("image/jpeg", "image/png", "image/webp", "image/gif", "audio/", "video/")


class Size(StrEnum):
    """How large a photo is asked for."""

    THUMBNAIL = "thumbnail"
    FULL = "full"


class ShownFiles:
    """Files of one server."""

    def __init__(self, store: AttachmentStore, thumbnails: Thumbnails) -> None:
        self._store = store
        self._thumbnails = thumbnails

    def answer(self, attachment: Attachment, size: Size) -> Response:
        """The file or its thumbnail. Raises ApiError not_found for what is not or no photo, and
        not_drawn for a photo without a thumbnail.
        """
        try:
            if size is Size.THUMBNAIL:
                small = self._thumbnails.read(attachment.sha256)
                return file_answer(io.BytesIO(small), attachment.name, "image/jpeg")
            return file_answer(
                self._store.open(attachment.sha256), attachment.name, attachment.media_type
            )
        except KeyError as problem:
            raise ApiError("not_found", field="name") from problem


def file_answer(
    content: Readable, name: str, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A file that no browser takes for a page; private, and never another under the same name."""
    is_shown = media_type.startswith(_SHOWN)
    return _FileAnswer(
        content,
        media_type=media_type if is_shown else _plain(media_type),
        headers={
            "Content-Disposition": (
                f"{'inline' if is_shown else 'attachment'}; filename*=UTF-8''{quote(name, safe='')}"
            ),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=86400",
            **(headers or {}),
        },
    )


def _plain(media_type: str) -> str:
    known = {"application/xml", "application/pdf", "application/zip", "text/csv", "text/plain"}
    return media_type if media_type in known else "application/octet-stream"


class _FileAnswer(StreamingResponse):
    """A file, closed also where the reader went away before the first byte."""

    def __init__(self, content: Readable, media_type: str, headers: dict[str, str]) -> None:
        super().__init__(_chunks(content), media_type=media_type, headers=headers)
        self._content = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._content.close()


def _chunks(content: Readable) -> Iterator[bytes]:
    while chunk := content.read(_CHUNK):
        yield chunk
