"""That somebody changed by hand what is kept of a person, and why: what audit and page show."""

from dataclasses import dataclass
from datetime import datetime

from kobra_domain.limits import Code, Id, Line, Note, PartyId, PortfolioId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """`made_by` wrote the `fields` of a row of the party's (`kind` and `subject_id`: the party
    itself or an address of theirs) for a reason. The server makes one of each such operation.
    """

    id: Id
    portfolio_id: PortfolioId
    party_id: PartyId
    at: datetime
    kind: Code
    subject_id: Id
    fields: tuple[Line, ...]
    reason: Note
    made_by: UserId
