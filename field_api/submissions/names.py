"""What a file that came with a form is called, and which of the form's answers means it.

A form names its files as the phone's disk had them; a post names them as its client, and what stood
between, spelt them. Both are brought to one spelling; what still differs is joined from the surest
to the least sure, and never where two would do.
"""

import binascii
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import collapse_rfc2231_value
from typing import Any
from urllib.parse import unquote

NAMELESS = "archivo"
LONGEST_NAME = 240
# A recording's ending does not tell whether it has pictures. Not asked of the system, whose lists
# differ.
_KINDS = {"image": "picture", "audio": "recording", "video": "recording", "text": "text"}
_ENDINGS = {
    "picture": "jpg jpeg png webp gif heic heif avif bmp",
    "recording": "mp3 m4a aac amr wav ogg oga opus 3gp 3gpp mp4 m4v mov webm mkv",
    "text": "csv txt",
    "other": "pdf",
}
_KIND_OF = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def sent_name(raw: bytes) -> str:
    """A part's name as its client wrote it: UTF-8, else as Western Europe did; RFC 2047 read."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return clean_name(_of_words(text))


def extended_name(disposition: bytes) -> str:
    """The name of `filename*` (RFC 2231, also in pieces); empty where there is none."""
    if b"filename*" not in disposition.lower():
        return ""
    message = Message()
    message["Content-Disposition"] = disposition.decode("latin-1").replace("\n", " ")
    # What is encoded is a tuple, whatever the stubs say; of both kinds it goes before.
    parameters: list[tuple[str, Any]] = message.get_params([], "content-disposition")
    found = [value for name, value in parameters if name.lower() == "filename"]
    found.sort(key=lambda value: not isinstance(value, tuple))
    return clean_name(collapse_rfc2231_value(found[0], "replace")) if found else ""


def clean_name(text: str) -> str:
    """A name in the one spelling, without the way to it and without what cannot be seen; no name
    of a device or a folder. Empty for none.
    """
    bare = unicodedata.normalize("NFC", text.replace("\\", "/").rpartition("/")[2])
    seen = "".join(c for c in bare if c.isprintable()).strip()[:LONGEST_NAME].rstrip(" .")
    if not seen:
        return NAMELESS if bare.strip() else ""
    return f"_{seen}"[:LONGEST_NAME] if _DEVICE.match(seen) else seen


def joined(named: Iterable[str], sent: Iterable[str]) -> dict[str, str]:
    """Which file that was sent is meant by each name; every one at most once."""
    missing, stray = list(dict.fromkeys(named)), list(dict.fromkeys(sent))
    found: dict[str, str] = {}
    for spelling in (_as_it_is, _decoded, _folded):
        for name, file in _alike(missing, stray, spelling):
            found[name] = file
            missing.remove(name)
            stray.remove(file)
    return found


def may_be(name: str, media_type: str) -> bool:
    """Whether a file of this content can be the one that was named so, by its ending."""
    wanted = _KIND_OF.get(name.rpartition(".")[2].lower())
    return wanted is None or wanted == _KINDS.get(media_type.partition("/")[0], "other")


def apart(name: str, taken: Iterable[str]) -> str:
    """A name that nobody has: «foto (2).jpg»."""
    stem, dot, ending = name.rpartition(".")
    stem, end = (stem, dot + ending) if stem else (name, "")
    held, number, made = set(taken), 1, name
    while made in held:
        number += 1
        tail = f" ({number}){end}"
        made = stem[: LONGEST_NAME - len(tail)] + tail
    return made


def _alike(
    named: Iterable[str], sent: Iterable[str], spelling: Callable[[str], str]
) -> list[tuple[str, str]]:
    """The pairs that no other could be, by a spelling."""
    names, files = _by(named, spelling), _by(sent, spelling)
    return [
        (those[0], files[key][0])
        for key, those in names.items()
        if len(those) == 1 and len(files.get(key, ())) == 1
    ]


def _by(texts: Iterable[str], spelling: Callable[[str], str]) -> Mapping[str, list[str]]:
    groups = defaultdict[str, list[str]](list)
    for text in texts:
        groups[spelling(text)].append(text)
    return groups


def _as_it_is(name: str) -> str:
    return name


def _decoded(name: str) -> str:
    """Without percent signs, and without the harm of UTF-8 that was read as Western European."""
    text = unquote(name)
    with suppress(UnicodeError):
        text = text.encode("cp1252").decode("utf-8")
    return clean_name(text)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", _decoded(name).casefold())


def _of_words(text: str) -> str:
    """The text of «=?UTF-8?Q?…?=»."""
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError, binascii.Error):
        return text
