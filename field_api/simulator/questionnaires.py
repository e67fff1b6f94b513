"""The questionnaires of the invented city: the templates as its administrator published them, one
of them twice, one still a draft; and blocks kept to be used again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from field_api.simulator.ids import SeededIds
from field_api.simulator.script import Script
from kobra_domain.questionnaires import acts, canonical, list_acts
from kobra_domain.questionnaires.blocks import block_of
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import (
    LibraryBlock,
    Questionnaire,
    QuestionnaireState,
    QuestionnaireVersion,
)
from kobra_records.templates import NAMES, template

FORM = "visita_cobro"
# One of them is still being worked on.
UNPUBLISHED = "negociacion"
_BLOCKS = {
    "Llegada comprobada": ("llegada_g", "Situación, llegada con radio y precisión, fotos"),
    "¿Quién atendió?": ("contacto_g", "Presentación, y salida si atiende un menor"),
    "Promesa de pago": ("promesa_g", "Monto y día, como los lee el resultado de la visita"),
}


@dataclass(frozen=True, slots=True)
class Published:
    """A questionnaire with its versions, the last of which phones get."""

    questionnaire: Questionnaire
    versions: tuple[QuestionnaireVersion, ...]


def published(script: Script) -> tuple[Published, ...]:
    """Those that agents have, in the order of the templates."""
    ids = SeededIds(f"questionnaires {script.seed}")
    names = [name for name in NAMES if name != UNPUBLISHED]
    return tuple(_published(name, ids, script) for name in names)


def unpublished(script: Script) -> Questionnaire:
    """The one that nobody has published yet."""
    ids = SeededIds(f"drafts of questionnaires {script.seed}")
    made = _questionnaire(template(UNPUBLISHED), ids.timed(script.world.born_at), script)
    return replace(made, state=QuestionnaireState.DRAFT)


def blocks(script: Script) -> Iterator[LibraryBlock]:
    """The library."""
    ids, form = SeededIds(f"blocks {script.seed}"), template(FORM)
    uids = {node.name: node.uid for node in form.nodes()}
    for name, (group, note) in _BLOCKS.items():
        block = block_of(form, [uids[group]])
        yield LibraryBlock(
            id=ids.timed(script.world.born_at),
            name=name,
            document=canonical.text(block),
            note=note,
        )


def _published(name: str, ids: SeededIds, script: Script) -> Published:
    form = template(name)
    at = script.world.born_at + timedelta(days=1, hours=3)
    draft = _questionnaire(form, ids.timed(script.world.born_at), script)
    first = _version(draft, form, ids, at)
    if name != FORM:
        return Published(replace(draft, current_version_id=first.id), (first,))
    later = acts.set_setting(form, "version", "2")
    second = _version(draft, later, ids, at + timedelta(days=2), number=2)
    noted = replace(second, note="Se anota lo que la persona cuenta por su cuenta")
    older = _version(draft, _as_it_was(form), ids, at)
    current = replace(
        draft,
        document=second.document,
        current_version_id=second.id,
        edited_at=second.published_at,
    )
    return Published(current, (older, noted))


def _as_it_was(form: Form) -> Form:
    """The collection visit before anybody had used it."""
    told = next(node.uid for node in form.nodes() if node.name == "dicho_voluntario")
    shop = next(one.uid for one in form.choices if one.name == "corresponsal")
    return list_acts.remove_choice(acts.remove(form, [told]), shop)


def _version(
    draft: Questionnaire, form: Form, ids: SeededIds, at: datetime, *, number: int = 1
) -> QuestionnaireVersion:
    return QuestionnaireVersion(
        id=ids.timed(at),
        questionnaire_id=draft.id,
        form_id=form.form_id,
        form_version=form.form_version,
        title=form.title,
        document=canonical.text(form),
        document_hash=canonical.digest(form),
        number=number,
        published_at=at,
        published_by=draft.edited_by,
    )


def _questionnaire(form: Form, questionnaire_id: str, script: Script) -> Questionnaire:
    at = script.world.born_at + timedelta(days=1)
    return Questionnaire(
        id=questionnaire_id,
        title=form.title,
        form_id=form.form_id,
        document=canonical.text(form),
        created_at=at,
        state=QuestionnaireState.PUBLISHED,
        edited_at=at + timedelta(hours=2),
        edited_by=script.world.users[0].id,
    )
