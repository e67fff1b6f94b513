"""The page behind a report's link, for readers who may have no account: the token is the proof."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse

from field_api.auth.caller import Key, public
from field_api.auth.throttle import count_attempt, limits_of
from field_api.database import Database, Db
from field_api.errors import ApiError, locale_of
from field_api.mail.letters.report_page import POLICY, report_page, sentence_page
from field_api.reports.links import SHARED, Opened, count_opened, opened
from field_api.routes.bodies import address_of
from field_api.settings import Conf
from kobra_domain.reports.sharing import LinkState

router = APIRouter(tags=["shared reports"])
_by_token = public("the token of the link is the proof; what it opens holds for nobody alone")
_PER_ADDRESS = 120  # in a quarter of an hour
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": POLICY,
}
Token = Annotated[str, Path(max_length=200)]


def _look(token: Token, request: Request, database: Db, key: Key, settings: Conf) -> HTMLResponse:
    """The report as it was when the link was made, counted as opened. 404 for none of ours, 410
    once it is over, 429 for too many. HEAD, by which scanners ask first, counts nothing.
    """
    if not _is_let(database, key, settings, address_of(request)):
        return _sentence("too_many", request, 429)
    now = settings.clock()
    with database.read() as connection:
        found = opened(connection, token, now)
    if found is None:
        return _sentence("unknown", request, 404)
    if found.state is not LinkState.OPEN:
        return _over(found)
    if request.method == "GET":
        with database.begin() as connection:
            count_opened(connection, found.link_id, now)
    return HTMLResponse(report_page(found), headers=_HEADERS)


for _method in ("GET", "HEAD"):
    router.add_api_route(
        f"{SHARED}/{{token}}",
        _look,
        methods=[_method],
        dependencies=[_by_token],
        name=f"shared report {_method}",
        response_class=HTMLResponse,
    )


def _over(found: Opened) -> HTMLResponse:
    page = sentence_page(found.state.value, found.language)
    return HTMLResponse(page, 410, _HEADERS)


def _sentence(code: str, request: Request, status: int) -> HTMLResponse:
    locale = locale_of(request.headers.get("accept-language", ""))
    return HTMLResponse(sentence_page(code, locale), status, _HEADERS)


def _is_let(database: Database, key: bytes, settings: Any, address: str) -> bool:
    try:
        with database.begin() as connection:
            limits = limits_of(key, "shared", (address, _PER_ADDRESS))
            count_attempt(connection, limits, settings.clock())
    except ApiError:
        return False
    return True
