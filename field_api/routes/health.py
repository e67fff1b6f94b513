"""Probes for whoever runs the server: is it alive, can it work."""

from typing import Literal

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError

from field_api.auth.caller import public
from field_api.database import Db
from field_api.errors import ApiError
from field_api.tables.upgrade import is_current

router = APIRouter(tags=["health"])
_probe = public("a probe has no account, and learns only yes or no")


@router.get("/health", dependencies=[_probe])
def health() -> dict[str, Literal["alive"]]:
    """The process answers."""
    return {"status": "alive"}


@router.get("/ready", dependencies=[_probe])
def ready(database: Db) -> dict[str, Literal["ready"]]:
    """The database answers and stands at the expected revision; else 503 unavailable."""
    try:
        with database.read() as connection:
            if not is_current(connection):
                raise ApiError("unavailable", headers={"Retry-After": "5"})
    except SQLAlchemyError as problem:
        raise ApiError("unavailable", headers={"Retry-After": "5"}) from problem
    return {"status": "ready"}
