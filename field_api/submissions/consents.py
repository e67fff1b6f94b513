"""What the person agreed to or took back in a form that ended its visit, as edits of their row and
of their authorisations.
"""

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities, find_all, found
from field_api.operations.settled import settle as note_settled
from field_api.tables.replicated import authorisations
from kobra_domain.consents import Said, agreed, revoked, spoke_themselves
from kobra_domain.portfolios import Account, Authorisation, Party, Portfolio
from kobra_domain.questionnaires.results import Result
from kobra_domain.shift import local_day
from kobra_domain.submissions import Submission
from kobra_domain.visits import Visit

_LINE = 240


def consent_edits(
    connection: Connection,
    submission: Submission,
    result: Result,
    ended: Visit,
    portfolio: Portfolio,
) -> list[Edit]:
    """Of a form whose visit is `ended` as it has it; nothing where it asked for no consent, or
    somebody else answered. What was said outlives every file. Locks the person.
    """
    if not result.consents:
        return []
    pair = found(connection, Party, ended.party_id, lock=True)
    accounts = find_all(connection, Account, ended.account_ids).values()
    if pair is None or not spoke_themselves(ended.outcome, pair[0], accounts):
        return []
    party, at = pair[0], ended.ended_at or submission.received_at
    said = Said(
        consents=result.consents,
        is_signed=bool(result.signature),
        at=at,
        source=f"{submission.form_id} {submission.instance_id}"[:_LINE],
    )
    after = agreed(party, said)
    papers = entities(connection, Authorisation, authorisations.c.party_id == party.id)
    day = local_day(portfolio.time_zone, at)
    edits: list[Edit] = [
        *([(after, party)] if after != party else []),
        *revoked(papers, said, day),
    ]
    note_settled(connection, edits, by=submission.agent_id or "", at=at)
    return edits
