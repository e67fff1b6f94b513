"""Filled-in forms that go for good, with everything that only they hold: the bytes as they were
sent, reviews, and where something still names them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities
from field_api.submissions.forgetting import forget_contents
from field_api.tables.replicated import payments, promises, proposals, reviews
from field_api.tables.submissions import raw_parts, raw_submissions
from kobra_domain.dues import Payment, Promise
from kobra_domain.submissions import Proposal, Review, Submission

AT_ONCE = 500


def forgotten(connection: Connection, forms: Sequence[Submission], now: datetime) -> list[Edit]:
    """Delete the raw forms and answer the edits, to be recorded in the same transaction, by which
    these submissions and their reviews go and what else came of them names them no more.
    """
    edits: list[Edit] = []
    for at in range(0, len(forms), AT_ONCE):
        some = forms[at : at + AT_ONCE]
        _delete_raw(connection, some, now)
        edits += _edits(connection, some)
    return edits


def _edits(connection: Connection, forms: Sequence[Submission]) -> Iterable[Edit]:
    ids = [one.id for one in forms]
    yield from ((None, one) for one in forms)
    for review in entities(connection, Review, reviews.c.submission_id.in_(ids)):
        yield None, review
    for proposal in entities(connection, Proposal, proposals.c.submission_id.in_(ids)):
        yield replace(proposal, submission_id=None), proposal
    for promise in entities(connection, Promise, promises.c.submission_id.in_(ids)):
        yield replace(promise, submission_id=None), promise
    for payment in entities(connection, Payment, payments.c.submission_id.in_(ids)):
        yield replace(payment, submission_id=None), payment


def _delete_raw(connection: Connection, forms: Sequence[Submission], now: datetime) -> None:
    table = raw_submissions.c
    whose = or_(
        table.submission_id.in_([one.id for one in forms]),
        table.instance_id.in_([one.instance_id for one in forms]),
    )
    raw_ids = list(connection.scalars(select(table.id).where(whose)))
    delete_raw(connection, table.id.in_(raw_ids), raw_parts.c.raw_id.in_(raw_ids), now)


def delete_raw(
    connection: Connection, forms: ColumnElement[bool], parts: ColumnElement[bool], now: datetime
) -> None:
    """Delete raw forms and the parts that belong to them; their contents go once nothing names
    them.
    """
    xml = select(raw_submissions.c.xml_sha256).where(forms)
    files = select(raw_parts.c.sha256).where(parts)
    gone = {sha256 for query in (xml, files) for sha256 in connection.scalars(query)}
    connection.execute(delete(raw_parts).where(parts))
    connection.execute(delete(raw_submissions).where(forms))
    forget_contents(connection, gone, now)
