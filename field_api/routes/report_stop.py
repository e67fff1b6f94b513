"""How the reader of a mailed report ends it, without a session: the signed token of the mail says
which mail it is.
"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from field_api.auth.caller import Key, public
from field_api.database import Db
from field_api.errors import locale_of
from field_api.mail.letters.pages import no_page, report_stop_page
from field_api.mail.links import REPORT_STOP, report_stopped_by
from field_api.reports.schedules import leave
from field_api.routes.mail_pages import Token, answered, looked_at
from field_api.settings import Conf

router = APIRouter(tags=["mail"])
_by_token = public("the signed token of the mail is the proof")


@looked_at(f"{REPORT_STOP}/{{token}}", _by_token, router)
def ask_report_stop(
    token: Token, request: Request, database: Db, key: Key, settings: Conf
) -> HTMLResponse:
    """A page with a button; nothing ends by looking."""
    with database.read() as connection:
        mail_id = report_stopped_by(key, token)
        title = mail_id and leave(connection, mail_id, settings.clock(), is_asked=True)
    return _page(request, title, is_done=False)


@router.post(f"{REPORT_STOP}/{{token}}", dependencies=[_by_token])
def stop_report(
    token: Token, request: Request, database: Db, key: Key, settings: Conf
) -> HTMLResponse:
    """The reader of the mail gets the report no more: by the page's button, or by a mail program's
    one click (RFC 8058).
    """
    with database.begin() as connection:
        mail_id = report_stopped_by(key, token)
        title = mail_id and leave(connection, mail_id, settings.clock(), is_asked=False)
    return _page(request, title, is_done=True)


def _page(request: Request, title: str | None, *, is_done: bool) -> HTMLResponse:
    locale = locale_of(request.headers.get("accept-language", ""))
    if not title:
        return answered(no_page(locale), 404)
    return answered(report_stop_page(title, locale, is_done=is_done))
