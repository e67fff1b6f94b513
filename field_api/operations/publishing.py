"""What publishing a version of a questionnaire asks and does, in the transaction of its record.

Compiling comes before, so that a slow form holds nobody up. A version is never changed: the same
content again is the version that stands, another content needs another version.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities, find, found
from field_api.database import Database
from field_api.operations.compiling import ReadyForm, ready_form
from field_api.operations.form_files import SentFile, check_contents, files_of, keep_files
from field_api.tables.phone_forms import published_forms
from field_api.tables.replicated import portfolios, questionnaire_versions, questionnaires
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires import canonical, lint_files
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.lint import lint
from kobra_domain.questionnaires.problems import Problem
from kobra_domain.questionnaires.references import Reading
from kobra_domain.questionnaires.spelling import same_form_id
from kobra_domain.questionnaires.things import (
    Questionnaire,
    QuestionnaireState,
    QuestionnaireVersion,
)

BANNED = "form.banned_"
NEEDED_FILE = "form.data_file_"


def prepared(database: Database, document: str, questionnaire_id: str) -> ReadyForm:
    """Read, ask the law of every country it would be used in, compile. Raises Invalid, WorkFailure.

    Only what a law bans, and a file without which no phone opens it, refuses it here; everything
    else our lint says is for who designs.
    """
    form = canonical.read(document)
    with database.read() as connection:
        questionnaire = find(connection, Questionnaire, questionnaire_id)
        countries = countries_of(connection, questionnaire)
    ask_the_law(form, countries)
    ask_for_files(form)
    return ready_form(form)


def ask_the_law(form: Form, countries: tuple[str, ...]) -> None:
    """Raise Invalid with the rule's code if the form asks what may not be asked."""
    for problem in lint(form, countries=countries):
        if problem.is_error and problem.code.startswith(BANNED):
            raise Invalid(problem.code, **problem.params)


def ask_for_files(form: Form) -> tuple[Problem, ...]:
    """Raise Invalid with the lint's code if a file is missing without which no phone opens it;
    answers what else there is to say of files.
    """
    found = tuple(lint_files.problems(Reading(form)))
    for problem in found:
        if problem.code.startswith(NEEDED_FILE):
            raise Invalid(problem.code, **problem.params)
    return found


def check_reach(
    connection: Connection, questionnaire: Questionnaire, *, is_rewritten: bool
) -> None:
    """Ask the law anew when what is published would reach other countries. Raises Invalid.

    With another content it is on its way to be published: then that is what is asked about, or a
    form could not be mended and sent further in one act.
    """
    if questionnaire.state is not QuestionnaireState.PUBLISHED:
        return
    current = find(connection, QuestionnaireVersion, questionnaire.current_version_id)
    document = questionnaire.document if is_rewritten or current is None else current.document
    ask_the_law(canonical.read(document), countries_of(connection, questionnaire))


def countries_of(connection: Connection, questionnaire: Questionnaire | None) -> tuple[str, ...]:
    """The countries of its portfolios; of all active ones when it names none."""
    query = select(portfolios.c.country).distinct()
    if questionnaire is not None and questionnaire.portfolio_ids:
        query = query.where(portfolios.c.id.in_(questionnaire.portfolio_ids))
    else:
        query = query.where(portfolios.c.is_active)
    return tuple(sorted(connection.scalars(query)))


def numbered(
    connection: Connection,
    version: QuestionnaireVersion,
    form: ReadyForm,
    *,
    by: str | None,
    at: datetime,
) -> QuestionnaireVersion:
    """The version with the server's findings. Raises Invalid if phones would know it otherwise,
    or if its names are taken. Locks the questionnaire, so that no two get one number.
    """
    found(connection, Questionnaire, version.questionnaire_id, lock=True)
    if canonical.digest(canonical.read(version.document)) != version.document_hash:
        raise Invalid("document_hash_differs", field="document_hash")
    if version.form_id != form.form_id:
        raise Invalid("form_id_differs", form_id=form.form_id, sent=version.form_id)
    if version.form_version != form.form_version:
        raise Invalid(
            "form_version_differs", form_version=form.form_version, sent=version.form_version
        )
    check_form_id(connection, version.form_id, version.questionnaire_id)
    check_contents(connection, form.files)
    standing = standing_version(connection, form)
    if standing is not None:
        raise Invalid("already_published", form_id=form.form_id, number=standing.number)
    mine = questionnaire_versions.c.questionnaire_id == version.questionnaire_id
    last = connection.scalar(select(func.max(questionnaire_versions.c.number)).where(mine)) or 0
    return replace(version, number=last + 1, published_at=at, published_by=by)


def published_edits(
    connection: Connection, version: QuestionnaireVersion, form: ReadyForm
) -> list[Edit]:
    """Keep the form for phones; answers the edit of the questionnaire that gets it."""
    keep_form(connection, version.id, form)
    pair = found(connection, Questionnaire, version.questionnaire_id, lock=True)
    if pair is None:
        raise Invalid("unknown_reference", field="questionnaire_id")
    return [(made_current(pair[0], version), pair[0])]


def keep_form(connection: Connection, version_id: str, form: ReadyForm) -> None:
    """Keep the bytes that phones get for a version, and which files go with it."""
    keep_files(connection, version_id, form.files)
    connection.execute(
        insert(published_forms).values(
            version_id=version_id,
            xform=form.xform,
            md5=form.md5,
            reads_visits=form.reads_visits,
            itemsets=form.itemsets,
            itemsets_md5=form.itemsets_md5,
        )
    )


def made_current(questionnaire: Questionnaire, version: QuestionnaireVersion) -> Questionnaire:
    """The questionnaire whose phones get this version."""
    return replace(
        questionnaire,
        state=QuestionnaireState.PUBLISHED,
        current_version_id=version.id,
        form_id=version.form_id,
    )


def standing_version(connection: Connection, form: ReadyForm) -> QuestionnaireVersion | None:
    """The version that phones know by the form's names, None if there is none.

    Raises Invalid form_version_used when it has another content.
    """
    versions = questionnaire_versions.c
    named = (versions.form_id == form.form_id, versions.form_version == form.form_version)
    standing = next(iter(entities(connection, QuestionnaireVersion, *named)), None)
    if standing is None:
        return None
    forms = published_forms.c
    kept = select(forms.md5, forms.itemsets_md5).where(forms.version_id == standing.id)
    row = connection.execute(kept).one_or_none()
    is_same = row is not None and tuple(row) == (form.md5, form.itemsets_md5)
    if is_same and _contents(files_of(connection, standing.id)) == _contents(form.files):
        return standing
    if not form.form_version:
        raise Invalid("form_without_version_used", form_id=form.form_id)
    raise Invalid("form_version_used", form_id=form.form_id, form_version=form.form_version)


def _contents(files: Iterable[SentFile]) -> set[tuple[str, str]]:
    return {(file.name, file.sha256) for file in files}


def check_form_id(connection: Connection, form_id: str, questionnaire_id: str) -> None:
    """Raise Invalid form_id_used when another questionnaire has it, or had it once; form_id_near
    when another's differs in capitals or accents' bytes alone, and this one is not published yet.
    """
    versions = questionnaire_versions.c
    held = select(questionnaires.c.form_id).where(questionnaires.c.id != questionnaire_id)
    past = select(versions.form_id).where(versions.questionnaire_id != questionnaire_id)
    others = set(connection.scalars(held.union(past)))
    if form_id in others:
        raise Invalid("form_id_used", form_id=form_id)
    near = next((own for own in sorted(others) if same_form_id(own, form_id)), None)
    mine = select(versions.id).where(
        versions.questionnaire_id == questionnaire_id, versions.form_id == form_id
    )
    if near is not None and connection.scalar(mine.limit(1)) is None:
        raise Invalid("form_id_near", form_id=form_id, other=near)


def check_life(questionnaire: Questionnaire) -> None:
    """Raise Invalid publish_first unless published and having a version go together."""
    is_draft = questionnaire.state is QuestionnaireState.DRAFT
    has_version = questionnaire.current_version_id is not None
    if questionnaire.state is not QuestionnaireState.RETIRED and is_draft is has_version:
        raise Invalid("publish_first", field="state")
