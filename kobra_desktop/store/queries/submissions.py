"""Submissions as rows of a table, ten thousand at once, and which questionnaires have any."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, or_, select

from kobra_desktop.store import rows
from kobra_desktop.store.accents import plain
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.reach import EVERYTHING, Reach
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.questionnaires.things import QuestionnaireState, QuestionnaireVersion
from kobra_domain.submissions import Submission
from kobra_records.answers.rows import AnsweredRow
from kobra_records.sql.answers import answered_rows, versions_of

NO_FORM = ""


@dataclass(frozen=True, slots=True)
class AnsweredForm:
    """A questionnaire that has answers here; `id` is empty for those of no known one."""

    id: str
    title: str
    count: int
    versions: tuple[QuestionnaireVersion, ...] = ()


def submissions_within(reach: Reach) -> list[ColumnElement[bool]]:
    """The conditions on submissions; those without a team or portfolio are seen by all who have
    them.
    """
    one = RECORDS["submission"].c
    made: list[ColumnElement[bool]] = []
    if reach.portfolio_ids is not None:
        made.append(or_(one.portfolio_id.is_(None), one.portfolio_id.in_(reach.portfolio_ids)))
    if reach.team_ids is not None:
        made.append(or_(one.team_id.is_(None), one.team_id.in_(reach.team_ids)))
    return made


def submission_rows(
    replica: Replica,
    questionnaire_id: str,
    reach: Reach = EVERYTHING,
    ids: Iterable[str] | None = None,
) -> list[AnsweredRow]:
    """The submissions of a questionnaire, newest first; those that a later one replaces are left
    out. `NO_FORM`: those of no known questionnaire.
    """
    within = submissions_within(reach)
    with replica.reading() as connection:
        found = answered_rows(connection, RECORDS, questionnaire_id, within, ids)
    return [replace(row, searchable=_searchable(row)) for row in found]


def _searchable(row: AnsweredRow) -> str:
    names = f"{row.party_name} {row.agent_name} {row.portfolio_name}"
    return plain(" ".join((names, *row.answers.values(), *row.corrected.values())))


def answered_forms(replica: Replica, reach: Reach = EVERYTHING) -> list[AnsweredForm]:
    """The questionnaires with answers, the most answered first, with the versions there are."""
    one, form = RECORDS["submission"].c, RECORDS["questionnaire"].c
    asked = (
        select(one.questionnaire_id, func.min(form.title), func.count())
        .select_from(
            RECORDS["submission"].outerjoin(
                RECORDS["questionnaire"], form.id == one.questionnaire_id
            )
        )
        .where(*submissions_within(reach))
        .group_by(one.questionnaire_id)
    )
    with replica.reading() as connection:
        counted = [(i or NO_FORM, title or "", n) for i, title, n in connection.execute(asked)]
        versions = versions_of(connection, RECORDS, [i for i, _, _ in counted if i])
    made = [AnsweredForm(i, title, n, tuple(versions.get(i, ()))) for i, title, n in counted]
    return sorted(made, key=lambda form: (-form.count, name_key(form.title)))


def forms_for_visits(replica: Replica) -> list[tuple[str, str, tuple[str, ...]]]:
    """What phones can fill in: id, title and portfolios (none: all) of what is published, by
    title; without their documents.
    """
    form = RECORDS["questionnaire"].c
    asked = select(form.id, form.title, form.portfolio_ids).where(
        form.state == QuestionnaireState.PUBLISHED
    )
    with replica.reading() as connection:
        found = [(row.id, row.title, tuple(row.portfolio_ids)) for row in connection.execute(asked)]
    return sorted(found, key=lambda one: name_key(one[1]))


def whole_submissions(replica: Replica, ids: Iterable[str]) -> list[Submission]:
    """Submissions as they are, in the order asked; for exporting."""
    wanted = list(ids)
    with replica.reading() as connection:
        found: dict[str, Submission] = {
            one.id: one for one in rows.entities(connection, "submission", wanted)
        }
    return [found[i] for i in wanted if i in found]
