"""What request bodies share: they are checked against the limits that stand on their fields."""

from typing import TYPE_CHECKING, TypeVar

from fastapi import Request

from kobra_domain.limits import check

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def checked(body: T) -> T:
    """The body, whose fields keep their limits; raises Invalid."""
    check(body)
    return body


def address_of(request: Request) -> str:
    """The network address of whoever asks; behind a trusted proxy, the one it names."""
    return request.client.host if request.client else ""
