"""Questionnaires for the list without their documents, one with its document, and what was
published of it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from kobra_desktop.store import rows
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.reach import CLEAN, Mark, marks
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.portfolios import Portfolio
from kobra_domain.questionnaires.things import (
    Questionnaire,
    QuestionnaireState,
    QuestionnaireVersion,
)
from kobra_domain.visits import OPEN_STATES

_QUESTIONNAIRE, _VERSION = RECORDS["questionnaire"], RECORDS["questionnaire_version"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version without its document. `number` 0: the server has not counted it yet."""

    id: str
    questionnaire_id: str
    form_version: str
    number: int = 0
    published_at: datetime | None = None
    publisher: str = ""
    note: str = ""
    is_same_as_draft: bool = False
    is_pending: bool = False
    is_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireRow:
    """One questionnaire without its document. `has_unpublished`: the draft differs from the
    newest version; `latest` is None until one is published.
    """

    id: str
    title: str
    form_id: str
    state: QuestionnaireState
    portfolio_names: tuple[str, ...] = ()
    versions: int = 0
    latest: VersionRow | None = None
    answers: int = 0
    edited_at: datetime | None = None
    editor: str = ""
    has_unpublished: bool = False
    is_pending: bool = False
    is_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Whom a publication reaches: agents who have a phone enrolled, and what of it is offered."""

    portfolios: tuple[Portfolio, ...] = ()
    phones_of: dict[str, frozenset[str]]
    all_phones: int = 0

    def phones(self, portfolio_ids: Collection[str]) -> int:
        """How many phones get a form of these portfolios; none named, all of them."""
        if not portfolio_ids:
            return self.all_phones
        found: set[str] = set()
        for portfolio_id in portfolio_ids:
            found |= self.phones_of.get(portfolio_id, frozenset())
        return len(found)


def questionnaire_rows(replica: Replica) -> list[QuestionnaireRow]:
    """All questionnaires, the last edited first."""
    with replica.reading() as connection:
        columns = [c for c in _QUESTIONNAIRE.c if c.name != "document"]
        found = list(connection.execute(select(*columns)))
        versions = _versions(connection)
        answers = _answers(connection)
        portfolios = _names(connection, "portfolio")
        users = _names(connection, "user")
        flags = marks(connection, "questionnaire")
    made = [_row(row, versions.get(row.id, []), answers, portfolios, users, flags) for row in found]
    return sorted(made, key=lambda one: (_age(one), name_key(one.title)))


def _age(row: QuestionnaireRow) -> float:
    return -row.edited_at.timestamp() if row.edited_at else 0.0


def _row(
    row: Row[Any],
    versions: list[VersionRow],
    answers: dict[str, int],
    portfolios: dict[str, str],
    users: dict[str, str],
    flags: dict[str, Mark],
) -> QuestionnaireRow:
    mark = flags.get(row.id, CLEAN)
    latest = versions[0] if versions else None
    # The server says that it is published once it has compiled the version; here it is wished.
    is_leaving = latest is not None and latest.is_pending and not latest.is_held
    names = [portfolios[one] for one in row.portfolio_ids if one in portfolios]
    return QuestionnaireRow(
        id=row.id,
        title=row.title,
        form_id=row.form_id,
        state=QuestionnaireState.PUBLISHED if is_leaving else row.state,
        portfolio_names=tuple(sorted(names)),
        versions=len(versions),
        latest=latest,
        answers=answers.get(row.id, 0),
        edited_at=row.edited_at,
        editor=users.get(row.edited_by or "", ""),
        has_unpublished=latest is not None and not latest.is_same_as_draft,
        is_pending=mark.is_pending or bool(latest and latest.is_pending),
        is_held=mark.is_held or bool(latest and latest.is_held),
    )


def version_rows(replica: Replica, questionnaire_id: str) -> list[VersionRow]:
    """The versions of one, newest first."""
    with replica.reading() as connection:
        return _versions(connection, questionnaire_id).get(questionnaire_id, [])


def _versions(
    connection: Connection, questionnaire_id: str | None = None
) -> dict[str, list[VersionRow]]:
    """Newest first by questionnaire; those that the server has not counted are the newest."""
    version, draft = _VERSION.c, _QUESTIONNAIRE.c
    columns = [c for c in version if c.name not in ("document", "document_hash", "title")]
    asked = select(*columns, (version.document == draft.document).label("is_same")).join(
        _QUESTIONNAIRE, draft.id == version.questionnaire_id
    )
    if questionnaire_id is not None:
        asked = asked.where(version.questionnaire_id == questionnaire_id)
    users, flags = _names(connection, "user"), marks(connection, "questionnaire_version")
    made: dict[str, list[VersionRow]] = {}
    for row in connection.execute(asked):
        mark = flags.get(row.id, CLEAN)
        one = VersionRow(
            id=row.id,
            questionnaire_id=row.questionnaire_id,
            form_version=row.form_version,
            number=row.number,
            published_at=row.published_at,
            publisher=users.get(row.published_by or "", ""),
            note=row.note,
            is_same_as_draft=bool(row.is_same),
            is_pending=mark.is_pending,
            is_held=mark.is_held,
        )
        made.setdefault(row.questionnaire_id, []).append(one)
    for rows_of_one in made.values():
        rows_of_one.sort(key=lambda one: (one.number or 10**9, one.form_version), reverse=True)
    return made


def _answers(connection: Connection) -> dict[str, int]:
    submission = RECORDS["submission"].c
    asked = select(submission.questionnaire_id, func.count()).group_by(submission.questionnaire_id)
    return dict(connection.execute(asked).all())


def _names(connection: Connection, kind: str) -> dict[str, str]:
    record = RECORDS[kind].c
    return dict(connection.execute(select(record.id, record.name)).all())


def questionnaire(replica: Replica, questionnaire_id: str) -> Questionnaire | None:
    """One with its document; None when it is not in sight."""
    with replica.reading() as connection:
        found = rows.one(connection, "questionnaire", questionnaire_id)
    return found if isinstance(found, Questionnaire) else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A questionnaire as it is here, and whether an edit of it is held for a person."""

    questionnaire: Questionnaire
    is_held: bool


def standing(replica: Replica, questionnaire_id: str) -> Standing | None:
    """How one stands; None when it is not in sight."""
    with replica.reading() as connection:
        found = rows.one(connection, "questionnaire", questionnaire_id)
        mark = marks(connection, "questionnaire", [questionnaire_id]).get(questionnaire_id, CLEAN)
    return Standing(found, mark.is_held) if isinstance(found, Questionnaire) else None


def version(replica: Replica, version_id: str) -> QuestionnaireVersion | None:
    """One version with its document."""
    with replica.reading() as connection:
        found = rows.one(connection, "questionnaire_version", version_id)
    return found if isinstance(found, QuestionnaireVersion) else None


def form_ids(replica: Replica, *, but: str = "") -> frozenset[str]:
    """The form ids that are taken, by drafts and by what was published; not those of `but`."""
    draft, version = _QUESTIONNAIRE.c, _VERSION.c
    drafts = select(draft.form_id).where(draft.id != but)
    published = select(version.form_id).where(version.questionnaire_id != but).distinct()
    with replica.reading() as connection:
        found = [connection.execute(asked).scalars() for asked in (drafts, published)]
        return frozenset(form_id for ids in found for form_id in ids)


def reached(replica: Replica) -> Reached:
    """The active portfolios, and the agents with an enrolled phone who have open visits in each."""
    agent, visit = RECORDS["agent"].c, RECORDS["visit"].c
    enrolled = select(agent.id).where(agent.is_active, agent.enrolled_at.is_not(None))
    asked = (
        select(visit.portfolio_id, visit.agent_id)
        .where(visit.agent_id.in_(enrolled), visit.state.in_(OPEN_STATES))
        .distinct()
    )
    phones: dict[str, set[str]] = {}
    with replica.reading() as connection:
        portfolios = [p for p in rows.entities(connection, "portfolio") if p.is_active]
        for portfolio_id, agent_id in connection.execute(asked):
            phones.setdefault(portfolio_id, set()).add(agent_id)
        everyone = len(list(connection.execute(enrolled)))
    return Reached(
        portfolios=tuple(sorted(portfolios, key=lambda one: name_key(one.name))),
        phones_of={one: frozenset(agents) for one, agents in phones.items()},
        all_phones=everyone,
    )
