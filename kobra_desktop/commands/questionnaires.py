"""Questionnaires: make, save, publish, retire; and the working copy that outlives a crash, which
nobody else sees.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, do
from kobra_desktop.store import kept
from kobra_desktop.store.making import Edit
from kobra_desktop.store.queries.questionnaires import form_ids
from kobra_domain.kinds import Entity
from kobra_domain.questionnaires import acts, canonical
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import Questionnaire, QuestionnaireState
from kobra_domain.scope import Permission

KIND = "questionnaire"
MOST_TITLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCopy:
    """What is being edited and was not saved. `seen` is the document that it began from."""

    document: str
    seen: str
    at: datetime


def create_questionnaire(desk: Desk, form: Form, **more: Any) -> Done:
    """A new draft; `ids[0]` is its id. Raises DomainError."""
    values = {**_of_form(form, canonical.text(form)), **_edited(desk), **more}
    return edits.create(desk, KIND, {**values, "created_at": desk.clock()})


def save_questionnaire(
    desk: Desk, questionnaire_id: str, form: Form, *, seen: str | None = None
) -> Done:
    """Write the draft. `seen`: the document it was opened with; what somebody else saved since is
    a conflict with both sides. Raises DomainError.
    """
    changes = {**_of_form(form, canonical.text(form)), **_edited(desk)}
    return edits.edit(
        desk, f"{KIND}.edit", questionnaire_id, changes, _seen(desk, questionnaire_id, seen)
    )


def publish_questionnaire(
    desk: Desk,
    questionnaire_id: str,
    form: Form,
    *,
    portfolio_ids: Collection[str] = (),
    note: str = "",
    seen: str | None = None,
) -> Done:
    """Save the form and make it an immutable version, under the version text in its settings;
    offline it waits in the outbox. Raises DomainError.
    """
    document, version_id = canonical.text(form), desk.new_id()
    draft = {
        **_of_form(form, document),
        **_edited(desk),
        "portfolio_ids": tuple(portfolio_ids),
    }
    version = {
        "id": version_id,
        "questionnaire_id": questionnaire_id,
        "form_id": form.form_id,
        "form_version": form.form_version,
        "title": _title(form),
        "document": document,
        "document_hash": canonical.digest(form),
        "note": note,
    }
    return do(
        desk,
        [
            Edit(f"{KIND}.edit", questionnaire_id, draft, _seen(desk, questionnaire_id, seen)),
            Edit("questionnaire_version.create", version_id, version),
        ],
    )


def retire_questionnaire(desk: Desk, questionnaire_id: str, *, seen: object = None) -> Done:
    """Phones no longer get it; what was answered stays. Raises DomainError."""
    return edits.edit(
        desk, f"{KIND}.edit", questionnaire_id, {"state": QuestionnaireState.RETIRED}, seen
    )


def restore_questionnaire(
    desk: Desk, questionnaire_id: str, *, was_published: bool, seen: object = None
) -> Done:
    """Take it back into use. Raises DomainError."""
    state = QuestionnaireState.PUBLISHED if was_published else QuestionnaireState.DRAFT
    return edits.edit(desk, f"{KIND}.edit", questionnaire_id, {"state": state}, seen)


# The working copy


def keep_working_copy(desk: Desk, questionnaire_id: str, form: Form, seen: str | None) -> str:
    """Keep what is being edited, on the disk when this returns; answers its document.

    `seen` None: the document it began from is kept already.
    """
    desk.require(Permission.DESIGN)
    document = canonical.text(form)
    key = _key(questionnaire_id)
    with desk.store.editing() as connection:
        if seen is not None:
            kept.keep(connection, f"{key}:seen", seen)
        kept.keep(connection, key, {"document": document, "at": desk.clock().isoformat()})
    return document


def working_copy(desk: Desk, questionnaire_id: str) -> WorkingCopy | None:
    """What was being edited when the program ended; None when all was saved."""
    key = _key(questionnaire_id)
    with desk.store.reading() as connection:
        held = kept.value(connection, key)
        seen = kept.value(connection, f"{key}:seen")
    if held is None:
        return None
    at = datetime.fromisoformat(held["at"])
    return WorkingCopy(document=held["document"], seen=seen or "", at=at)


def forget_working_copy(desk: Desk, questionnaire_id: str, document: str | None = None) -> None:
    """It is saved, or given up. `document`: only if the copy is that; a newer one stays."""
    key = _key(questionnaire_id)
    with desk.store.editing() as connection:
        held = kept.value(connection, key)
        if document is None or (held is not None and held["document"] == document):
            kept.forget(connection, key)
            kept.forget(connection, f"{key}:seen")


def _key(questionnaire_id: str) -> str:
    return kept.draft_key(f"{KIND}:{questionnaire_id}")


def with_free_id(desk: Desk, form: Form) -> Form:
    """The form under an id that no other questionnaire here has: its own if it is free."""
    taken, wanted = form_ids(desk.store), form.form_id or "formulario"
    free = wanted
    number = 2
    while free in taken:
        free, number = f"{wanted}_{number}", number + 1
    return form if free == form.form_id else acts.set_setting(form, "form_id", free)


def renamed(form: Form, title: str) -> Form:
    """The form under another title, as a draft that was never published."""
    return acts.set_setting(acts.set_setting(form, "form_title", title), "version", None)


def _of_form(form: Form, document: str) -> dict[str, Any]:
    """Title and id are the form's own; while they are being rewritten the row keeps the old."""
    named = {"title": _title(form), "form_id": form.form_id}
    return {"document": document, **{name: text for name, text in named.items() if text}}


def _title(form: Form) -> str:
    return form.title.strip()[:MOST_TITLE] or form.form_id[:MOST_TITLE]


def _edited(desk: Desk) -> dict[str, Any]:
    return {"edited_at": desk.clock(), "edited_by": desk.who.id}


def _seen(desk: Desk, questionnaire_id: str, document: str | None) -> Entity | None:
    """The row as it is, but with the document that the person had before them: who edited last is
    no matter of conflict.
    """
    found = edits.held(desk, KIND, questionnaire_id)
    if document is None or not isinstance(found, Questionnaire):
        return None
    return replace(found, document=document)
