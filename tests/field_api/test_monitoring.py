"""`GET /metrics`: numbers of a server for whoever holds its token, and nobody's name."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from field_api.backups.noting import note_backup
from field_api.change_log.identity import identity
from field_api.outbox import add_deliveries
from field_api.settings import from_environment
from tests.field_api.results.test_sender import delivery
from tests.field_api.servers import NOW, TIMEOUT_S, Clock, Running, running
from tests.field_api.sse import streaming

TOKEN = "un-token-largo-de-verdad"
Numbers = dict[tuple[str, str], float]


@pytest.fixture
def watched(database_url: str, tmp_path: Path) -> Iterator[Running]:
    """A server that a monitoring system may ask."""
    with running(database_url, tmp_path, Clock(NOW), metrics_token=TOKEN) as up:
        yield up


def text_of(server: Running) -> str:
    """What it tells."""
    said = {"Authorization": f"Bearer {TOKEN}"}
    answer = server.http.get(f"{server.base}/metrics", headers=said, timeout=TIMEOUT_S)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith("text/plain")
    return answer.text


def numbers(server: Running) -> Numbers:
    """By name and what its labels say."""
    return {
        (sample.name, " ".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text_of(server))
        for sample in family.samples
    }


@pytest.mark.both_engines
def test_what_is_told(watched: Running) -> None:
    late = NOW - timedelta(minutes=10)
    agent = watched.add_agent()
    phone = watched.phone_of(agent)
    with watched.database.begin() as connection:
        add_deliveries(connection, [delivery(created_at=late, next_at=late) for _ in range(2)])
    note_backup(watched.settings.data_folder, NOW - timedelta(hours=3))
    assert watched.report(phone, id="AG-01", lat="4.6", lon="-74.1").status_code == 200
    watched.http.request("BREW", f"{watched.base}/no/{agent.id}", timeout=TIMEOUT_S)
    with streaming(watched.base, watched.sign_in()) as stream:
        stream.wait_for("latest")
        told = numbers(watched)
    with watched.database.read() as connection:
        seq = identity(connection).seq
    assert told["kobra_queue_length", "mail"] == 2
    assert told["kobra_queue_oldest_seconds", "mail"] == 600
    assert told["kobra_queue_length", "webhook"] == told["kobra_queue_length", "forms"] == 0
    assert told["kobra_changes_total", ""] == seq
    assert told["kobra_backup_age_seconds", ""] == 3 * 3600
    assert told["kobra_live_streams", ""] == 1
    assert told["kobra_database_bytes", ""] > 100_000
    assert told["kobra_data_free_bytes", ""] > 0
    assert told["kobra_request_seconds_count", "GET /phones/{token} 200"] == 1
    assert told["kobra_request_seconds_count", "GET /api/v1/live 200"] == 1  # as it begins
    assert told["kobra_request_seconds_count", "other - 404"] == 1
    whole = text_of(watched)
    assert not [one for one in (agent.id, agent.name, phone.rpartition("/")[2]) if one in whole]


def test_it_is_off_unless_a_token_is_set(field: Running) -> None:
    said = {"Authorization": "Bearer "}
    for headers in ({}, said):
        answer = field.http.get(f"{field.base}/metrics", headers=headers, timeout=TIMEOUT_S)
        assert answer.status_code == 404


@pytest.mark.parametrize("said", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}"])
def test_another_token_opens_nothing(watched: Running, said: str) -> None:
    headers = {"Authorization": said}
    answer = watched.http.get(f"{watched.base}/metrics", headers=headers, timeout=TIMEOUT_S)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("given", ["corta", "ñ" * 20, "x\n" * 20])
def test_a_token_that_is_short_or_no_header_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="KOBRA_METRICS_TOKEN"):
        from_environment({"KOBRA_METRICS_TOKEN": given})


def test_a_token_is_never_shown() -> None:
    assert from_environment({"KOBRA_METRICS_TOKEN": ""}).metrics_token == ""
    assert TOKEN not in repr(from_environment({"KOBRA_METRICS_TOKEN": TOKEN}))
