"""The library of questions: keep a block, call it otherwise, take it out of use."""

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done
from kobra_domain.questionnaires import canonical
from kobra_domain.questionnaires.form import Form

KIND = "library_block"


def keep_block(desk: Desk, name: str, block: Form, note: str = "") -> Done:
    """A new block; `ids[0]` is its id. Raises DomainError."""
    return edits.create(desk, KIND, {"name": name, "document": canonical.text(block), "note": note})


def rename_block(desk: Desk, block_id: str, name: str, *, seen: object = None) -> Done:
    """Another name. Raises DomainError."""
    return edits.edit(desk, f"{KIND}.edit", block_id, {"name": name}, seen)


def retire_block(desk: Desk, block_id: str, *, seen: object = None) -> Done:
    """It is offered no more; forms that have its questions keep them. Raises DomainError."""
    return edits.edit(desk, f"{KIND}.edit", block_id, {"is_active": False}, seen)
