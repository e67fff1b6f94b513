"""Every refusal of the server: one table from code
to HTTP status, one shape `{code, message, params}`.

Sentences are made in `kobra_domain.words`; nothing here speaks to a person by itself.
"""

from collections.abc import Mapping

from kobra_domain.errors import DomainError, Invalid, NotAllowed, Param, Refused, UnlawfulMove
from kobra_domain.words import LOCALES, say

STATUS: dict[str, int] = {
    "malformed": 400,
    "not_signed_in": 401,
    "wrong_password": 401,
    "session_over": 401,
    "account_disabled": 401,
    "wrong_upload_key": 401,
    "not_allowed": 403,
    "wrong_old_password": 403,
    "wrong_code": 403,
    "unknown_key": 403,
    "not_found": 404,
    "form_not_found": 404,
    "list_replaced": 404,
    "method_not_allowed": 405,
    "already_taken": 409,
    "changed_since": 409,
    "import_state": 409,
    "books_busy": 409,
    "region_busy": 409,
    "region_not_sized": 409,
    "outgoing_no_terms": 409,
    "outgoing_not_made": 409,
    "resync_required": 410,
    "outgoing_gone": 410,
    "link_over": 410,
    "too_big": 413,
    "not_tiles": 415,
    "not_drawn": 415,
    "range_not_satisfiable": 416,
    "invalid": 422,
    "client_too_old": 426,
    "report_files_slow": 422,
    "too_many_attempts": 429,
    "over_budget": 429,
    "server_error": 500,
    "unavailable": 503,
    "busy": 503,
    "no_room": 503,
    "server_full": 503,
    "import_no_room": 503,
    "import_not_written": 503,
    "phone.not_stored": 503,
}
_STATUS_OF_DOMAIN: dict[type[DomainError], int] = {
    Invalid: 422,
    NotAllowed: 403,
    UnlawfulMove: 409,
    Refused: 409,
}


class ApiError(DomainError):
    """A refusal of the server itself; `code` stands in STATUS."""

    def __init__(
        self, code: str, *, headers: Mapping[str, str] | None = None, **params: Param
    ) -> None:
        super().__init__(code, **params)
        self.headers = headers


def status_of(error: DomainError) -> int:
    """The HTTP status of a refusal."""
    if isinstance(error, ApiError):
        return STATUS[error.code]
    return next((s for kind, s in _STATUS_OF_DOMAIN.items() if isinstance(error, kind)), 422)


def body_of(error: DomainError, accept_language: str) -> dict[str, object]:
    """What is answered: the code, its sentence in the reader's language, and its parameters."""
    sentence = say(error.code, error.params, locale_of(accept_language))
    return {"code": error.code, "message": sentence, "params": dict(error.params)}


def locale_of(accept_language: str) -> str:
    """The best of our locales for an Accept-Language header; Spanish when none fits."""
    for part in accept_language.split(","):
        tag = part.partition(";")[0].strip().replace("-", "_")
        language, _, region = tag.partition("_")
        for locale in (f"{language.lower()}_{region.upper()}", language.lower()):
            if locale in LOCALES:
                return locale
    return "es"
