"""The submissions behind the demonstration's first moment: for visits that were finished before it,
what their agents had filled in, with what was promised, paid and proposed. Pure but for photos.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

from field_api.simulator.events import CheckedIn, Ended
from field_api.simulator.facades import facade
from field_api.simulator.form_answers import PHOTO, answers
from field_api.simulator.ids import SeededIds
from field_api.simulator.questionnaires import FORM, published
from field_api.simulator.script import Script
from kobra_domain.dues import Payment, Promise
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import Account
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form, Node
from kobra_domain.questionnaires.question_types import read_type
from kobra_domain.submissions import (
    Answer,
    Attachment,
    AttachmentState,
    Finding,
    FindingKind,
    Proposal,
    ProposalKind,
    Review,
    ReviewAct,
    Submission,
)
from kobra_domain.visits import NotCompletedReason, ReviewState, Visit

_UNSAID = frozenset({"note", "audit"})
_PHOTO_SHARE, _FINDING_SHARE = 0.45, 0.06
_BEFORE_ARRIVAL = timedelta(seconds=40)
_SENT_AFTER = timedelta(seconds=12)
_COMMENTS = ("", "", "Completa y clara", "Foto nítida, gracias")
# Keeps a photo's bytes and answers their SHA-256.
KeepPhoto = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A question of the form that has an answer, by its path."""

    path: str
    name: str


class PastSubmissions:
    """Makes them for one script's world."""

    def __init__(self, script: Script, keep_photo: KeepPhoto | None = None) -> None:
        self._script, self._keep_photo = script, keep_photo
        forms = {one.questionnaire.form_id: one for one in published(script)}
        self._version = forms[FORM].versions[-1]
        self._leaves = leaves(canonical.read(self._version.document))
        self._accounts = {account.id: account for account in script.world.accounts}
        self._teams = {agent.id: agent.team_id for agent in script.world.agents}
        self._parties = {party.id: party for party in script.world.parties}
        self._addresses = {address.id: address for address in script.world.addresses}
        self._reviewer_id = script.world.users[1].id

    def of(self, visit: Visit) -> Iterator[Entity]:
        """The submission of a finished visit, and the rows that came of it."""
        if visit.check_in is None or visit.ended_at is None:
            return
        chance = Random(f"submission {visit.id}")
        ids = SeededIds(f"submission {visit.id}")
        arrival = CheckedIn(
            at=visit.check_in.at,
            sent_at=visit.check_in.at,
            visit_id=visit.id,
            check_in=visit.check_in,
        )
        given = answers(arrival, end_of(visit), self._accounts_of(visit))
        submission = self._submission(visit, given, ids, chance)
        yield submission
        yield from self._dues(submission, visit, given, ids)
        yield from self._proposals(submission, visit, ids)
        if visit.review is not None and visit.review is not ReviewState.RECEIVED:
            yield self._review(submission, ids, chance)

    def _accounts_of(self, visit: Visit) -> Sequence[Account]:
        return [self._accounts[one] for one in visit.account_ids]

    def _submission(
        self, visit: Visit, given: dict[str, str], ids: SeededIds, chance: Random
    ) -> Submission:
        assert visit.check_in is not None
        assert visit.ended_at is not None
        begun_at = visit.check_in.at - _BEFORE_ARRIVAL
        attachments = self._attachments(visit, chance)
        shown = {
            **given,
            **self._shown(visit),
            "start": begun_at.isoformat(),
            "end": visit.ended_at.isoformat(),
            **{one.path.rpartition("/")[2]: one.name for one in attachments},
        }
        return Submission(
            id=ids.timed(visit.ended_at),
            instance_id=f"uuid:{ids.random()}",
            form_id=self._version.form_id,
            form_version=self._version.form_version,
            received_at=visit.ended_at + _SENT_AFTER,
            questionnaire_id=self._version.questionnaire_id,
            version_id=self._version.id,
            agent_id=visit.agent_id,
            team_id=self._teams.get(visit.agent_id or ""),
            portfolio_id=visit.portfolio_id,
            visit_id=visit.id,
            started_at=begun_at,
            ended_at=visit.ended_at,
            answers=tuple(
                Answer(path=leaf.path, value=shown.get(leaf.name, "")) for leaf in self._leaves
            ),
            attachments=attachments,
            findings=_findings(visit, chance),
            fix=visit.check_in,
            verdict=visit.verdict,
            distance_m=visit.distance_m,
            logic_mismatch=False,
            review=visit.review or ReviewState.RECEIVED,
        )

    def _shown(self, visit: Visit) -> dict[str, str]:
        """What the form had calculated from the visit list."""
        address = self._addresses[visit.address_id]
        place = "" if address.lat is None else f"{address.lat} {address.lon} 0 0"
        return {
            "v_titular": self._parties[visit.party_id].name,
            "v_domicilio": address.street,
            "v_barrio": address.neighbourhood,
            "v_indicaciones": address.directions,
            "v_geo": place,
        }

    def _attachments(self, visit: Visit, chance: Random) -> tuple[Attachment, ...]:
        fix = visit.check_in
        if self._keep_photo is None or fix is None or fix.lat is None or fix.lon is None:
            return ()
        leaf = next(one for one in self._leaves if one.name == PHOTO)
        is_misplaced = visit.not_completed_reason is NotCompletedReason.MISPLACED_ADDRESS
        if is_misplaced:
            leaf = next(one for one in self._leaves if one.name == "foto_fachada")
        elif visit.outcome is None or chance.random() > _PHOTO_SHARE:
            return ()
        taken_at = fix.at + timedelta(seconds=20)
        photo = facade(f"{visit.address_id}", fix.lat, fix.lon, taken_at)
        return (
            Attachment(
                name=f"{round(taken_at.timestamp() * 1000)}.jpg",
                path=leaf.path,
                media_type="image/jpeg",
                size=len(photo),
                sha256=self._keep_photo(photo),
                state=AttachmentState.PRESENT,
                lat=fix.lat,
                lon=fix.lon,
                taken_at=taken_at.replace(microsecond=0),
            ),
        )

    def _dues(
        self, submission: Submission, visit: Visit, given: dict[str, str], ids: SeededIds
    ) -> Iterator[Entity]:
        assert visit.ended_at is not None
        account = self._accounts_of(visit)[0]
        origin: dict[str, Any] = {
            "portfolio_id": visit.portfolio_id,
            "account_id": account.id,
            "currency": account.currency,
            "visit_id": visit.id,
            "submission_id": submission.id,
            "agent_id": visit.agent_id,
        }
        end = visit.ended_at.date()
        if "promesa_monto" in given:
            yield Promise(
                id=ids.timed(visit.ended_at),
                made_at=visit.ended_at,
                amount_minor=int(given["promesa_monto"]) * 100,
                due_on=end.fromisoformat(given["promesa_fecha"]),
                **origin,
            )
        if "pago_monto" in given:
            yield Payment(
                id=ids.timed(visit.ended_at),
                reported_at=visit.ended_at,
                amount_minor=int(given["pago_monto"]) * 100,
                paid_on=end.fromisoformat(given["pago_fecha"]),
                method=given["pago_medio"],
                reference=given["pago_referencia"],
                **origin,
            )

    def _proposals(
        self, submission: Submission, visit: Visit, ids: SeededIds
    ) -> Iterator[Proposal]:
        if visit.proposed_lat is None or visit.ended_at is None:
            return
        yield Proposal(
            id=ids.timed(visit.ended_at),
            portfolio_id=visit.portfolio_id,
            party_id=visit.party_id,
            kind=ProposalKind.PIN,
            proposed_at=visit.ended_at,
            visit_id=visit.id,
            submission_id=submission.id,
            agent_id=visit.agent_id,
            address_id=visit.address_id,
            lat=visit.proposed_lat,
            lon=visit.proposed_lon,
            note=visit.result_note,
        )

    def _review(self, submission: Submission, ids: SeededIds, chance: Random) -> Review:
        at = submission.received_at + timedelta(minutes=chance.randrange(4, 240))
        return Review(
            id=ids.timed(at),
            submission_id=submission.id,
            act=ReviewAct.APPROVE,
            at=at,
            by=self._reviewer_id,
            visit_id=submission.visit_id,
            portfolio_id=submission.portfolio_id,
            team_id=submission.team_id,
            comment=chance.choice(_COMMENTS),
        )


def leaves(form: Form) -> tuple[Leaf, ...]:
    """The questions of a form that an instance has answers to, in its order."""

    def walk(nodes: tuple[Node, ...], path: tuple[str, ...]) -> Iterator[Leaf]:
        for node in nodes:
            here = (*path, node.name)
            if node.is_container:
                yield from walk(node.children, here)
            elif node.name and read_type(node.type).base not in _UNSAID:
                yield Leaf("/".join(here), node.name)

    return tuple(walk(form.survey, ()))


def end_of(visit: Visit) -> Ended:
    """How the visit ended, as its phone told it."""
    assert visit.ended_at is not None
    has_place = visit.proposed_lat is not None and visit.proposed_lon is not None
    return Ended(
        at=visit.ended_at,
        sent_at=visit.ended_at,
        visit_id=visit.id,
        outcome=visit.outcome,
        reason=visit.not_completed_reason,
        note=visit.result_note,
        proposed=(visit.proposed_lat or 0.0, visit.proposed_lon or 0.0) if has_place else None,
    )


def _findings(visit: Visit, chance: Random) -> tuple[Finding, ...]:
    if visit.check_in is None or chance.random() > _FINDING_SHARE:
        return ()
    from_at = visit.check_in.at + timedelta(seconds=chance.randrange(30, 90))
    until_at = from_at + timedelta(seconds=chance.randrange(60, 400))
    finding = Finding(kind=FindingKind.TRACKING_OFF, from_at=from_at, until_at=until_at)
    return (replace(finding, until_at=min(until_at, visit.ended_at or until_at)),)
