"""What follows from a row's own fields, made alike on both sides whenever the row is written."""

from dataclasses import replace

from kobra_domain.documents import read_document
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import Address, Party
from kobra_domain.streets.doors import keyed


def derived(entity: Entity) -> Entity:
    """The row with its document in the form that is kept, with the key of its door."""
    if isinstance(entity, Address):
        return keyed(entity)
    if isinstance(entity, Party):
        kind, number = read_document(entity.document_type, entity.document_number)
        return replace(entity, document_type=kind, document_number=number)
    return entity
