"""Petitions that wait for an answer and are due soon, for who keeps people. Runs on a worker."""

from __future__ import annotations

from dataclasses import dataclass

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.person_cards import open_petitions
from kobra_domain.petitions import Urgency, urgency
from kobra_domain.scope import Permission
from kobra_domain.shift import local_day
from kobra_records.holidays import holidays_of


@dataclass(frozen=True, slots=True)
class PetitionsDue:
    """Whose, the next due first (a person stands once for each), and how many are overdue."""

    party_ids: tuple[str, ...] = ()
    overdue: int = 0


def petitions_due(workspace: Workspace) -> PetitionsDue:
    """Those that are overdue, due today or soon, in the chosen scope."""
    if not workspace.desk.may(Permission.KEEP_PEOPLE):
        return PetitionsDue()
    now = workspace.now
    found = [
        (one.petition.party_id, how)
        for one in open_petitions(workspace.desk.store, workspace.reach)
        if (how := urgency(one.petition, local_day(one.zone, now), holidays_of(one.country)))
        not in (None, Urgency.IN_TIME)
    ]
    overdue = sum(how is Urgency.OVERDUE for _, how in found)
    return PetitionsDue(tuple(party_id for party_id, _ in found), overdue)
