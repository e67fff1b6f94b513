"""The metrics, and what they are of the whole field: kept stable for programs outside."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Header, Query, Request, Response

from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from field_api.errors import ApiError, locale_of
from field_api.metrics.answering import answer, rows
from field_api.settings import Conf
from kobra_domain.errors import Invalid
from kobra_domain.limits import ID_PATTERN
from kobra_domain.metrics.answers import MetricAnswer, MetricRows, MetricSaid, MetricsSaid
from kobra_domain.metrics.dimensions import Dimension, term_of
from kobra_domain.metrics.predicates import Clock, Term
from kobra_domain.metrics.questions import EVERY_METRIC, Question, asked
from kobra_domain.metrics.tallies import Metric
from kobra_domain.scope import Permission
from kobra_domain.words import say

router = APIRouter(prefix="/metrics", tags=["metrics"])
_Reader = Annotated[Caller, permitted(Permission.READ)]
_Language = Annotated[str, Header()]
_LARGEST, _USUAL = 1_000, 200
_AFTER = rf"^({ID_PATTERN.pattern}( \d{{4}}-\d\d-\d\d)?)?$"  # of an account's month with its day
_ASKED = (
    "`from` (included) and `to` (not) are local days at the address; any of `day`, `month`, "
    "`weekday`, `hour`, `portfolio`, `team`, `agent`, `bucket`, `zone`, `outcome` holds rows to "
    "values as groups tell them (several of one name: any of them); `first_attempts=true` counts "
    "only visits to doors where nobody was before."
)


@router.get("", response_model=MetricsSaid)
def list_metrics(caller: _Reader, accept_language: _Language = "") -> Response:
    """Every metric as it is declared, in the reader's language."""
    locale = locale_of(accept_language)
    return _json(MetricsSaid(items=tuple(_said(one, locale) for one in EVERY_METRIC.values())))


@router.get("/{key}", response_model=MetricAnswer, description=f"A metric by groups. {_ASKED}")
def metric(
    key: str,
    request: Request,
    caller: _Reader,
    database: Db,
    settings: Conf,
    by: Annotated[str, Query(description="Names of dimensions, by comma.")] = "",
    accept_language: _Language = "",
) -> Response:
    """The number of each group and of all. 404 for no such metric, 422 for what cannot be read."""
    question, locale = _question(key, request), locale_of(accept_language)
    with database.read() as connection:
        return _json(answer(connection, question, caller.keys, settings.clock(), locale))


@router.get(
    "/{key}/rows", response_model=MetricRows, description=f"The rows behind a number. {_ASKED}"
)
def metric_rows(
    key: str,
    request: Request,
    caller: _Reader,
    database: Db,
    after: Annotated[str, Query(pattern=_AFTER)] = "",
    limit: Annotated[int, Query(ge=1, le=_LARGEST)] = _USUAL,
) -> Response:
    """What `next` of the last page named follows with `after`; `count` is the number's n."""
    question = _question(key, request)
    with database.read() as connection:
        return _json(rows(connection, question, caller.keys, after, limit))


def _question(key: str, request: Request) -> Question:
    try:
        return asked(key, request.query_params.multi_items())
    except Invalid as problem:
        if problem.code == "not_found":
            raise ApiError("not_found", field="key") from None
        raise


def _said(one: Metric, locale: str) -> MetricSaid:
    return MetricSaid(
        key=one.key,
        name=say(f"metric.{one.key}", None, locale),
        formula=say(f"metric.{one.key}.how", None, locale),
        kind=one.kind,
        rows=one.rows,
        better=one.better,
        source=one.source.value,
        floor_n=one.floor_n,
        date=_named(one.dated),
        by=tuple(name.value for name in Dimension if term_of(one, name) is not None),
    )


def _named(term: Term | None) -> str:
    return "" if term is None else term.field if isinstance(term, Clock) else term


def _json(said: object) -> Response:
    return Response(msgspec.json.encode(said), media_type="application/json")
