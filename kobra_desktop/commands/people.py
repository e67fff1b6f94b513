"""What is written down of a person between visits: contacts, petitions, how they may be reached."""

from typing import Any

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done
from kobra_domain.contacts import Petition, PetitionState
from kobra_domain.portfolios import Party


def create_contact(desk: Desk, **values: Any) -> Done:
    """A contact that was no visit; `values` are the fields of `Contact` but its id. Raises
    DomainError.
    """
    return edits.create(desk, "contact", values)


def create_petition(desk: Desk, **values: Any) -> Done:
    """What a person asks for; `values` are the fields of `Petition` but its id. Raises
    DomainError.
    """
    return edits.create(desk, "petition", values)


def answer_petition(desk: Desk, petition: Petition, answer: str) -> Done:
    """It was answered now. Raises DomainError."""
    written = {"answer": answer, "answered_at": desk.clock(), "state": PetitionState.ANSWERED}
    return edits.edit(desk, "petition.edit", petition.id, written, petition)


def pass_on_petition(desk: Desk, petition: Petition, to: str) -> Done:
    """It is somebody else's to answer; it waits on here until they have. Raises DomainError."""
    written = {
        "passed_on_to": to,
        "passed_on_at": desk.clock(),
        "state": PetitionState.PASSED_ON,
    }
    return edits.edit(desk, "petition.edit", petition.id, written, petition)


def edit_person(desk: Desk, party: Party, reason: str, **changes: Any) -> Done:
    """Who a person is and how they may be reached, as they told it, and why it is written. Raises
    DomainError.
    """
    return edits.edit(desk, "party.keep", party.id, changes, party, reason)


def note_death(desk: Desk, party: Party, reason: str, *, is_known: bool) -> Done:
    """It is known that a person has died, and by whom or what; or it was not so. Raises
    DomainError.
    """
    changes = {"deceased_known_at": desk.clock() if is_known else None}
    return edits.edit(desk, "party.deceased", party.id, changes, party, reason)


def restrict_person(desk: Desk, party: Party, reason: str, *, is_restricted: bool) -> Done:
    """A person's data is only kept from now on, or may be used again. Raises DomainError."""
    changes = {"restricted_at": desk.clock() if is_restricted else None}
    return edits.edit(desk, "party.restriction", party.id, changes, party, reason)
