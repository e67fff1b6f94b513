"""What the field proposes is taken or left by a person; the server then does it."""

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, do
from kobra_desktop.store.making import Edit
from kobra_domain.submissions import Proposal, ProposalState


def decide(desk: Desk, proposal_id: str, *, accepts: bool, seen: Proposal | None = None) -> Done:
    """Accept or decline a proposal; it can be taken back until it is sent. Raises DomainError."""
    state = ProposalState.ACCEPTED if accepts else ProposalState.DECLINED
    changes = {"state": state, "decided_by": desk.who.id, "decided_at": desk.clock()}
    return do(desk, [Edit("proposal.decide", proposal_id, changes, seen)])
