"""What of a questionnaire travels between desks and server: drafts, versions, library blocks.

The form itself is the canonical JSON text of `form.Form` in `document`; see `canonical`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from kobra_domain.limits import (
    Count,
    Id,
    Length,
    Line,
    Name,
    Note,
    PortfolioId,
    QuestionnaireId,
    UserId,
    VersionId,
)

Document = Annotated[str, Length(0, 6_000_000)]
# The file by which a form reads its agent's visits of the day.
VISIT_LIST = "visitas.csv"
FormId = Annotated[str, Length(1, 240)]


class QuestionnaireState(StrEnum):
    """Draft until first published; a published one may have a newer draft beside it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """One questionnaire and its draft. No portfolios: every agent gets it.

    `current_version_id` is the version that phones get, the server's finding.
    """

    id: Id
    title: Name
    form_id: FormId
    document: Document
    created_at: datetime
    state: QuestionnaireState = QuestionnaireState.DRAFT
    portfolio_ids: tuple[PortfolioId, ...] = ()
    current_version_id: VersionId | None = None
    edited_at: datetime | None = None
    edited_by: UserId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireVersion:
    """What was published, never changed. `form_version` is the form's own text.

    `number` counts its versions here; `number`, `published_at` and `published_by` are the server's.
    """

    id: Id
    questionnaire_id: QuestionnaireId
    form_id: FormId
    form_version: Line
    title: Name
    document: Document
    document_hash: Line
    number: Count = 0
    published_at: datetime | None = None
    published_by: UserId | None = None
    note: Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryBlock:
    """Questions kept to be used again: a form of its own with the lists they need."""

    id: Id
    name: Name
    document: Document
    note: Note = ""
    is_active: bool = True
