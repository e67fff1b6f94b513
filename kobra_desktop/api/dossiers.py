"""The dossier of a visit or a person, brought from the server into a file."""

from collections.abc import Callable
from typing import BinaryIO

import requests

from kobra_desktop.api.http import FieldApi, read_problem

_PATHS = {"visit": "/visits/{}/dossier", "party": "/parties/{}/dossier"}
_CHUNK = 256 * 1024
_MADE_IN_S = 300.0  # the server writes the whole archive before it answers


def fetch_dossier(
    api: FieldApi,
    kind: str,
    entity_id: str,
    file: BinaryIO,
    *,
    stopped: Callable[[], bool] = lambda: False,
    report: Callable[[int, int], None] = lambda done, whole: None,
) -> bool:
    """Bring the dossier of a `visit` or a `party`; answers whether it is whole, False when stopped.
    `report(done, whole)` in bytes, 0 where the whole is unknown. Raises NotFound, Refusal,
    ApiError, OSError.
    """
    answer = api.request(
        "GET",
        _PATHS[kind].format(entity_id),
        headers={"Accept": "*/*", "Accept-Encoding": "identity"},
        is_stream=True,
        read_timeout_s=_MADE_IN_S,
    )
    done, whole = 0, int(answer.headers.get("Content-Length", 0))
    with answer:
        try:
            for chunk in answer.iter_content(_CHUNK):
                if stopped():
                    return False
                file.write(chunk)
                done += len(chunk)
                report(done, whole)
        except requests.RequestException as problem:
            raise read_problem(problem) from problem
    return True
