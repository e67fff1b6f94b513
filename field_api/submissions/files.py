"""What a file from a phone is, by its content, and what a photo says of itself."""

import io
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image, ImageOps

from kobra_domain.errors import Invalid

MOST_PIXELS = 64_000_000
MOST_UNPACKED = 200_000_000
THUMBNAIL_PX = 360
_HEAD = 4_096
# Pillow's own alarm is for the whole process; ours is asked before anything is decoded.
Image.MAX_IMAGE_PIXELS = None
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# What Pillow raises for contents made to be wrong; the last for a cut number.
_UNREADABLE = (
    *(OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError, EOFError),
    struct.error,
)
_BRANDS = {
    b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"avif": "image/avif",
    b"M4A ": "audio/mp4", b"M4B ": "audio/mp4",
}  # fmt: skip
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/webm"),
)
_RIFF = {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a file is. A `problem` says why it is kept aside: nothing shows it."""

    media_type: str = ""
    problem: str = ""
    lat: float | None = None
    lon: float | None = None
    taken_at: datetime | None = None


def look(content: BinaryIO, zone: str) -> Looked:
    """What the content is; `zone` is where a photo was taken that names no zone itself."""
    head = content.read(_HEAD)
    if not head:
        return Looked(problem="empty_file")
    content.seek(0)
    if _is_photo(head):
        return _image(content, zone)
    media_type = _by_magic(head)
    return Looked(media_type=media_type, problem="" if media_type else "unknown_type")


def is_photo(content: BinaryIO) -> bool:
    """Whether the content begins as a photo does."""
    return _is_photo(content.read(_HEAD))


def drawn(photo: bytes) -> bytes:
    """A small upright JPEG of a photo. Raises Invalid not_drawn for what cannot be drawn.

    Runs where memory has an end: what is unpacked is counted before, by Pillow's own layout.
    """
    try:
        with Image.open(io.BytesIO(photo), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValueError("too many pixels")
            pixels = image.width * image.height
            image.draft("RGB", (THUMBNAIL_PX * 2, THUMBNAIL_PX * 2))
            if _unpacked_bytes(image, pixels) > MOST_UNPACKED:
                raise ValueError("unpacks to too much")
            near = _near(image)
        upright = ImageOps.exif_transpose(near).convert("RGB")
        upright.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX))
        out = io.BytesIO()
        upright.save(out, "JPEG", quality=80)
    except (*_UNREADABLE, MemoryError) as problem:
        raise Invalid("not_drawn") from problem
    return out.getvalue()


def _unpacked_bytes(image: Image.Image, pixels: int) -> int:
    """What Pillow and the format's library hold at once of an image of so many pixels, which may be
    unpacked smaller than it is.
    """
    a_pixel = 1 if image.mode in ("1", "L", "P") else 4
    if image.format == "WEBP":  # two canvases of its library's beside Pillow's own
        a_pixel = 12
    own = image.width * image.height * a_pixel
    if image.info.get("progressive"):  # all coefficients of the whole, whatever its size is to be
        own += pixels * 6
    return own


def _near(image: Image.Image) -> Image.Image:
    """The photo, not much larger than is needed, before anything makes copies of it."""
    scale = max(image.size) / (THUMBNAIL_PX * 4)
    if scale <= 1:
        image.load()
        return image.copy()
    size = (max(1, round(image.width / scale)), max(1, round(image.height / scale)))
    return image.resize(size, Image.Resampling.NEAREST)


def _is_photo(head: bytes) -> bool:
    begins = head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8"))
    return begins or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def _by_magic(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/3gpp" if head[8:11] == b"3gp" else "video/mp4")
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], "")
    for beginning, media_type in _BEGINNINGS:
        if head.startswith(beginning):
            return media_type
    if head[0] == 0xFF and head[1:2] and head[1] & 0xE0 == 0xE0:
        return "audio/aac" if head[1] & 0xF6 == 0xF0 else "audio/mpeg"
    return "text/plain" if _is_plain(head) else ""


def _is_plain(head: bytes) -> bool:
    """Text without control characters or anything a browser might take for a page."""
    try:
        text = head.decode("utf-8") if len(head) < _HEAD else head[:-4].decode("utf-8", "ignore")
    except UnicodeDecodeError:
        return False
    return "<" not in text and all(c.isprintable() or c in "\t\r\n\ufeff" for c in text)


def _image(content: BinaryIO, zone: str) -> Looked:
    try:
        with Image.open(content, formats=_FORMATS) as image:
            media_type = Image.MIME[image.format or ""]
            if image.width * image.height > MOST_PIXELS:
                return Looked(media_type=media_type, problem="too_many_pixels")
            # The format's own may unpack the whole picture to look for it behind the pixels.
            exif = Image.Image.getexif(image)
            lat, lon = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
            taken_at = _taken_at(exif.get_ifd(ExifTags.IFD.Exif), zone)
    except _UNREADABLE:
        return Looked(problem="damaged_image")
    return Looked(media_type=media_type, lat=lat, lon=lon, taken_at=taken_at)


def _place(gps: dict[int, Any]) -> tuple[float | None, float | None]:
    try:
        lat = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef), "S")
        lon = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef), "W")
    except (*_UNREADABLE, AttributeError):
        return None, None
    is_place = -90 <= lat <= 90 and -180 <= lon <= 180 and (lat, lon) != (0.0, 0.0)
    return (lat, lon) if is_place else (None, None)


def _degrees(parts: Any, side: Any, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if str(side).strip("\0 ").upper() == negative else value


def _taken_at(exif: dict[int, Any], zone: str) -> datetime | None:
    raw = str(exif.get(ExifTags.Base.DateTimeOriginal, "")).strip("\0 ")
    offset = str(exif.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
    try:
        local = datetime.strptime(raw, "%Y:%m:%d %H:%M:%S")
        if offset:
            local = local.replace(tzinfo=datetime.strptime(offset, "%z").tzinfo)
        else:
            local = local.replace(tzinfo=ZoneInfo(zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
