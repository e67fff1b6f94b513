"""What follows from a row's own fields, made alike on both sides whenever the row is written."""

from dataclasses import replace

from kobra_domain.documents import read_document
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import Party


def derived(entity: Entity) -> Entity:
    """The row with its document in the form that is kept."""
    if isinstance(entity, Party):
        kind, number = read_document(entity.document_type, entity.document_number)
        return replace(entity, document_type=kind, document_number=number)
    return entity
