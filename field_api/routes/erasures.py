"""The erasure of a person's data, asked for by an administrator."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Request

from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.rows import found
from field_api.database import Db
from field_api.errors import ApiError, locale_of
from field_api.imports.forgetting import forget_bulk
from field_api.privacy.erasing import erase
from field_api.routes.bodies import checked
from field_api.settings import Conf
from kobra_domain.answers import Erasure
from kobra_domain.limits import Name
from kobra_domain.portfolios import Party
from kobra_domain.scope import Permission
from kobra_domain.words import say

router = APIRouter(tags=["dossiers"])


@dataclass(frozen=True, slots=True)
class ErasureWish:
    """Why: the request it follows."""

    reason: Name


@router.post("/parties/{party_id}/erasure")
def erase_party(
    party_id: EntityId,
    body: ErasureWish,
    caller: Annotated[Caller, permitted(Permission.ADMINISTER)],
    request: Request,
    database: Db,
    settings: Conf,
) -> Erasure:
    """Erase everything of a person, forms and photos included, from here and from every control
    center. Where an account is open, a court wants it or contacts are too young, their data is
    restricted instead: kept, and used for nothing.
    """
    reason = checked(body).reason
    store = request.app.state.attachments
    with database.begin() as connection:
        pair = found(connection, Party, party_id, lock=True)
        if pair is None or not caller.sees(pair[0]):
            raise ApiError("not_found", field="party_id")
        me, now = caller.user.id, settings.clock()
        kept = erase(connection, pair[0], store, reason=reason, by=me, now=now)
    if kept is None:
        days = settings.retention_days
        forget_bulk(database, settings.data_folder, now, days=days)  # what files said of them
        return Erasure(is_erased=True)
    locale = locale_of(request.headers.get("Accept-Language", ""))
    return Erasure(is_erased=False, code=kept.code, message=say(kept.code, kept.params, locale))
