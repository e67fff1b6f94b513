"""`GET /metrics`: numbers for a monitoring system, for whoever holds the token of the settings."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from field_api.auth.caller import public
from field_api.errors import ApiError
from field_api.monitoring.measures import TEXT, Measures
from field_api.settings import Conf

router = APIRouter(tags=["health"])
_scraper = public("a monitoring system has no account: it holds the token of the settings")


@router.get(
    "/metrics",
    dependencies=[_scraper],
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(
    request: Request,
    settings: Conf,
    authorization: Annotated[str, Header(max_length=400)] = "",
) -> Response:
    """Numbers of this process and its database in Prometheus' text; there only with
    KOBRA_METRICS_TOKEN, as `Authorization: Bearer TOKEN`. Nobody is named.
    """
    token, measures = settings.metrics_token, request.app.state.measures
    if not token or not isinstance(measures, Measures):
        raise ApiError("not_found", field="")
    kind, _, given = authorization.partition(" ")
    is_right = hmac.compare_digest(given.strip().encode(), token.encode())
    if kind.lower() != "bearer" or not is_right:
        raise ApiError("not_signed_in", headers={"WWW-Authenticate": "Bearer"})
    return Response(measures.text(), headers={"Content-Type": TEXT, "Cache-Control": "no-store"})
