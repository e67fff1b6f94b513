"""Which fields of a row are lawful together, though each is lawful alone."""

from collections.abc import Iterable

from kobra_domain.alert_rules import AlertRules, check_rules
from kobra_domain.buckets import check_bounds
from kobra_domain.contact.house import check_house
from kobra_domain.contacts import Contact, check_purpose
from kobra_domain.documents import MINORS
from kobra_domain.errors import Invalid
from kobra_domain.goals import Goal, check_goal
from kobra_domain.house_rules import HouseRules
from kobra_domain.kinds import Entity
from kobra_domain.people import Agent, Role, ShiftSpan, User
from kobra_domain.portfolios import Account, AccountParty, Party, PartyRole, Portfolio
from kobra_domain.reports.custom.things import SavedReport, check_saved
from kobra_domain.visits import Visit, VisitState


def check_together(entity: Entity) -> None:
    """Raise Invalid for fields that are each lawful but not together."""
    match entity:
        case Visit():
            _check_visit_fields(entity)
        case Account():
            _check_parties(entity.parties)
        case Contact():
            check_purpose(entity)
        case AlertRules() | HouseRules() | Goal() | SavedReport():
            _check_own(entity)
        case Portfolio():
            check_bounds(entity.buckets)
        case Party() if entity.document_type in MINORS:
            raise Invalid("minors_document", field="document_type")
        case Agent():
            _check_spans((*entity.shift, *entity.breaks))
        case User() if entity.role is Role.AGENT and entity.agent_id is None:
            raise Invalid("missing", field="agent_id")


def _check_own(entity: AlertRules | HouseRules | Goal | SavedReport) -> None:
    """What a kind says of itself beside its own declaration."""
    match entity:
        case AlertRules():
            check_rules(entity)
        case HouseRules():
            check_house(entity)
        case Goal():
            check_goal(entity)
        case _:
            check_saved(entity)


def _check_parties(parties: Iterable[AccountParty]) -> None:
    for entry in parties:
        if entry.role is PartyRole.REFERENCE and not entry.reason.strip():
            raise Invalid("reference_without_reason", field="parties")


def _check_spans(spans: Iterable[ShiftSpan]) -> None:
    if any(span.end <= span.start for span in spans):
        raise Invalid("ends_before_start", field="shift")


def _check_visit_fields(visit: Visit) -> None:
    state = visit.state
    if not visit.account_ids:
        raise Invalid("missing", field="account_ids")
    if (visit.window_start_at is None) != (visit.window_end_at is None):
        raise Invalid("half_a_window", field="window_end_at")
    if (
        visit.window_start_at
        and visit.window_end_at
        and visit.window_end_at <= visit.window_start_at
    ):
        raise Invalid("ends_before_start", field="window_end_at")
    if state is VisitState.ASSIGNED and (visit.agent_id is None or visit.planned_on is None):
        raise Invalid("missing", field="agent_id" if visit.agent_id is None else "planned_on")
    if state is VisitState.DRAFT and visit.agent_id is not None:
        raise Invalid("draft_with_agent", field="agent_id")
    if state is VisitState.CHECKED_IN and visit.check_in is None:
        raise Invalid("missing", field="check_in")
    if state is VisitState.COMPLETED and visit.outcome is None:
        raise Invalid("missing", field="outcome")
    if state is VisitState.NOT_COMPLETED and visit.not_completed_reason is None:
        raise Invalid("missing", field="not_completed_reason")
    if state is VisitState.CANCELLED and not visit.cancel_reason.strip():
        raise Invalid("missing", field="cancel_reason")
