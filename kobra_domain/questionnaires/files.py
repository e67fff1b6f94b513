"""A form's own files, which go to phones with it: pictures, sounds, videos, and tables to look
things up in. Here is what a file is called and what is known of it; its bytes lie elsewhere, by
their SHA-256.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.things import VISIT_LIST

if TYPE_CHECKING:
    from kobra_domain.questionnaires.form import Form

MOST_FILES = 300
MOST_FILE_BYTES = 32 * 2**20
MOST_FORM_BYTES = 128 * 2**20
LONGEST_NAME = 100
MOST_COLUMNS = 300
ITEMSETS = "itemsets.csv"  # the name that phones ask for external choices by
# What the server sends under these names is made anew for each agent, or by the compiler.
OWN_NAMES = frozenset({VISIT_LIST, ITEMSETS})


class FileKind(StrEnum):
    """What a phone does with a file: shows it, plays it, or looks things up in it."""

    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    DATA = "data"


_MEDIA_TYPES = {
    FileKind.IMAGE: {
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "png": "image/png",
        "gif": "image/gif",
        "webp": "image/webp",
        "bmp": "image/bmp",
        "svg": "image/svg+xml",
    },
    FileKind.AUDIO: {
        "mp3": "audio/mpeg",
        "wav": "audio/wav",
        "m4a": "audio/mp4",
        "aac": "audio/aac",
        "ogg": "audio/ogg",
        "amr": "audio/amr",
        "flac": "audio/flac",
    },
    FileKind.VIDEO: {"mp4": "video/mp4", "3gp": "video/3gpp", "webm": "video/webm"},
    FileKind.DATA: {
        "csv": "text/csv",
        "geojson": "application/geo+json",
        "xml": "application/xml",
    },
}
KINDS = {end: kind for kind, ends in _MEDIA_TYPES.items() for end in ends}
MEDIA_TYPES = {end: said for ends in _MEDIA_TYPES.values() for end, said in ends.items()}
# Windows keeps these for devices, whatever follows the dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = frozenset('<>:"/\\|?*')


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFile:
    """One file of a form. `size` is bytes; `md5` is what phones compare; both hashes in hex.

    `columns` are what a table has to look things up by, `faults` what is wrong with the content, as
    codes of the lint without their beginning («csv_not_utf8»).
    """

    name: str
    size: int
    sha256: str
    md5: str
    columns: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def kind(self) -> FileKind:
        """What a phone does with it."""
        return KINDS[ending(self.name)]

    @property
    def media_type(self) -> str:
        """The type of its content on the wire, by its name: another content is never taken in."""
        return MEDIA_TYPES[ending(self.name)]


def ending(name: str) -> str:
    """What follows the last dot, in small letters."""
    return name.rpartition(".")[2].lower()


def clean_name(raw: str) -> str:
    """The name of a file as it is compared and sent: without folders, composed (NFC)."""
    return unicodedata.normalize("NFC", raw.replace("\\", "/").rpartition("/")[2]).strip()


def check_name(name: str) -> None:
    """Raise Invalid for what cannot be a file's name on every phone and computer.

    Nothing is renamed in silence: the form names the file, and would not find it.
    """
    said = printable(name)
    if not name or not name.strip("."):
        raise Invalid("form_file.name_empty", field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid("form_file.name_long", field="name", name=said[:40], limit=LONGEST_NAME)
    if said != name or _FORBIDDEN & set(name) or name != name.strip() or name.endswith("."):
        raise Invalid("form_file.name_letters", field="name", name=said)
    if _DEVICES.fullmatch(name):
        raise Invalid("form_file.name_device", field="name", name=name)
    if name.casefold() in OWN_NAMES:
        raise Invalid("form_file.name_ours", field="name", name=name)
    if ending(name) not in KINDS or not name.rpartition(".")[0]:
        raise Invalid("form_file.kind_unknown", field="name", name=name)


def printable(text: str) -> str:
    """The text with what cannot be seen, or turns what is seen around, written as «U+202E»."""
    return "".join(
        f"U+{ord(letter):04X}"
        if unicodedata.category(letter)[0] in "CZ" and letter != " "
        else letter
        for letter in text
    )


def with_file(form: "Form", file: FormFile) -> "Form":
    """The form with a file; one of the same name is replaced.

    Raises Invalid: a name that differs in capitals alone (many phones keep only one of the two),
    too many files, or too many bytes.
    """
    others = [each for each in form.files if each.name != file.name]
    twin = next((each for each in others if each.name.casefold() == file.name.casefold()), None)
    if twin is not None:
        raise Invalid("form_file.case_twin", field="name", name=file.name, other=twin.name)
    files = tuple(sorted((*others, file), key=lambda each: (each.name.casefold(), each.name)))
    check_budget(files)
    return replace(form, files=files)


def without_file(form: "Form", name: str) -> "Form":
    """The form without the file of that name."""
    return replace(form, files=tuple(file for file in form.files if file.name != name))


def check_budget(files: Iterable[FormFile]) -> None:
    """Raise Invalid when a form's files are too many or too large for a phone's network."""
    sizes = [file.size for file in files]
    if len(sizes) > MOST_FILES:
        raise Invalid("form_file.too_many", field="files", limit=MOST_FILES)
    if sum(sizes) > MOST_FORM_BYTES:
        raise Invalid("form_file.form_too_big", field="files", limit_mb=MOST_FORM_BYTES // 2**20)


def check_size(name: str, size: int) -> None:
    """Raise Invalid for an empty file and for one that is too large."""
    if not size:
        raise Invalid("form_file.empty", field="name", name=name)
    if size > MOST_FILE_BYTES:
        limit = MOST_FILE_BYTES // 2**20
        raise Invalid("form_file.too_big", field="name", name=name, limit_mb=limit)
