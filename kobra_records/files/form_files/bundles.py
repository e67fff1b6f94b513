"""A workbook with the files of its form: a ZIP that holds both, or a workbook and a folder.

What is set aside is told, each with its reason; a name of the archive is never taken for a path.
"""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from kobra_domain.errors import DomainError, Invalid
from kobra_domain.questionnaires.files import (
    MOST_FILE_BYTES,
    MOST_FILES,
    MOST_FORM_BYTES,
    OWN_NAMES,
    FormFile,
    clean_name,
    with_file,
)
from kobra_domain.questionnaires.form import Form
from kobra_records.files.envelopes import MOST_BYTES
from kobra_records.files.problems import FileProblem

MEDIA_FOLDER = "media"
MOST_ENTRIES = 2_000
# A ZIP of files is about as large as they are; its workbook comes on top.
MOST_PACKED = MOST_FORM_BYTES + MOST_BYTES
_ZIP = b"PK\x03\x04"
_BOOKS = (".xlsx", ".xlsm", ".xls")
_UNSEEN = frozenset({"thumbs.db", "desktop.ini"})
# Entries made by packers that do not say UTF-8 are read as this by the library.
_OLD_LETTERS = "cp437"
_UTF8_FLAG = 0x800
_LOCKED_FLAG = 0x1


@dataclass(frozen=True, slots=True)
class Bundle:
    """A workbook's bytes and name, the files beside it, and why others were left out. `is_whole`:
    somebody said where its files are, so that what is missing is missing.
    """

    workbook: bytes
    name: str
    files: tuple[FormFile, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)
    left_out: tuple[DomainError, ...] = ()
    is_whole: bool = False

    def dressed(self, form: Form) -> Form:
        """The form with these files."""
        return replace(form, files=self.files)


def read_packed(path: Path) -> bytes:
    """The bytes of a file that may be a form's. Raises OSError; FileProblem for more than any form
    has, of which no more is read, however much there is.
    """
    with path.open("rb") as file:
        data = file.read(MOST_PACKED + 1)
    if len(data) > MOST_PACKED:
        raise FileProblem("file.too_big", limit_mb=MOST_PACKED // 1_000_000)
    return data


def unpacked(data: bytes, filename: str) -> Bundle:
    """The workbook and the files of a ZIP; a workbook alone is one without files.

    Raises FileProblem for a ZIP that cannot be opened, is a trap, or has no one workbook.
    """
    if not data.startswith(_ZIP):
        return Bundle(data, filename)
    if len(data) > MOST_PACKED:
        raise FileProblem("file.too_big", limit_mb=MOST_PACKED // 1_000_000)
    try:
        with ZipFile(BytesIO(data)) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir()]
            is_book = any(_is_of_workbook(entry.filename) for entry in entries)
            if is_book or not (_has_book(entries) or filename.lower().endswith(".zip")):
                return Bundle(data, filename)  # what it is, its reader says
            return _of_archive(packed, entries)
    except (BadZipFile, LargeZipFile, NotImplementedError, OSError, EOFError) as error:
        raise FileProblem("file.corrupt") from error
    except (zlib.error, ValueError) as error:
        raise FileProblem("file.corrupt") from error


def file_count(data: bytes, filename: str) -> int:
    """How many files lie beside the workbook of a ZIP; none where there is none, or no ZIP."""
    try:
        return len(unpacked(data, filename).files)
    except FileProblem:
        return 0  # its reader says what it is


def _is_of_workbook(part: str) -> bool:
    """A workbook is a ZIP too; these are in no other."""
    return part.replace("\\", "/").lower().startswith(("xl/", "[content_types]"))


def _has_book(entries: list[ZipInfo]) -> bool:
    return any(entry.filename.lower().endswith(_BOOKS) for entry in entries)


def _of_archive(packed: ZipFile, entries: list[ZipInfo]) -> Bundle:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > 2 * MOST_PACKED:
        raise FileProblem("file.bomb")
    if any(entry.flag_bits & _LOCKED_FLAG for entry in entries):
        raise FileProblem("file.protected")
    seen = [entry for entry in entries if not _is_unseen(_name_of(entry))]
    books = [entry for entry in seen if _name_of(entry).lower().endswith(_BOOKS)]
    if not books:
        raise FileProblem("bundle.no_workbook")
    if len(books) > 1:
        raise FileProblem("bundle.two_workbooks", names=", ".join(map(_name_of, books[:5])))
    book = books[0]
    if book.file_size > MOST_BYTES:
        raise FileProblem("file.too_big", limit_mb=MOST_BYTES // 1_000_000)
    others = ((_name_of(e), _contents(packed, e)) for e in seen if e is not book)
    whole = Bundle(packed.read(book), clean_name(_name_of(book)), is_whole=True)
    return gathered(whole, others)


def _contents(packed: ZipFile, entry: ZipInfo) -> bytes:
    """At most what a file may have and one byte more, whatever the directory says."""
    with packed.open(entry) as stream:
        return stream.read(MOST_FILE_BYTES + 1)


def _name_of(entry: ZipInfo) -> str:
    if entry.flag_bits & _UTF8_FLAG:
        return entry.filename
    try:
        return entry.filename.encode(_OLD_LETTERS).decode()
    except UnicodeError:
        return entry.filename


def _is_unseen(name: str) -> bool:
    """What systems leave in folders, which no person put there."""
    parts = name.replace("\\", "/").split("/")
    return parts[-1].lower() in _UNSEEN or any(
        part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in parts
    )


def beside(bundle: Bundle, folder: Path) -> Bundle:
    """The bundle and the files that lie in a folder (not in folders within it).

    Raises FileProblem when the folder cannot be read.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise FileProblem("bundle.no_folder", folder=str(folder)) from error
    seen = [path for path in paths if not _is_unseen(path.name)]
    whole = replace(bundle, is_whole=True)
    return gathered(whole, ((path.name, _read(path)) for path in seen))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise FileProblem("file.unreadable", filename=str(path)) from error


def gathered(bundle: Bundle, found: Iterable[tuple[str, bytes]]) -> Bundle:
    """The bundle with what was found beside it, each looked at."""
    from kobra_records.files.form_files.looking import looked_at  # with the first file that comes

    form = Form(files=bundle.files)
    contents, left_out = dict(bundle.contents), list(bundle.left_out)
    for at, (raw_name, data) in enumerate(found):
        if at > MOST_FILES + len(OWN_NAMES):
            left_out.append(Invalid("form_file.too_many", field="files", limit=MOST_FILES))
            break
        try:
            file = looked_at(raw_name, data)
            if any(each.name == file.name for each in form.files):
                raise Invalid("form_file.name_twice", field="name", name=file.name)
            form = with_file(form, file)
        except Invalid as refusal:
            left_out.append(refusal)
            continue
        contents[file.sha256] = data
    return replace(bundle, files=form.files, contents=contents, left_out=tuple(left_out))


def packed(workbook: bytes, name: str, files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of a workbook and its files in a folder beside it.

    The same contents give the same bytes.
    """
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for path, data in ((name, workbook), *((f"{MEDIA_FOLDER}/{n}", d) for n, d in files)):
            entry = ZipInfo(path)  # at the beginning of its time, so that no clock is in it
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, ZIP_DEFLATED)
    return made.getvalue()
