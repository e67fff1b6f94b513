"""The account statement of the person whose page is open, as a file. Runs on a worker."""

from __future__ import annotations

from pathlib import Path

from kobra_desktop.models.papers import printed_by, write_paper
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.person_cards import PersonCard
from kobra_domain.contact.gate import BOUND_ROLES
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import Account
from kobra_records.files.paper.statement import Statement, statement_paper


def write_statement(workspace: Workspace, card: PersonCard, target: Path) -> None:
    """Write it. Raises Invalid (`not_found`: the portfolio is not here), KobraError
    (`file_not_written`), WorkFailure.
    """
    if card.portfolio is None:
        raise Invalid("not_found", field="portfolio_id")
    owed = tuple(one for one in card.accounts if _is_bound(card.party.id, one))
    ids = {one.id for one in owed}
    statement = Statement(
        institution=card.institution,
        portfolio=card.portfolio,
        party=card.party,
        accounts=owed,
        bank_payments=tuple(one for one in card.bank_payments if one.account_id in ids),
        promises=tuple(one for one in card.promises if one.account_id in ids),
        made_at=workspace.now,
        printed_by=printed_by(workspace),
    )
    write_paper(target, statement_paper(statement, workspace.locale))


def _is_bound(party_id: str, account: Account) -> bool:
    """Whether it is theirs to know: of a reference's statement nothing is told."""
    roles = {one.role for one in account.parties if one.party_id == party_id}
    return bool(roles) and roles <= BOUND_ROLES
