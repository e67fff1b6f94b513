"""What request bodies share: they are checked against the limits that stand on their fields."""

from typing import TYPE_CHECKING, Annotated, TypeVar

from fastapi import Path, Request

from kobra_domain.limits import check

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

# The pattern is repeated for the OpenAPI document; what does not match is 422 before the route
# runs.
EntityId = Annotated[str, Path(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]


def checked(body: T) -> T:
    """The body, whose fields keep their limits; raises Invalid."""
    check(body)
    return body


def address_of(request: Request) -> str:
    """The network address of whoever asks; behind a trusted proxy, the one it names."""
    return request.client.host if request.client else ""
