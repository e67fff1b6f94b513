"""The dossier of a visit or a person as one archive, for who may take people's data along."""

import tempfile
from typing import Annotated, Any, BinaryIO, cast

from fastapi import APIRouter, Request, Response

from field_api.auth.audit import note
from field_api.auth.caller import Caller, EntityId, permitted
from field_api.change_log.rows import find
from field_api.database import Db
from field_api.dossiers.archive import Gathered, gathered, write_dossier
from field_api.dossiers.matter import matter_of_party, matter_of_visit
from field_api.errors import ApiError, locale_of
from field_api.settings import Conf
from field_api.submissions.shown import file_answer
from kobra_domain.portfolios import Party
from kobra_domain.scope import Permission
from kobra_domain.visits import Visit

router = APIRouter(tags=["dossiers"])
_Exporter = Annotated[Caller, permitted(Permission.EXPORT)]
_ZIP: dict[int | str, dict[str, Any]] = {200: {"content": {"application/zip": {}}}}
MADE = "dossier.make"


@router.get("/visits/{visit_id}/dossier", response_class=Response, responses=_ZIP)
def visit_dossier(
    visit_id: EntityId, caller: _Exporter, request: Request, database: Db, settings: Conf
) -> Response:
    """One visit: what phones sent for it byte for byte, contacts, rules, papers, edits and looks.
    The archive's SHA-256 stands in the audit.
    """
    with database.read() as connection:
        visit = find(connection, Visit, visit_id)
        if visit is None or not caller.sees(visit):
            raise ApiError("not_found", field="visit_id")
        matter = matter_of_visit(connection, visit)
        if matter is None:
            raise ApiError("not_found", field="visit_id")
        found = gathered(connection, matter, request.app.state.attachments)
    return _answer(found, caller, request, database, settings)


@router.get("/parties/{party_id}/dossier", response_class=Response, responses=_ZIP)
def party_dossier(
    party_id: EntityId, caller: _Exporter, request: Request, database: Db, settings: Conf
) -> Response:
    """All that is kept of a person, as for one visit: also what is handed out when they ask for
    their data.
    """
    with database.read() as connection:
        party = find(connection, Party, party_id)
        if party is None or not caller.sees(party):
            raise ApiError("not_found", field="party_id")
        matter = matter_of_party(connection, party)
        if matter is None:
            raise ApiError("not_found", field="party_id")
        found = gathered(connection, matter, request.app.state.attachments)
    return _answer(found, caller, request, database, settings)


def _answer(
    found: Gathered, caller: Caller, request: Request, database: Db, settings: Conf
) -> Response:
    """The archive, once it is a line of the audit. It lies in a file without a name meanwhile."""
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    file = cast(BinaryIO, tempfile.TemporaryFile(dir=settings.data_folder))  # noqa: SIM115
    now = settings.clock()
    try:
        digest = write_dossier(
            file,
            found,
            request.app.state.attachments,
            by=caller.user.name,
            at=now,
            locale=locale_of(request.headers.get("Accept-Language", "")),
        )
        with database.begin() as connection:
            note(
                connection,
                at=now,
                user_id=caller.user.id,
                act=MADE,
                subject=found.matter.subject,
                details={"sha256": digest},
            )
    except BaseException:
        file.close()
        raise
    kind, entity_id = found.matter.subject
    return file_answer(file, f"{kind}-{entity_id}.zip", "application/zip")
