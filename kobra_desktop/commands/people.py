"""What is written down of a person between visits: contacts, petitions, how they may be reached."""

from dataclasses import replace
from datetime import date
from typing import Any

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done
from kobra_desktop.store import rows
from kobra_desktop.store.queries.accounts import accounts_of_party
from kobra_domain.contact.exceptions import check_exceptions, own_accounts
from kobra_domain.contacts import Petition, PetitionState
from kobra_domain.hours_exceptions import HoursException
from kobra_domain.portfolios import Account, Party
from kobra_domain.shift import local_day


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


def ask_hours(desk: Desk, party: Party, asked: HoursException) -> Done:
    """The person asked for other hours; what shows it is the reason. Raises DomainError."""
    held = edits.held(desk, "party", party.id)
    assert isinstance(held, Party)
    after = replace(held, hours_exceptions=(*held.hours_exceptions, asked))
    with desk.store.reading() as connection:
        ids = accounts_of_party(connection, party.id)
        accounts: list[Account] = rows.entities(connection, "account", ids)
        portfolio = rows.one(connection, "portfolio", party.portfolio_id)
    zone = portfolio.time_zone if portfolio is not None else "UTC"
    own = own_accounts(party.id, accounts)
    check_exceptions(after, held, own, local_day(zone, desk.clock()))
    changes = {"hours_exceptions": after.hours_exceptions}
    return edits.edit(desk, "party.hours", party.id, changes, party, asked.document)


def revoke_hours(desk: Desk, party: Party, asked: HoursException, reason: str, on: date) -> Done:
    """The person took back from a day on what they had asked for. Raises DomainError."""
    left = tuple(
        replace(one, revoked_on=on) if one == asked else one for one in party.hours_exceptions
    )
    return edits.edit(desk, "party.hours", party.id, {"hours_exceptions": left}, party, reason)


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
