"""A workbook published as it is, without a person at a desk: for administrators and pipelines.

Only the compiler can refuse it, and the lack of a file without which no phone opens it; for the
rest our lint has no say here.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import find, found
from field_api.database import Database
from field_api.operations.audited import note_published
from field_api.operations.compiling import ReadyForm, read_file, ready_workbook
from field_api.operations.form_files import keep_content
from field_api.operations.publishing import (
    ask_for_files,
    keep_form,
    made_current,
    numbered,
    standing_version,
)
from field_api.tables.replicated import questionnaires
from kobra_domain.errors import DomainError
from kobra_domain.limits import check
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.lint import lint
from kobra_domain.questionnaires.problems import Problem
from kobra_domain.questionnaires.things import (
    Questionnaire,
    QuestionnaireState,
    QuestionnaireVersion,
)
from kobra_domain.questionnaires.together import grouped
from kobra_records.ids import new_id

# Asked for apart, with the files that came with it.
_OF_FILES = ("form.data_file_", "form.shown_file_", "form.file_")
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Published:
    """What phones get from now on; `is_new` is false when that very content stood already.

    `files` are the names of what goes with it, `left_out` why other files do not, `doubts` what the
    lint has to say of them, its errors, and what Excel did to cells.
    """

    version: QuestionnaireVersion
    questionnaire: Questionnaire
    is_new: bool
    files: tuple[str, ...] = ()
    left_out: tuple[DomainError, ...] = ()
    doubts: tuple[Problem, ...] = ()


def publish_file(
    database: Database,
    path: Path,
    portfolio_ids: tuple[str, ...],
    now: datetime,
    media: Path | None = None,
) -> Published:
    """Publish a workbook, or a ZIP of one with its files, for some portfolios or for every agent;
    `media` is a folder of files that go with it.

    Raises OSError, FileProblem, Invalid (the compiler's code, a version used for other content, a
    file that phones cannot do without).
    """
    bundle, form = read_file(path, media)
    ready = ready_workbook(bundle.workbook, form, Path(bundle.name).stem)
    doubts = (*ask_for_files(form), *_doubts(form))
    with database.begin() as connection:
        for content in bundle.contents.values():
            keep_content(connection, content, now)
        before = _questionnaire(connection, ready.form_id)
        questionnaire = before or _new(form, ready, now)
        edits: list[Edit] = []
        version = standing_version(connection, ready)
        is_new = version is None
        if version is None:
            version = _version(connection, form, ready, questionnaire.id, now)
            keep_form(connection, version.id, ready)
            edits.append((version, None))
        after = replace(
            made_current(questionnaire, version),
            portfolio_ids=portfolio_ids,
            document=_draft(connection, questionnaire, version),
        )
        check(after)
        if before is None or _reaching(after) != _reaching(before):
            note_published(connection, version, by=None, at=now)
        if after != before:
            edits.append((after, before))
        record_all(connection, edits, at=now)
    names = tuple(file.name for file in ready.files)
    return Published(version, after, is_new, names, bundle.left_out, doubts)


def _doubts(form: Form) -> list[Problem]:
    """What phones will do otherwise than it is meant: said, and no reason to refuse it."""
    found = lint(replace(form, files=()))
    grave = (one for one in found if one.is_error or one.code.startswith("form.cell_"))
    return grouped(one for one in grave if not one.code.startswith(_OF_FILES))


def _reaching(questionnaire: Questionnaire) -> tuple[QuestionnaireState, str | None]:
    return questionnaire.state, questionnaire.current_version_id


def _questionnaire(connection: Connection, form_id: str) -> Questionnaire | None:
    mine = select(questionnaires.c.id).where(questionnaires.c.form_id == form_id)
    known = connection.scalar(mine)
    pair = found(connection, Questionnaire, known, lock=True) if known else None
    return pair[0] if pair else None


def _new(form: Form, ready: ReadyForm, now: datetime) -> Questionnaire:
    return Questionnaire(
        id=new_id(),
        title=_title(form, ready),
        form_id=ready.form_id,
        document=canonical.text(form),
        created_at=now,
    )


def _version(
    connection: Connection, form: Form, ready: ReadyForm, questionnaire_id: str, now: datetime
) -> QuestionnaireVersion:
    version = QuestionnaireVersion(
        id=new_id(),
        questionnaire_id=questionnaire_id,
        form_id=ready.form_id,
        form_version=ready.form_version,
        title=_title(form, ready),
        document=canonical.text(form),
        document_hash=canonical.digest(form),
    )
    check(version)
    return numbered(connection, version, ready, by=None, at=now)


def _draft(
    connection: Connection, questionnaire: Questionnaire, version: QuestionnaireVersion
) -> str:
    """The new content, unless somebody has changed the draft since it was last published."""
    last = find(connection, QuestionnaireVersion, questionnaire.current_version_id)
    if last is not None and last.document != questionnaire.document:
        return questionnaire.document
    return version.document


def _title(form: Form, ready: ReadyForm) -> str:
    return (form.title.strip() or ready.form_id)[:_LONGEST_TITLE]
