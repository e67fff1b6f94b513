"""Which forms an agent's phone gets: published, and for everybody or for a portfolio it works."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Column, Connection, select
from sqlalchemy import exists as there_is

from field_api.errors import ApiError
from field_api.operations.form_files import SentFile, files_of
from field_api.tables.phone_forms import published_files, published_forms
from field_api.tables.replicated import questionnaire_versions, questionnaires, visits
from kobra_domain.people import Agent
from kobra_domain.questionnaires.things import QuestionnaireState
from kobra_domain.visits import HELD_STATES

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedForm:
    """The version of a questionnaire that phones get. No portfolios: for every agent."""

    questionnaire_id: str
    version_id: str
    form_id: str
    form_version: str
    title: str
    md5: str
    reads_visits: bool
    portfolio_ids: frozenset[str]
    itemsets_md5: str | None = None
    has_own_files: bool = False

    @property
    def has_files(self) -> bool:
        """Whether a manifest names anything."""
        return self.reads_visits or self.itemsets_md5 is not None or self.has_own_files

    def is_for(self, portfolio_id: str) -> bool:
        """Whether a visit of the portfolio may be filled in with it."""
        return not self.portfolio_ids or portfolio_id in self.portfolio_ids


def offered_forms(connection: Connection, agent: Agent) -> list[OfferedForm]:
    """The forms on the agent's list, by title."""
    portfolio_ids, named = _worked(connection, agent.id)
    return [
        form
        for form in _published(connection)
        if not form.portfolio_ids
        or form.portfolio_ids & portfolio_ids
        or form.questionnaire_id in named
    ]


def xform_of(connection: Connection, agent: Agent, version_id: str) -> bytes:
    """The form exactly as it was published; older versions of what is offered too.

    Raises ApiError form_not_found.
    """
    return bytes(_content_of(connection, agent, version_id, published_forms.c.xform))


def itemsets_of(connection: Connection, agent: Agent, version_id: str) -> bytes:
    """The file of the form's external choices. Raises ApiError form_not_found, also for none."""
    return bytes(_content_of(connection, agent, version_id, published_forms.c.itemsets))


def file_of(connection: Connection, agent: Agent, version_id: str, md5: str) -> SentFile:
    """The file of a version that has this content; older versions of what is offered too.

    Raises ApiError form_not_found.
    """
    _content_of(connection, agent, version_id, published_forms.c.md5)
    found = next((f for f in files_of(connection, version_id) if f.md5 == md5), None)
    if found is None:
        raise ApiError("form_not_found")
    return found


def _content_of(connection: Connection, agent: Agent, version_id: str, column: Column[T]) -> T:
    versions = questionnaire_versions.c
    query = (
        select(versions.questionnaire_id, column.label("content"))
        .join(published_forms, published_forms.c.version_id == versions.id)
        .where(versions.id == version_id)
    )
    row = connection.execute(query).one_or_none()
    offered = {form.questionnaire_id for form in offered_forms(connection, agent)}
    if row is None or row.content is None or row.questionnaire_id not in offered:
        raise ApiError("form_not_found")
    content: T = row.content
    return content


def _published(connection: Connection) -> list[OfferedForm]:
    # Column by column: the documents are large and nobody here reads them.
    versions, forms = questionnaire_versions.c, published_forms.c
    query = (
        select(
            questionnaires.c.id.label("questionnaire_id"),
            questionnaires.c.portfolio_ids,
            versions.id.label("version_id"),
            versions.form_id,
            versions.form_version,
            versions.title,
            forms.md5,
            forms.reads_visits,
            forms.itemsets_md5,
            there_is().where(published_files.c.version_id == versions.id).label("has_own_files"),
        )
        .join(questionnaire_versions, versions.id == questionnaires.c.current_version_id)
        .join(published_forms, forms.version_id == versions.id)
        .where(questionnaires.c.state == QuestionnaireState.PUBLISHED)
        .order_by(versions.title, versions.form_id)
    )
    return [
        OfferedForm(
            questionnaire_id=row.questionnaire_id,
            version_id=row.version_id,
            form_id=row.form_id,
            form_version=row.form_version,
            title=row.title,
            md5=row.md5,
            reads_visits=row.reads_visits,
            portfolio_ids=frozenset(row.portfolio_ids),
            itemsets_md5=row.itemsets_md5,
            has_own_files=row.has_own_files,
        )
        for row in connection.execute(query)
    ]


def _worked(connection: Connection, agent_id: str) -> tuple[set[str], set[str]]:
    """The portfolios of the agent's open visits, and the questionnaires that these name."""
    query = select(visits.c.portfolio_id, visits.c.questionnaire_id).where(
        visits.c.agent_id == agent_id, visits.c.state.in_(HELD_STATES)
    )
    rows = connection.execute(query).all()
    return {row.portfolio_id for row in rows}, {row.questionnaire_id for row in rows}
