"""What a visit that ends makes known of a person: it holds at once, in every portfolio of the
institution, until somebody who may says otherwise with a reason.
"""

from dataclasses import replace

from kobra_domain.portfolios import Party
from kobra_domain.visits import Outcome, Visit
from kobra_domain.words import say

TELLING_OUTCOMES = frozenset({Outcome.DECEASED, Outcome.DISPUTE})
# Of the house: what is kept is read by people of the country.
_LANGUAGE = "es"


def made_known(party: Party, visit: Visit) -> Party:
    """The person with what the visit's outcome says: a death is known from then on; who disputes
    the debt is not contacted any more. What somebody has written down already stands.
    """
    match visit.outcome:
        case Outcome.DECEASED if party.deceased_known_at is None:
            return replace(party, deceased_known_at=visit.ended_at)
        case Outcome.DISPUTE if not party.do_not_contact_reason.strip():
            return replace(party, do_not_contact_reason=say("made_known.dispute", None, _LANGUAGE))
        case _:
            return party
