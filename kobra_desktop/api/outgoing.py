"""Files of gestiones for a portfolio's client: how they are made, and those that were."""

from typing import BinaryIO

import msgspec

from kobra_desktop.api.fetched_file import fetch
from kobra_desktop.api.http import FieldApi, read
from kobra_domain.outgoing.answers import OutgoingFile, OutgoingSample, OutgoingSetting
from kobra_domain.outgoing.things import OutgoingTerms


def setting(api: FieldApi, portfolio_id: str) -> OutgoingSetting:
    """How the file is told to be. Raises ApiError."""
    found: OutgoingSetting = read(api.request("GET", _of(portfolio_id)), OutgoingSetting)
    return found


def keep(api: FieldApi, portfolio_id: str, terms: OutgoingTerms) -> None:
    """Have files made so; one that is held is tried again. Raises NotValid, ApiError."""
    api.request("PUT", _of(portfolio_id), json=msgspec.to_builtins(terms))


def end(api: FieldApi, portfolio_id: str) -> None:
    """Make no more. Raises ApiError."""
    api.request("DELETE", _of(portfolio_id))


def sample(api: FieldApi, portfolio_id: str, limit: int = 20) -> OutgoingSample:
    """The last real gestiones. Raises ApiError."""
    answer = api.request("GET", f"{_of(portfolio_id)}/sample", params={"limit": limit})
    found: OutgoingSample = read(answer, OutgoingSample)
    return found


def files(api: FieldApi) -> tuple[OutgoingFile, ...]:
    """The files of all portfolios that are seen, the newest first. Raises ApiError."""
    answer = api.request("GET", "/outgoing/files")
    found: tuple[OutgoingFile, ...] = read(answer, tuple[OutgoingFile, ...])
    return found


def make(api: FieldApi, portfolio_id: str) -> OutgoingFile:
    """Have the next file made now. Raises ApiError."""
    found: OutgoingFile = read(api.request("POST", f"{_of(portfolio_id)}/files"), OutgoingFile)
    return found


def again(api: FieldApi, file: OutgoingFile) -> OutgoingFile:
    """Have it put where it goes once more. Raises ApiError."""
    found: OutgoingFile = read(api.request("POST", f"{_one(file)}/again"), OutgoingFile)
    return found


def content(api: FieldApi, file: OutgoingFile, into: BinaryIO) -> None:
    """The file as it left. Raises ApiError, OSError."""
    fetch(api, f"{_one(file)}/content", into)


def manifest(api: FieldApi, file: OutgoingFile, into: BinaryIO) -> None:
    """What goes with it. Raises ApiError, OSError."""
    answer = api.request("GET", f"{_one(file)}/manifest", headers={"Accept": "*/*"})
    into.write(answer.content)


def _of(portfolio_id: str) -> str:
    return f"/portfolios/{portfolio_id}/outgoing"


def _one(file: OutgoingFile) -> str:
    return f"{_of(file.portfolio_id)}/files/{file.id}"
