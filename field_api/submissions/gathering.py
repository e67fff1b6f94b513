"""Joins the files that came with those the answers name, and reads what the phone's log says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from field_api.submissions.document import plain_path
from field_api.submissions.evidence import NO_LOG, Evidence, read_log
from field_api.submissions.files import look
from field_api.submissions.form_facts import FormFacts
from field_api.submissions.raw import Raw, RawPart
from field_api.submissions.store import AttachmentStore
from kobra_domain.questionnaires.results import Fix
from kobra_domain.submissions import Answer, Attachment, AttachmentState

LOG_NAME = "audit.csv"
LOG_PATH = "meta/audit"
LARGEST_LOG = 16 * 2**20
MOST_FILES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The files of a form, and what its log says."""

    attachments: tuple[Attachment, ...]
    evidence: Evidence


def gather(
    store: AttachmentStore,
    raw: Raw,
    answers: Sequence[Answer],
    facts: FormFacts,
    arrival: Fix | None,
    zone: str,
) -> Gathered:
    """The attachments in the answers' order, those nobody named behind them."""
    parts = _by_name(raw.parts)
    named = _named(answers, facts)
    paths = {**named, **{name: "" for name in parts if name not in named}}
    attachments = [
        _attachment(store, name, path, parts.get(name), zone)
        for name, path in list(paths.items())[:MOST_FILES]
    ]
    return Gathered(
        attachments=tuple(attachments),
        evidence=_evidence(store, named, parts, facts, arrival),
    )


def shows_photo(attachments: Iterable[Attachment], facts: FormFacts) -> bool:
    """Whether one has come that can be looked at and is no signature."""
    return any(
        a.state is AttachmentState.PRESENT
        and a.media_type.startswith("image/")
        and plain_path(a.path) not in facts.signatures
        for a in attachments
    )


def is_stray(attachment: Attachment) -> bool:
    """Whether no answer names it. The phone's log is nobody's answer and has its reader."""
    return not attachment.path and attachment.name != LOG_NAME


def _by_name(parts: Iterable[RawPart]) -> dict[str, RawPart]:
    """The first file of each name; one that was too large gives way to one that was not."""
    found: dict[str, RawPart] = {}
    for part in parts:
        if part.name not in found or not found[part.name].sha256:
            found[part.name] = part
    return found


def _named(answers: Sequence[Answer], facts: FormFacts) -> dict[str, str]:
    """File name → path of the answer that names it."""
    named: dict[str, str] = {}
    for answer in answers:
        name = answer.value.strip()
        if name and len(name) <= 240 and plain_path(answer.path) in facts.files:
            named.setdefault(name, answer.path)
    return named


def _attachment(
    store: AttachmentStore, name: str, path: str, part: RawPart | None, zone: str
) -> Attachment:
    if part is None:
        return Attachment(name=name, path=path)
    if not part.sha256:
        refused = AttachmentState.REFUSED
        return Attachment(
            name=name, path=path, size=part.size, state=refused, problem="file_too_big"
        )
    with store.open(part.sha256) as content:
        looked = look(content, zone)
    is_log = name == LOG_NAME and looked.media_type == "text/plain"
    return Attachment(
        name=name,
        path=path,
        media_type="text/csv" if is_log else looked.media_type,
        size=part.size,
        sha256=part.sha256,
        state=AttachmentState.REFUSED if looked.problem else AttachmentState.PRESENT,
        problem=looked.problem,
        lat=looked.lat,
        lon=looked.lon,
        taken_at=looked.taken_at,
    )


def _evidence(
    store: AttachmentStore,
    named: dict[str, str],
    parts: dict[str, RawPart],
    facts: FormFacts,
    arrival: Fix | None,
) -> Evidence:
    name = next((name for name, path in named.items() if path == LOG_PATH), LOG_NAME)
    part = parts.get(name)
    if part is None or not part.sha256 or part.size > LARGEST_LOG:
        return NO_LOG if facts.has_audit else Evidence()
    return read_log(store.read(part.sha256), arrival)
