"""The address of an agent's ODK Collect: form list, forms, visit list, and the door of answers.

The key stands in the path, so neither Basic nor Digest is asked for. `deviceID` is ignored, and so
is the client's `Date`. Refusals are OpenRosa messages in Spanish: the agent reads them.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from field_api.auth.caller import EntityId, public
from field_api.budgets.phones import Spender
from field_api.database import Db
from field_api.errors import ApiError
from field_api.operations.form_files import ContentReader, files_of
from field_api.phones import openrosa_xml, visit_list
from field_api.phones.door import token_hash
from field_api.phones.form_keys import PATH, Keyed, Sender
from field_api.phones.forms import OfferedForm, file_of, itemsets_of, offered_forms, xform_of
from field_api.phones.openrosa_answers import LENGTH_HEADER, VERSION_HEADER, OpenRosaXml
from field_api.phones.openrosa_xml import ListedFile, ListedForm
from field_api.settings import Conf, Settings
from field_api.submissions.receiving import Receiving
from field_api.submissions.shown import file_answer
from kobra_domain.questionnaires.files import ITEMSETS

router = APIRouter(
    prefix=f"{PATH}/{{token}}", tags=["forms on phones"], default_response_class=OpenRosaXml
)
_key = public("the token in the path is the agent's key")
_MOST_IDS = 2_000
_MULTIPART = {"requestBody": {"content": {"multipart/form-data": {"schema": {"type": "object"}}}}}


@router.get("/formList", dependencies=[_key])
def list_forms(
    token: str,
    agent: Keyed,
    request: Request,
    database: Db,
    settings: Conf,
    form_id: Annotated[str | None, Query(alias="formID")] = None,
) -> OpenRosaXml:
    """The forms of the agent's phone; `formID` asks for one."""
    base = key_url(request, settings, token)
    with database.read() as connection:
        forms = offered_forms(connection, agent)
    wanted = (form for form in forms if form_id in (None, form.form_id))
    return OpenRosaXml(openrosa_xml.form_list(_listed(form, base) for form in wanted))


@router.get("/forms/{version_id}", dependencies=[_key])
def read_form(version_id: EntityId, agent: Keyed, database: Db) -> OpenRosaXml:
    """The XForm, byte for byte as it was published."""
    with database.read() as connection:
        return OpenRosaXml(xform_of(connection, agent, version_id))


@router.get("/forms/{version_id}/manifest", dependencies=[_key])
def read_manifest(
    version_id: EntityId, token: str, agent: Keyed, request: Request, database: Db, settings: Conf
) -> OpenRosaXml:
    """The files the form needs: the agent's visit list, its external choices, its own files."""
    with database.read() as connection:
        forms = {form.version_id: form for form in offered_forms(connection, agent)}
        own = files_of(connection, version_id)
    form = forms.get(version_id)
    if form is None:
        raise ApiError("form_not_found")
    base = key_url(request, settings, token)
    files = []
    if form.reads_visits:
        offered = visit_list.offer(database, agent, settings.clock())
        files.append(
            ListedFile(
                filename=visit_list.FILE_NAME,
                md5=offered.md5,
                download_url=f"{base}/media/{offered.md5}/{visit_list.FILE_NAME}",
                integrity_url=f"{base}/integrity",
            )
        )
    if form.itemsets_md5 is not None:
        url = f"{base}/forms/{version_id}/{ITEMSETS}"
        files.append(ListedFile(filename=ITEMSETS, md5=form.itemsets_md5, download_url=url))
    for file in own:
        url = f"{base}/forms/{version_id}/media/{file.md5}"
        files.append(ListedFile(filename=file.name, md5=file.md5, download_url=url))
    return OpenRosaXml(openrosa_xml.manifest(files))


@router.get(f"/forms/{{version_id}}/{ITEMSETS}", dependencies=[_key])
def read_itemsets(version_id: EntityId, agent: Keyed, database: Db) -> OpenRosaXml:
    """The form's external choices, byte for byte as they were published."""
    with database.read() as connection:
        content = itemsets_of(connection, agent, version_id)
    return OpenRosaXml(content, headers={"Content-Type": "text/csv; charset=utf-8"})


@router.get("/forms/{version_id}/media/{md5}", dependencies=[_key], response_class=Response)
def read_file(version_id: EntityId, md5: str, agent: Keyed, database: Db) -> Response:
    """A file of the form that its manifest named, byte for byte."""
    with database.read() as connection:
        file = file_of(connection, agent, version_id, md5)
    headers = {"Content-Length": str(file.size), **VERSION_HEADER}
    return file_answer(ContentReader(database, file.sha256), file.name, file.media_type, headers)


@router.get(f"/media/{{md5}}/{visit_list.FILE_NAME}", dependencies=[_key])
def read_visit_list(md5: str, agent: Keyed, database: Db, settings: Conf) -> OpenRosaXml:
    """The visit list that a manifest named; what is on it is on the phone from now on."""
    taken = visit_list.take(database, agent, md5, settings.clock())
    return OpenRosaXml(taken.content, headers={"Content-Type": "text/csv; charset=utf-8"})


@router.get("/integrity", dependencies=[_key])
def read_integrity(
    agent: Keyed, database: Db, settings: Conf, ids: Annotated[str, Query(alias="id")] = ""
) -> OpenRosaXml:
    """Which of the visits (`id`, separated by commas) the phone must forget."""
    asked = [part for part in ids.split(",") if part][:_MOST_IDS]
    with database.read() as connection:
        return OpenRosaXml(
            openrosa_xml.integrity(visit_list.gone(connection, agent, asked, settings.clock()))
        )


@router.head("/submission", status_code=204, dependencies=[_key])
def meet_submission(sender: Sender, settings: Conf) -> OpenRosaXml:
    """Where answers are posted and how large a post may be; exactly 204, or Collect gives up."""
    return OpenRosaXml(status_code=204, headers={LENGTH_HEADER: str(settings.largest_submission)})


@router.post("/submission", status_code=201, dependencies=[_key], openapi_extra=_MULTIPART)
async def take_submission(token: str, sender: Sender, request: Request) -> OpenRosaXml:
    """A filled-in form with its files, whole or in parts; durable before it is answered."""
    receiving: Receiving = request.app.state.receiving
    agent_id, ended = sender
    received = await receiving.take(request, Spender(token_hash(token), agent_id), ended)
    return OpenRosaXml(openrosa_xml.message(received.message), status_code=received.status)


def key_url(request: Request, settings: Settings, token: str) -> str:
    """The agent's address as phones reach it."""
    return f"{(settings.public_url or str(request.base_url)).rstrip('/')}{PATH}/{token}"


def _listed(form: OfferedForm, base: str) -> ListedForm:
    url = f"{base}/forms/{form.version_id}"
    return ListedForm(
        form_id=form.form_id,
        name=form.title,
        version=form.form_version,
        md5=form.md5,
        download_url=url,
        manifest_url=f"{url}/manifest" if form.has_files else None,
    )
