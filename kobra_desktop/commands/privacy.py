"""A person's data: keeping it for a court, erasing it, and using it again."""

from datetime import datetime

from kobra_desktop.api.erasures import erase_party
from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done
from kobra_domain.answers import Erasure
from kobra_domain.portfolios import Party
from kobra_domain.privacy import LegalHold
from kobra_domain.scope import Permission


def place_hold(
    desk: Desk, *, party_id: str, ordered_by: str, case_number: str, note: str = ""
) -> Done:
    """Nothing of this person is erased until it is lifted. Raises DomainError."""
    party = edits.held(desk, "party", party_id)
    assert isinstance(party, Party)
    values = {
        "portfolio_id": party.portfolio_id,
        "party_id": party_id,
        "ordered_by": ordered_by,
        "case_number": case_number,
        "note": note,
        "placed_at": desk.clock(),
    }
    return edits.create(desk, "legal_hold", values)


def lift_hold(desk: Desk, hold: LegalHold, at: datetime) -> Done:
    """The case is over. Raises DomainError."""
    return edits.edit(desk, "legal_hold.edit", hold.id, {"lifted_at": at}, hold)


def erase_person(desk: Desk, party_id: str, reason: str) -> Erasure:
    """Erase everything of a person. Needs the server. Raises NotAllowed, ApiError."""
    desk.require(Permission.ADMINISTER)
    return erase_party(desk.api, party_id, reason)
