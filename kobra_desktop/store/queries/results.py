"""What came of one visit, or of one submission without a visit: everything that its page says."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from kobra_desktop.store import rows
from kobra_desktop.store.outbox import Pending, of_entity
from kobra_desktop.store.queries.cards import VisitCard, card_of
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.dues import Payment, Promise
from kobra_domain.people import Agent
from kobra_domain.portfolios import Portfolio
from kobra_domain.questionnaires.things import QuestionnaireVersion
from kobra_domain.submissions import Proposal, Review, Submission
from kobra_records.sql.tables import entity_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A review act with who did it; `is_pending` while the server has not heard of it."""

    review: Review
    by_name: str = ""
    is_pending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`submissions` newest first, `shown` the one the page is about (None: there is none yet).

    `card` is None for a submission without a visit, or whose visit is not here.
    """

    card: VisitCard | None
    submissions: tuple[Submission, ...] = ()
    shown: Submission | None = None
    version: QuestionnaireVersion | None = None
    agent: Agent | None = None
    portfolio: Portfolio | None = None
    reviews: tuple[ReviewLine, ...] = ()
    promises: tuple[Promise, ...] = ()
    payments: tuple[Payment, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    accounts: dict[str, str]
    users: dict[str, str]
    operations: tuple[Pending, ...] = ()


def result_of_visit(replica: Replica, visit_id: str, submission_id: str = "") -> Result | None:
    """The result of a visit, shown by its newest submission or by the one asked for; None when
    the visit is not here.
    """
    with replica.reading() as connection:
        card = card_of(connection, visit_id)
        if card is None:
            return None
        found = _submissions(connection, visit_id)
        return _result(connection, card, found, submission_id)


def result_of_submission(replica: Replica, submission_id: str) -> Result | None:
    """The result that a submission belongs to; None when it is not here."""
    with replica.reading() as connection:
        one = rows.one(connection, "submission", submission_id)
        if one is None:
            return None
        card = card_of(connection, one.visit_id) if one.visit_id else None
        found = _submissions(connection, one.visit_id) if card else (one,)
        return _result(connection, card, found, submission_id)


def _submissions(connection: Connection, visit_id: str) -> tuple[Submission, ...]:
    table = RECORDS["submission"]
    asked = select(table).where(table.c.visit_id == visit_id)
    found = [entity_of(Submission, row) for row in connection.execute(asked)]
    replaced = {one.replaces for one in found if one.replaces}
    # An edit from the phone stands before what it replaces, whenever each of them came.
    found.sort(key=lambda one: (one.instance_id not in replaced, one.received_at), reverse=True)
    return tuple(found)


def _result(
    connection: Connection,
    card: VisitCard | None,
    found: tuple[Submission, ...],
    submission_id: str,
) -> Result:
    chosen = (one for one in found if one.id == submission_id)
    shown = next(chosen, found[0] if found else None)
    agent_id = shown.agent_id if shown else None
    portfolio_id = shown.portfolio_id if shown else None
    promises, payments = _of_result(connection, card, shown)
    proposals = _proposals(connection, card, shown)
    return Result(
        card=card,
        submissions=found,
        shown=shown,
        version=_version(connection, shown) if shown else None,
        agent=rows.one(connection, "agent", agent_id) or (card.agent if card else None),
        portfolio=rows.one(connection, "portfolio", portfolio_id)
        or (card.portfolio if card else None),
        reviews=_reviews(connection, [one.id for one in found]),
        promises=promises,
        payments=payments,
        proposals=proposals,
        accounts=_account_numbers(connection, (*promises, *payments, *proposals)),
        users=_users(connection),
        operations=tuple(of_entity(connection, "submission", shown.id)) if shown else (),
    )


def _version(connection: Connection, one: Submission) -> QuestionnaireVersion | None:
    """The exact version, by its id or by what the phone called it; another would mislead."""
    found = rows.one(connection, "questionnaire_version", one.version_id)
    if found is not None:
        return found  # type: ignore[no-any-return]
    table = RECORDS["questionnaire_version"]
    asked = select(table).where(
        table.c.form_id == one.form_id, table.c.form_version == one.form_version
    )
    row = connection.execute(asked).first()
    return entity_of(QuestionnaireVersion, row) if row is not None else None


def _reviews(connection: Connection, ids: list[str]) -> tuple[ReviewLine, ...]:
    table, user = RECORDS["review"], RECORDS["user"]
    asked = (
        select(table, user.c.name.label("user_name"))
        .select_from(table.outerjoin(user, user.c.id == table.c.by))
        .where(table.c.submission_id.in_(ids))
        .order_by(table.c.at)
    )
    return tuple(
        ReviewLine(
            review=entity_of(Review, row),
            by_name=row.user_name or "",
            is_pending=row.version == 0,
        )
        for row in connection.execute(asked)
    )


def _of_result(
    connection: Connection, card: VisitCard | None, shown: Submission | None
) -> tuple[tuple[Promise, ...], tuple[Payment, ...]]:
    def held(name: str, kind: Any, moment: str) -> tuple[Any, ...]:
        table = RECORDS[name]
        of = table.c.visit_id == card.visit.id if card else table.c.submission_id == _id(shown)
        asked = select(table).where(of).order_by(table.c[moment])
        return tuple(entity_of(kind, row) for row in connection.execute(asked))

    return held("promise", Promise, "made_at"), held("payment", Payment, "reported_at")


def _proposals(
    connection: Connection, card: VisitCard | None, shown: Submission | None
) -> tuple[Proposal, ...]:
    table = RECORDS["proposal"]
    of = table.c.visit_id == card.visit.id if card else table.c.submission_id == _id(shown)
    asked = select(table).where(of).order_by(table.c.proposed_at)
    return tuple(entity_of(Proposal, row) for row in connection.execute(asked))


def _id(shown: Submission | None) -> str:
    return shown.id if shown else ""


def _account_numbers(connection: Connection, dues: tuple[Any, ...]) -> dict[str, str]:
    ids = {one.account_id for one in dues if one.account_id}
    return {one.id: one.number for one in rows.entities(connection, "account", ids)}


def _users(connection: Connection) -> dict[str, str]:
    user = RECORDS["user"].c
    return {row.id: row.name for row in connection.execute(select(user.id, user.name))}
