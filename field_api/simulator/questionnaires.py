"""The questionnaires of the invented city: the templates as its administrator published them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from field_api.simulator.ids import SeededIds
from field_api.simulator.script import Script
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import (
    Questionnaire,
    QuestionnaireState,
    QuestionnaireVersion,
)
from kobra_records.templates import NAMES, template

FORM = "visita_cobro"
# One of them is still being worked on.
UNPUBLISHED = "negociacion"


def published(script: Script) -> Iterator[tuple[Questionnaire, QuestionnaireVersion]]:
    """Those that agents have."""
    ids = SeededIds(f"questionnaires {script.seed}")
    for name in NAMES:
        form = template(name)
        questionnaire_id, version_id = (ids.timed(script.world.born_at) for _ in range(2))
        if name == UNPUBLISHED:
            continue
        at = script.world.born_at + timedelta(days=1, hours=3)
        author = script.world.users[0].id
        version = QuestionnaireVersion(
            id=version_id,
            questionnaire_id=questionnaire_id,
            form_id=form.form_id,
            form_version=form.form_version,
            title=form.title,
            document=canonical.text(form),
            document_hash=canonical.digest(form),
            number=1,
            published_at=at,
            published_by=author,
        )
        yield _questionnaire(questionnaire_id, form, script, version_id), version


def drafts(script: Script) -> Iterator[Questionnaire]:
    """Those that nobody has published yet."""
    ids = SeededIds(f"drafts of questionnaires {script.seed}")
    made = _questionnaire(ids.timed(script.world.born_at), template(UNPUBLISHED), script, None)
    yield replace(made, state=QuestionnaireState.DRAFT)


def _questionnaire(
    questionnaire_id: str, form: Form, script: Script, version_id: str | None
) -> Questionnaire:
    at = script.world.born_at + timedelta(days=1)
    return Questionnaire(
        id=questionnaire_id,
        title=form.title,
        form_id=form.form_id,
        document=canonical.text(form),
        created_at=at,
        state=QuestionnaireState.PUBLISHED,
        current_version_id=version_id,
        edited_at=at + timedelta(hours=2),
        edited_by=script.world.users[0].id,
    )
