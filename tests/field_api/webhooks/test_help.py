"""The receiver of the help takes what the real sender posts, and nothing else."""

import http.client
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from field_api.settings import utc_now
from tests.field_api.servers import Clock, wait_until
from tests.field_api.webhooks.conftest import Place

ROOT = Path(__file__).parents[3]
CODE = (ROOT / "resources" / "webhook_receiver.txt").read_text("utf-8")


class Wall(Clock):
    """The receiver looks at the clock of the wall; so does this sender."""

    def __call__(self) -> Any:
        return utc_now()


@pytest.fixture
def helped() -> Iterator[tuple[dict[str, Any], str]]:
    """The receiver as it stands in the help, and its address."""
    inside: dict[str, Any] = {"__name__": "receiver"}
    exec(compile(CODE, "webhook_receiver", "exec"), inside)
    inside["Receiver"].log_message = lambda *_: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), inside["Receiver"])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield inside, f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join(10)


def test_it_fits_on_a_page_and_stands_in_the_documents() -> None:
    assert sum(bool(line) for line in CODE.splitlines()) <= 25
    assert CODE in (ROOT / "docs" / "results.md").read_text("utf-8")


def test_it_takes_what_is_ours_once(
    place: Place, helped: tuple[dict[str, Any], str], capsys: pytest.CaptureFixture[str]
) -> None:
    inside, url = helped
    place.clock = Wall()
    made = place.add(url)
    inside["SECRET"] = made.secret
    visit = place.end_visit()
    place.fan()
    sender = place.sender()
    sender.start()
    wait_until(lambda: place.hook(made.id).last_status == 204)
    sender.stop()
    assert f"visit.completed {visit.id} 1" in capsys.readouterr().out
    assert len(inside["SEEN"]) == 1


def test_it_refuses_a_stranger(helped: tuple[dict[str, Any], str]) -> None:
    inside, url = helped
    inside["SECRET"] = "whsec_" + "QUJD" * 8
    headers = {
        "webhook-id": "x",
        "webhook-timestamp": str(int(utc_now().timestamp())),
        "webhook-signature": "v1,AAAA",
    }
    answer = requests.post(url, data=b"{}", headers=headers, timeout=10)
    assert answer.status_code == http.client.UNAUTHORIZED
    assert not inside["SEEN"]
