"""Writes a dossier's archive: what was told, what phones sent as they sent it, how to check it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, TypeAlias

import msgspec
from sqlalchemy import Connection, or_, select

from field_api.dossiers.matter import Matter
from field_api.dossiers.told import sections
from field_api.submissions.raw import Raw, raw_of
from field_api.submissions.store import AttachmentStore
from field_api.submissions.untaken import untaken_of
from field_api.tables.submissions import raw_submissions
from kobra_domain.submissions import AttachmentState
from kobra_domain.words import moment, say
from kobra_records.files.dossier import DossierWriter, chunks
from kobra_records.files.exports.names import file_names

FORMS = "formularios"
XML_NAME = "submission.xml"

Named: TypeAlias = tuple[str, str]
"""A file's name and the SHA-256 of its content; none where it is not known any more."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A dossier's rows and forms, read in one moment, before any file is opened."""

    matter: Matter
    told: dict[str, list[dict[str, Any]]]
    forms: tuple[Raw, ...]


def gathered(connection: Connection, matter: Matter, store: AttachmentStore) -> Gathered:
    """Read all that goes into the archive."""
    forms = tuple(_forms(connection, matter, store))
    return Gathered(matter, sections(connection, matter), forms)


def write_dossier(
    file: BinaryIO, found: Gathered, store: AttachmentStore, *, by: str, at: datetime, locale: str
) -> str:
    """Write the archive into a new file, left at its beginning; answers its SHA-256. Raises
    OSError.
    """
    writer = DossierWriter(file)
    missing = [name for form in _sent(found) for name in _write_form(writer, *form, store)]
    for name, lines in found.told.items():
        writer.add(f"{name}.json", _json(lines))
    writer.add(f"{FORMS}.json", _json([_form_line(raw) for raw in found.forms]))
    writer.add("LEEME.txt", _readme(found.matter, missing, by=by, at=at, locale=locale))
    return writer.seal()


def _forms(connection: Connection, matter: Matter, store: AttachmentStore) -> Iterable[Raw]:
    """What phones sent for it, oldest first; also what was set aside."""
    ids = [one.id for one in matter.submissions]
    names = [one.instance_id for one in matter.submissions]
    waiting = untaken_of(connection, store, [visit.id for visit in matter.visits])
    table = raw_submissions.c
    whose = or_(table.submission_id.in_(ids), table.instance_id.in_(names), table.id.in_(waiting))
    query = select(table.id).where(whose).order_by(table.received_at, table.id)
    for raw_id in connection.scalars(query).all():
        yield raw_of(connection, raw_id)


def _sent(found: Gathered) -> Iterable[tuple[str, list[Named]]]:
    """Where each form lies, and its files. Where what the phone sent is not kept any more, its
    place is named, and the files that its answers still have are in it.
    """
    for raw in found.forms:
        yield raw.id, [(XML_NAME, raw.xml_sha256), *((one.name, one.sha256) for one in raw.parts)]
    kept = {raw.submission_id for raw in found.forms}
    for submission in found.matter.submissions:
        if submission.id not in kept:
            files = [one for one in submission.attachments if one.state is AttachmentState.PRESENT]
            yield submission.id, [(XML_NAME, ""), *((one.name, one.sha256) for one in files)]


def _write_form(
    writer: DossierWriter, folder: str, wanted: list[Named], store: AttachmentStore
) -> Iterable[str]:
    """Add a form's files; answers the names of those whose bytes are not there any more."""
    names = file_names([(name, sha256[:8]) for name, sha256 in wanted])
    for name, (_, sha256) in zip(names, wanted, strict=True):
        place = f"{FORMS}/{folder}/{name}"
        content = _opened(store, sha256)
        if content is None:
            yield place
            continue
        with content:
            writer.add(place, chunks(content))


def _opened(store: AttachmentStore, sha256: str) -> BinaryIO | None:
    try:
        return store.open(sha256) if sha256 else None
    except KeyError:
        return None


def _form_line(raw: Raw) -> dict[str, Any]:
    return {
        "id": raw.id,
        "received_at": raw.received_at.isoformat(),
        "instance_id": raw.instance_id,
        "submission_id": raw.submission_id,
        "state": raw.state,
        "problem": raw.problem,
        "sha256": raw.xml_sha256,
        "files": [{"name": p.name, "sha256": p.sha256, "size": p.size} for p in raw.parts],
    }


def _readme(matter: Matter, missing: list[str], *, by: str, at: datetime, locale: str) -> bytes:
    kind, _ = matter.subject
    made = moment(at, matter.portfolio.time_zone, locale)
    lines = [
        say(f"dossier.of_{kind}", {"name": matter.party.name}, locale),
        say(
            "dossier.made", {"portfolio": matter.portfolio.name, "name": by, "moment": made}, locale
        ),
        "",
        say("dossier.holds", {}, locale),
        say("dossier.rule", {}, locale),
        say("dossier.check", {}, locale),
    ]
    if missing:
        lines += ["", say("dossier.missing", {}, locale), *missing]
    return "\n".join([*lines, ""]).encode()


def _json(lines: list[dict[str, Any]]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(lines), indent=2)
