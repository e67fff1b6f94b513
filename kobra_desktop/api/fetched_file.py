"""An answer that is a file, written as it comes."""

from typing import BinaryIO

import requests

from kobra_desktop.api.http import FieldApi, read_problem

_ANSWER_S = 120.0  # the server may make it first
_CHUNK = 256 * 1024


def fetch(api: FieldApi, path: str, into: BinaryIO) -> None:
    """Write what the path answers. Raises ApiError, OSError."""
    answer = api.request(
        "GET", path, headers={"Accept": "*/*"}, is_stream=True, read_timeout_s=_ANSWER_S
    )
    with answer:
        try:
            for part in answer.iter_content(_CHUNK):
                into.write(part)
        except requests.RequestException as problem:
            raise read_problem(problem) from problem
