"""From kept bytes to a submission: reads the form and its files, and writes what was read together
with what it does to its visit, in one transaction. Read again, the same bytes give the same.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import find, remembering
from field_api.database import Database, was_crossed
from field_api.operations.moments import UNBELIEVED, clock_findings
from field_api.operations.story import lock_forms_of
from field_api.submissions import raw as raws
from field_api.submissions.aside import note_owners
from field_api.submissions.document import Document, Unreadable, moment_of, read_document
from field_api.submissions.form_facts import UNKNOWN
from field_api.submissions.gathering import Gathered, gather, shows_photo
from field_api.submissions.identity import Identity, identity_of
from field_api.submissions.known_forms import KnownForm, KnownForms
from field_api.submissions.raw import Ended, Raw, RawPart
from field_api.submissions.scene import Matter
from field_api.submissions.settling import WAITING_FOR_PHOTO, named_visit, settle
from field_api.submissions.store import AttachmentStore
from kobra_domain.aside import PhoneEnd, ended_after
from kobra_domain.people import Agent
from kobra_domain.questionnaires.results import Result, result_of
from kobra_domain.submissions import Answer, AttachmentState, Submission
from kobra_records.ids import new_id

_log = logging.getLogger(__name__)
LARGEST_XML = 8 * 2**20
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a form: `code` names the sentence for its agent."""

    status: int
    code: str
    submission_id: str | None = None


TAKEN, HELD, HELD_AFTER = "phone.taken", "phone.held", "phone.held_after"
# What cannot be taken, by its code: the status and the sentence for the agent.
REFUSALS = {
    "unknown_form": (404, "phone.unknown_form"),
    raws.TWO_FORMS: (400, "phone.two_forms"),
    "no_form_id": (400, "phone.no_form_id"),
    "hostile_xml": (400, "phone.hostile_xml"),
    "unreadable_xml": (400, "phone.unreadable_xml"),
    "xml_too_big": (413, "phone.xml_too_big"),
    raws.NO_XML: (400, "phone.no_xml"),
    raws.LOST: (503, "phone.not_stored"),
}
_CONFLICT = Outcome(409, "phone.conflict")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A form read whole, before anything is written; `gather` joins the files of its row."""

    document: Document
    form: KnownForm
    answers: tuple[Answer, ...]
    result: Result
    parts: tuple[RawPart, ...]
    gathered: Gathered
    gather: Callable[[Raw], Gathered]
    has_photo: Callable[[Connection, Submission], bool]
    problem: str

    def with_files_of(self, raw: Raw) -> "_Read":
        """The same, with files that another post has brought meanwhile."""
        if raw.parts == self.parts:
            return self
        return replace(self, parts=raw.parts, gathered=self.gather(raw))


class Reader:
    """Reads forms of one server; knows its database, its store and the forms it has read."""

    def __init__(self, database: Database, store: AttachmentStore) -> None:
        self.database = database
        self.store = store
        self._forms = KnownForms()

    def read(self, raw_id: str, now: datetime, *, is_confirmed: bool = False) -> Outcome:
        """Read a form and write what follows; a repeat adds its files and changes nothing else.

        What came from a phone that was no longer the agent's waits until a person has confirmed it.
        """
        with self.database.read() as connection:
            raw = raws.raw_of(connection, raw_id)
            agent = find(connection, Agent, raw.agent_id)
        if agent is None or not raw.xml_sha256:
            return self._refuse(raw, raws.NO_XML)
        try:
            read = self._read(raw, agent)
        except Unreadable as problem:
            return self._refuse(raw, problem.code)
        except KeyError:  # its bytes are gone, as after an older copy of the folder was put back
            return self._lost(raw)
        if raw.ended is not None and raw.state != raws.READ:
            reason = _end_of(read, raw.ended)
            if not (is_confirmed and reason == raw.ended.reason):
                return self._held(raw, reason)
        return self._written(raw_id, agent, read, now)

    def take(self, note: Callable[[Connection], str], coming: Raw, now: datetime) -> Outcome:
        """Note what has come (`note` answers the id of its row) and read it, both in one
        transaction. `coming` is how the row will be if it is new. Whatever stands in the way, the
        bytes are noted first, and what is wrong with them found afterwards.
        """
        done = self._at_once(note, coming, now)
        if done is not None:
            return done
        with self.database.begin() as connection:
            raw_id = note(connection)
        return self.read(raw_id, now)

    def _at_once(
        self, note: Callable[[Connection], str], coming: Raw, now: datetime
    ) -> Outcome | None:
        if not coming.xml_sha256 or coming.ended is not None:
            return None
        try:
            with self.database.read() as connection:
                agent = find(connection, Agent, coming.agent_id)
            if agent is None:
                return None
            read = self._read(coming, agent)
            with self.database.begin() as connection:
                lock_forms_of(connection, agent.id)  # before any row, as where it is read later
                return _write(connection, note(connection), agent, read, now, is_looked_at=False)
        except Exception as problem:
            _log.info("submission_taken_in_steps", extra={"reason": type(problem).__name__})
            return None

    def _written(self, raw_id: str, agent: Agent, read: _Read, now: datetime) -> Outcome:
        for attempt in range(1, _TRIES + 1):
            try:
                with self.database.begin() as connection:
                    return _write(connection, raw_id, agent, read, now)
            except IntegrityError:  # the same instance came by another way: now it can be seen
                if attempt == _TRIES:
                    raise
            except OperationalError as problem:
                if attempt == _TRIES or not was_crossed(problem):
                    raise
        raise AssertionError("unreachable")

    def _read(self, raw: Raw, agent: Agent) -> _Read:
        if raw.xml_size > LARGEST_XML:
            raise Unreadable("xml_too_big")
        document = read_document(self.store.read(raw.xml_sha256))
        form = self._form(document.form_id, document.form_version)
        if form is None:
            raise Unreadable("unknown_form")
        answers, problem = document.answers(form.facts)
        result = result_of(answers)
        said = (*result.problems, *([problem] if problem else []))

        def gathered(raw: Raw) -> Gathered:
            return gather(self.store, raw, answers, form.facts, result.stood, agent.time_zone)

        return _Read(
            document=document,
            form=form,
            answers=answers,
            result=result,
            parts=raw.parts,
            gathered=gathered(raw),
            gather=gathered,
            has_photo=self._has_photo,
            problem=said[0] if said else "",
        )

    def _form(self, form_id: str, form_version: str) -> KnownForm | None:
        if (kept := self._forms.kept(form_id, form_version)) is not None:
            return kept
        with self.database.read() as connection:
            return self._forms.find(connection, form_id, form_version)

    def _has_photo(self, connection: Connection, form: Submission) -> bool:
        known = self._forms.find(connection, form.form_id, form.form_version)
        return shows_photo(form.attachments, known.facts if known else UNKNOWN)

    def refuse(self, raw_id: str, code: str) -> Outcome:
        """Set a form aside unread."""
        with self.database.read() as connection:
            raw = raws.raw_of(connection, raw_id)
        return self._refuse(raw, code)

    def _refuse(self, raw: Raw, code: str) -> Outcome:
        if raw.state not in (raws.READ, raws.DISCARDED):
            with self.database.begin() as connection:
                raws.mark(connection, raw, raws.REFUSED, problem=code)
        return Outcome(*REFUSALS[code])

    def visit_of(self, raw_id: str) -> str:
        """The visit that a form names; empty if it cannot be read or names none."""
        with self.database.read() as connection:
            raw = raws.raw_of(connection, raw_id)
            agent = find(connection, Agent, raw.agent_id)
        try:
            return self._read(raw, agent).result.visit_id if agent is not None else ""
        except (Unreadable, KeyError):
            return ""

    def _held(self, raw: Raw, reason: str) -> Outcome:
        """Set aside until a person looks at it; its phone may forget it."""
        if raw.state != raws.DISCARDED:
            with self.database.begin() as connection:
                raws.mark(connection, raw, raws.REFUSED, problem=reason)
        return Outcome(202, HELD if reason in set(PhoneEnd) else HELD_AFTER)

    def _lost(self, raw: Raw) -> Outcome:
        """Set aside until its phone sends it again, or it would be tried for ever."""
        if not raw.is_done:
            with self.database.begin() as connection:
                raws.mark(
                    connection,
                    raw,
                    raws.REFUSED,
                    problem=raws.LOST,
                    instance_id=raw.instance_id,
                    submission_id=raw.submission_id,
                )
        return Outcome(*REFUSALS[raws.LOST])


def _end_of(read: _Read, ended: Ended) -> str:
    """Why a form waits: ended before the phone was no longer the agent's, or after, by its clock.
    Of one that does not say when it ended, a person decides.
    """
    said = {answer.path: answer.value for answer in read.answers}
    at = moment_of(said.get(read.form.facts.end, ""))
    return ended.reason.value if at is None or at < ended.at else ended_after(ended.reason)


class _MayBeHeld(Exception):
    """A form that a person may have to look at first."""


def _write(
    connection: Connection,
    raw_id: str,
    agent: Agent,
    read: _Read,
    now: datetime,
    *,
    is_looked_at: bool = True,
) -> Outcome:
    lock_forms_of(connection, agent.id)
    raw = raws.raw_of(connection, raw_id, lock=True)
    if raw.ended is not None and not is_looked_at:
        raise _MayBeHeld
    read = read.with_files_of(raw)
    identity = identity_of(connection, raw, read.document.instance_id, read.result)
    if identity is None:
        raws.mark(connection, raw, raws.CONFLICT, instance_id=read.document.instance_id)
        return _CONFLICT
    stands = identity.stands
    with remembering(connection):
        after, edits = _revised(connection, raw, agent, read, identity, now)
    raws.mark(
        connection,
        raw,
        raws.READ,
        instance_id=read.document.instance_id or None,
        submission_id=after.id,
        is_settled=raw.is_done or raw.is_final,
    )
    note_owners(connection, raw.id, read.gathered.strays)
    if after != stands:
        edits = [(after, stands), *edits]
    record_all(connection, edits, at=now)
    return Outcome(201, TAKEN, after.id)


def _revised(
    connection: Connection,
    raw: Raw,
    agent: Agent,
    read: _Read,
    identity: Identity,
    now: datetime,
) -> tuple[Submission, list[Edit]]:
    """The submission with what has come by now, and once all came, what it does to its visit."""
    gathered = read.gathered
    stands = identity.stands or _new(connection, raw, agent, read, identity)
    is_whole = not any(a.state is AttachmentState.MISSING for a in gathered.attachments)
    clock = clock_findings(stands)
    after = replace(
        stands,
        attachments=gathered.attachments,
        findings=(*clock, *(gathered.evidence.findings if raw.is_final else ())),
        is_complete=raw.is_final and is_whole,
    )
    is_retried = after.problem in WAITING_FOR_PHOTO and shows_photo(
        after.attachments, read.form.facts
    )
    if not raw.is_final or (raw.is_done and not is_retried):
        return after, []
    if is_retried:
        after = replace(after, problem=read.problem or identity.problem)
    logged = gathered.evidence.time_of(read.result.arrival_path)

    def has_photo(form: Submission) -> bool:
        return read.has_photo(connection, form)

    matter = Matter(
        submission=after, result=read.result, logged_at=logged, has_photo=has_photo, now=now
    )
    settlement = settle(connection, matter)
    after = settlement.submission
    if not after.problem:
        doubt = next((f.kind.value for f in clock if f.kind in UNBELIEVED), "")
        after = replace(after, problem=doubt)
    return after, list(settlement.edits)


def _new(
    connection: Connection, raw: Raw, agent: Agent, read: _Read, identity: Identity
) -> Submission:
    document, form = read.document, read.form
    times = {answer.path: answer.value for answer in read.answers}
    visit, problem = named_visit(connection, read.result, agent.id)
    return Submission(
        id=new_id(),
        instance_id=identity.instance_id,
        form_id=form.form_id,
        form_version=form.form_version,
        received_at=raw.received_at,
        questionnaire_id=form.questionnaire_id,
        version_id=form.version_id,
        agent_id=agent.id,
        team_id=agent.team_id,
        portfolio_id=visit.portfolio_id if visit else None,
        visit_id=visit.id if visit else None,
        started_at=moment_of(times.get(form.facts.start, "")),
        ended_at=moment_of(times.get(form.facts.end, "")),
        answers=read.answers,
        problem=problem or read.problem or identity.problem,
        replaces=document.replaces,
    )
