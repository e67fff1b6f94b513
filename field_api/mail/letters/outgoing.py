"""The letter that takes a file of gestiones to a client: the file, its manifest, and what they hold
in words. It names nobody: who is in the file stands in the file alone.
"""

from sqlalchemy import Connection, select

from field_api.change_log.rows import find
from field_api.mail.letters.blocks import Block, Facts, Said, Title, as_html, as_text, subject_of
from field_api.mail.letters.office import Office
from field_api.mail.letters.voice import Voice, locale_of
from field_api.mail.message import Letter, Part, Withheld
from field_api.tables.outgoing import outgoing_files as files
from field_api.tables.outgoing import outgoing_parts as parts
from kobra_domain.deliveries import Delivery
from kobra_domain.outgoing.answers import Manifest, ManifestSum
from kobra_domain.outgoing.things import OutgoingTerms
from kobra_domain.portfolios import Portfolio
from kobra_domain.words import full_day, number
from kobra_records import json_form
from kobra_records.files.outgoing.manifest import (
    MANIFEST_ENDING,
    MANIFEST_MEDIA,
    manifest_bytes,
)

_BYTES = "application/octet-stream"  # what is text may get other line ends on its way
LARGEST = 15 * 2**20  # in base64 it is a third more, and many servers take 25 MB


def outgoing_letter(connection: Connection, delivery: Delivery, office: Office) -> Letter:
    """The file as it was made. Raises Withheld once its bytes are not here any more, and for one
    that is too large for a mail.
    """
    row = connection.execute(select(files).where(files.c.id == delivery.target_id)).one_or_none()
    if row is None or not row.is_kept or row.manifest is None:
        raise Withheld("unsent.file_gone")
    manifest: Manifest = json_form.read_text(row.manifest, Manifest)
    if manifest.bytes > LARGEST:
        raise Withheld("unsent.file_too_large")
    terms: OutgoingTerms = json_form.read_text(row.terms, OutgoingTerms)
    content = _content(connection, row.id)
    if len(content) != manifest.bytes:
        raise Withheld("unsent.file_gone")
    attachments = [Part(manifest.file, content, _BYTES)]
    if terms.has_manifest:
        name = manifest.file + MANIFEST_ENDING
        attachments.append(Part(name, manifest_bytes(manifest), MANIFEST_MEDIA))
    portfolio = find(connection, Portfolio, row.portfolio_id)
    country, zone = (portfolio.country, portfolio.time_zone) if portfolio else ("", "UTC")
    voice = Voice(locale_of("es", country), zone)
    day = full_day(voice.day(manifest.until_at), voice.locale)
    subject = subject_of(voice.say("file.subject", number=manifest.sequence), day)
    blocks = _blocks(manifest, voice)
    return Letter(
        subject=subject,
        text=as_text(blocks),
        html=as_html(blocks, voice.locale, subject),
        attachments=tuple(attachments),
    )


def _blocks(manifest: Manifest, voice: Voice) -> list[Block]:
    sums = [
        *((voice.say("file.promises"), _sum(one)) for one in manifest.promises),
        *((voice.say("file.payments"), _sum(one)) for one in manifest.payments),
    ]
    facts = (
        (voice.say("file.institution"), manifest.institution),
        (voice.say("file.portfolio"), manifest.portfolio),
        (voice.say("file.from"), voice.moment(manifest.from_at)),
        (voice.say("file.until"), voice.moment(manifest.until_at)),
        (voice.say("file.rows"), number(manifest.rows, voice.locale)),
        (voice.say("file.gestiones"), number(manifest.gestiones, voice.locale)),
        *sums,
        ("SHA-256", manifest.sha256),
    )
    return [Title(manifest.file), Said(voice.say("file.attached")), Facts(facts)]


def _sum(one: ManifestSum) -> str:
    return f"{one.count} · {one.amount} {one.currency}"


def _content(connection: Connection, file_id: str) -> bytes:
    mine = parts.c.file_id == file_id
    query = select(parts.c.content).where(mine).order_by(parts.c.part)
    return b"".join(bytes(part) for part in connection.scalars(query))
