"""Joins the files that came with those the answers name, and reads what the phone's log says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from field_api.submissions.document import plain_path
from field_api.submissions.evidence import NO_LOG, Evidence, read_log
from field_api.submissions.files import look
from field_api.submissions.form_facts import FormFacts
from field_api.submissions.names import NAMELESS, apart, clean_name, joined, may_be
from field_api.submissions.raw import Raw, RawPart
from field_api.submissions.store import AttachmentStore
from kobra_domain.questionnaires.results import Fix
from kobra_domain.submissions import Answer, Attachment, AttachmentState

LOG_NAME = "audit.csv"
LOG_PATH = "meta/audit"
LARGEST_LOG = 16 * 2**20
MOST_FILES = 1_000
MOST_LETTERS = 1_000
SAME_NAME, JOINED_BY_GUESS = "same_name", "joined_by_guess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The files of a form, and what its log says. `strays`: those that no answer names, as they
    were sent; the phone's log is nobody's answer and has its reader.
    """

    attachments: tuple[Attachment, ...]
    strays: tuple[str, ...]
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
    named, sent = _named(answers, facts), _sent(raw.parts)
    looks = {part: _looked(store, part, zone) for parts in sent.values() for part in parts}
    found = joined(named, sent)
    guessed = _guessed(named, sent, found, looks) if raw.is_final else {}
    made: list[Attachment] = []
    for name, paths in named.items():
        came_as = found.get(name) or guessed.get(name, "")
        problem = JOINED_BY_GUESS if name in guessed else ""
        # What was guessed keeps the name that it came under, so that it is seen.
        made += _attachments(
            came_as if problem else name, paths, sent.get(came_as, []), looks, problem, made
        )
    strays = [name for name in sent if name not in {*found.values(), *guessed.values()}]
    for name in strays:
        made += _attachments(name, [], sent[name], looks, "", made)
    logs = [
        sent[found[name]] for name, paths in named.items() if LOG_PATH in paths and name in found
    ]
    return Gathered(
        attachments=tuple(made[:MOST_FILES]),
        strays=tuple(part.name for name in strays if name != LOG_NAME for part in sent[name]),
        evidence=_evidence(store, logs[0] if logs else sent.get(LOG_NAME, []), facts, arrival),
    )


def shows_photo(attachments: Iterable[Attachment], facts: FormFacts) -> bool:
    """Whether one has come that can be looked at and is no signature."""
    return any(
        a.state is AttachmentState.PRESENT
        and a.media_type.startswith("image/")
        and plain_path(a.path) not in facts.signatures
        for a in attachments
    )


def _sent(parts: Iterable[RawPart]) -> dict[str, list[RawPart]]:
    """The files by their names in the one spelling; of those too large the first, where no other
    of the name was kept.
    """
    found: dict[str, list[RawPart]] = {}
    for part in parts:
        of_name = found.setdefault(clean_name(part.name) or NAMELESS, [])
        if part.sha256 not in {other.sha256 for other in of_name}:
            of_name.append(part)
    return {
        name: [part for part in of_name if part.sha256] or of_name[:1]
        for name, of_name in found.items()
    }


def _named(answers: Sequence[Answer], facts: FormFacts) -> dict[str, list[str]]:
    """File name → paths of the answers that name it."""
    named: dict[str, list[str]] = {}
    for answer in answers:
        name = clean_name(answer.value)
        if name and len(answer.value) <= MOST_LETTERS and plain_path(answer.path) in facts.files:
            named.setdefault(name, []).append(answer.path)
    return named


def _guessed(
    named: Iterable[str],
    sent: Mapping[str, Sequence[RawPart]],
    found: Mapping[str, str],
    looks: Mapping[RawPart, Attachment],
) -> dict[str, str]:
    """A file that is missed, and one that nobody missed, if of its kind there is no other."""
    missing = [name for name in named if name not in found and name != LOG_NAME]
    stray = {
        name: looks[parts[0]].media_type
        for name, parts in sent.items()
        if name not in found.values()
        and name != LOG_NAME
        and looks[parts[0]].state is AttachmentState.PRESENT
    }
    fits = {name: [file for file, kind in stray.items() if may_be(name, kind)] for name in missing}
    return {
        name: files[0]
        for name, files in fits.items()
        if len(files) == 1 and sum(files[0] in others for others in fits.values()) == 1
    }


def _attachments(
    name: str,
    paths: Sequence[str],
    parts: Sequence[RawPart],
    looks: Mapping[RawPart, Attachment],
    problem: str,
    before: Sequence[Attachment],
) -> Iterator[Attachment]:
    """Every content at every path that names it. Which of several contents of one name a question
    means nobody knows: they are dealt out, and it is said.
    """
    if not parts:
        yield from (Attachment(name=name, path=path) for path in paths)
        return
    taken = [one.name for one in before]
    is_dealt = len(parts) == len(paths)
    for number, part in enumerate(parts):
        own = apart(name, taken)
        taken.append(own)
        mine = paths if len(parts) == 1 else paths[number : number + 1] if is_dealt else paths[:1]
        if number == 0 and not is_dealt:
            mine = paths
        look = looks[part]
        said = look.problem or (SAME_NAME if len(parts) > 1 and paths else problem)
        is_log = name == LOG_NAME and look.media_type == "text/plain"
        media_type = "text/csv" if is_log else look.media_type
        one = replace(look, name=own, media_type=media_type, problem=said)
        yield from (replace(one, path=path) for path in mine or [""])


def _looked(store: AttachmentStore, part: RawPart, zone: str) -> Attachment:
    """What a content is, yet without its name."""
    if not part.sha256:
        refused = AttachmentState.REFUSED
        return Attachment(name=part.name, size=part.size, state=refused, problem="file_too_big")
    with store.open(part.sha256) as content:
        looked = look(content, zone)
    return Attachment(
        name=part.name,
        media_type=looked.media_type,
        size=part.size,
        sha256=part.sha256,
        state=AttachmentState.REFUSED if looked.problem else AttachmentState.PRESENT,
        problem=looked.problem,
        lat=looked.lat,
        lon=looked.lon,
        taken_at=looked.taken_at,
    )


def _evidence(
    store: AttachmentStore, parts: Sequence[RawPart], facts: FormFacts, arrival: Fix | None
) -> Evidence:
    part = parts[0] if parts else None
    if part is None or not part.sha256 or part.size > LARGEST_LOG:
        return NO_LOG if facts.has_audit else Evidence()
    return read_log(store.read(part.sha256), arrival)
