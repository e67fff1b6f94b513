"""The one table of refusals: every code has a sentence in each language, and a status."""

import sys
from pathlib import Path

import pytest

from field_api.errors import STATUS, ApiError, body_of, locale_of, status_of
from kobra_domain.errors import Invalid, NotAllowed, Refused, UnlawfulMove
from kobra_domain.words import LOCALES, has_words
from tests.field_api.servers import TIMEOUT_S, running


@pytest.mark.parametrize("code", sorted(STATUS))
@pytest.mark.parametrize("locale", sorted(LOCALES))
def test_every_code_has_words(code: str, locale: str) -> None:
    assert has_words(code, locale)
    assert body_of(ApiError(code), locale)["message"] != code


def test_what_the_rules_refuse_has_a_status() -> None:
    errors = {Invalid: 422, NotAllowed: 403, UnlawfulMove: 409, Refused: 409}
    assert {kind: status_of(kind("x")) for kind in errors} == errors


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("", "es"),
        ("en-GB,en;q=0.9", "en"),
        ("es-CO,es;q=0.9", "es_CO"),
        ("fr;q=1, es-MX;q=0.5", "es_MX"),
        (";;,,", "es"),
    ],
)
def test_the_language_of_a_reader(header: str, locale: str) -> None:
    assert locale_of(header) == locale


def test_after_a_bug_nobody_asks_on_the_connection_that_ends(
    sqlite_url: str, tmp_path: Path
) -> None:
    with running(sqlite_url, tmp_path) as server:
        headers = server.sign_in()
        del server.app.state.signing_key  # a bug, for whoever asks with a token
        for _ in range(20):
            answer = server.get("/agents", headers)
            assert (answer.status_code, answer.json()["code"]) == (500, "server_error")
            assert server.http.get(f"{server.base}/ready", timeout=TIMEOUT_S).status_code == 200


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of this kind there")
def test_a_full_disk_is_said_as_such(sqlite_url: str, tmp_path: Path) -> None:
    """The system lets the process write files of 1 KiB and no more."""
    import resource

    with running(sqlite_url, tmp_path) as server:
        headers = server.sign_in()
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_024, limits[1]))
        try:
            of_file = server.http.put(
                f"{server.base}/api/v1/tiles/basemap.pmtiles",
                data=b"PMTiles\x03" * 9_000,
                headers=headers,
                timeout=TIMEOUT_S,
            )
            of_database = server.http.delete(
                f"{server.base}/api/v1/session", headers=headers, timeout=TIMEOUT_S
            )
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        for answer in (of_file, of_database):
            assert (answer.status_code, answer.json()["code"]) == (503, "server_full")
            assert answer.headers["Retry-After"] == "5"
        assert server.get("/agents", headers).status_code == 200
