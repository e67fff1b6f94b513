"""Files of rows as one archive: a folder a row, no two names alike, each name with its ending."""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kobra_records.files.exports import names
from kobra_records.files.exports.deed import ExportPlan, ExportStopped, Parts, Written, may_replace
from kobra_records.files.exports.holding import Loss

Content = Callable[[], bytes | None]  # None: it cannot be had


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """`key` tells apart two of the same name."""

    name: str
    key: str
    content: Content


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """The files of one row."""

    name: str
    key: str
    files: Sequence[ArchiveFile]


def write_archive(folders: Sequence[ArchiveFolder], plan: ExportPlan) -> Written:
    """Write all; `rows` of the answer are files. Photos are packed already, so they are stored.
    Raises WouldReplace, NotWritten, ExportStopped, and what `sealed` and a content raise.
    """
    may_replace([plan.path], plan)
    held, missing = 0, 0
    titles = names.file_names([(folder.name, folder.key) for folder in folders])
    with Parts((plan.path,)) as parts:
        with (
            parts.writing(plan.path) as part,
            zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive,
        ):
            for done, (folder, title) in enumerate(zip(folders, titles, strict=True), 1):
                wanted = [(file.name, file.key) for file in folder.files]
                for file, name in zip(folder.files, names.file_names(wanted), strict=True):
                    content = file.content()
                    if content is None:
                        missing += 1
                    else:
                        archive.writestr(f"{title}/{name}", content)
                        held += 1
                    if plan.stopped():
                        raise ExportStopped
                plan.report(done)
        plan.sealed(len(folders))
        if plan.stopped():
            raise ExportStopped
        parts.take_their_places()
    return Written((plan.path,), held, {Loss.FILES: missing} if missing else {})
