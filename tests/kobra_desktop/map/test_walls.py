"""The three walls, each attacked from inside the page and from outside."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage

from kobra_desktop.map.spec import AgentMark, VisitMark, ZoneMark
from kobra_desktop.map.walls import HOME
from kobra_domain.agent_state import Body
from kobra_domain.visits import VisitState
from tests.kobra_desktop.map.conftest import LivePage

EVIL = '</script><img src=x onerror="window.owned=1">\'\\"\u2028${window.owned=1}'


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback that writes down who came."""
    visits: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", visits
    server.shutdown()
    server.server_close()
    thread.join(5)


def _attack(live: LivePage, code: str) -> None:
    """Run statements to their end, whatever they throw."""
    whole = f"(async () => {{ {code} }})().catch(() => 0).then(() => {{ window.done = 1; }})"
    live.ask(f"window.done = 0; {whole}; 1")
    live.qtbot.waitUntil(lambda: live.ask("window.done") == 1)


def _load(tag: str, address: str) -> str:
    """Statements that put an element with a foreign source into the page and wait for its end."""
    return f"""
        const it = document.createElement('{tag}');
        const ended = new Promise(r => {{ it.onload = it.onerror = r; }});
        it.src = '{address}';
        document.head.append(it);
        await ended;
    """


def test_no_request_leaves_the_scheme(live: LivePage, outside: tuple[str, list[str]]) -> None:
    address, visits = outside
    _attack(live, f"await fetch('{address}/fetch');")
    _attack(live, _load("img", f"{address}/image"))
    _attack(live, _load("script", f"{address}/script"))
    assert visits == []
    assert len(live.errors) >= 2  # the policy spoke before the interceptor had to
    live.errors.clear()


def test_interceptor_stands_without_the_policy(
    live: LivePage, outside: tuple[str, list[str]]
) -> None:
    """The second wall alone: a page of the same profile that has no policy."""
    address, visits = outside
    page = live.view._host.page
    ending = ".catch(() => 0).then(() => { window.done = 1; })"
    bare = QWebEnginePage(page.profile())
    try:
        with live.qtbot.waitSignal(bare.loadFinished):
            bare.setHtml("<p>no policy here</p>", QUrl("kobra://map/bare.html"))
        done: list[object] = []

        def ended() -> bool:
            bare.runJavaScript("window.done", 0, done.append)
            return 1 in done

        bare.runJavaScript(f"window.done = 0; fetch('{address}/fetch'){ending}; 1")
        live.qtbot.waitUntil(ended)
    finally:
        bare.deleteLater()
    assert visits == []


def test_inline_script_does_not_run(live: LivePage) -> None:
    live.ask(
        "const s = document.createElement('script'); s.textContent = 'window.owned = 1';"
        " document.body.append(s); 1"
    )
    live.ask(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.owned=1\">'); 1"
    )
    live.ask("try { new Function('window.owned = 1')(); } catch { } 1")
    live.qtbot.waitUntil(lambda: len(live.errors) >= 2)
    assert live.ask("window.owned === undefined") is True
    live.errors.clear()


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:9/",
        "file:///etc/passwd",
        "kobra://other/index.html",
        "data:text/html,hi",
        "javascript:window.owned=1",
    ],
)
def test_navigation_is_refused(live: LivePage, target: str) -> None:
    live.ask(f"location.href = {target!r}; 1")
    live.ask("window.open('kobra://map/index.html?second'); 1")
    _attack(live, "await fetch('live/agents');")  # a round trip later a navigation would have begun
    assert live.probe()["ready"] is True
    assert live.view._host.page.url() == HOME
    assert live.ask("window.owned === undefined") is True
    live.errors.clear()


def test_page_refuses_to_leave_whatever_asks(live: LivePage) -> None:
    page = live.view._host.page
    kind = page.NavigationType.NavigationTypeTyped
    assert page.acceptNavigationRequest(HOME, kind, True)
    assert not page.acceptNavigationRequest(HOME, kind, False)
    for other in ("kobra://map/other.html", "kobra://map/index.html?x", "https://a.invalid/", ""):
        assert not page.acceptNavigationRequest(QUrl(other), kind, True)


def test_names_are_text(live: LivePage) -> None:
    """A name that is code, in every place where a name can stand."""
    agent = AgentMark(EVIL, EVIL, 4.65, -74.1, Body.STOPPED)
    live.view.show_agents([agent])
    live.view.show_visits([VisitMark("v", EVIL, 4.651, -74.1, VisitState.ASSIGNED)])
    live.view.show_zones([ZoneMark(EVIL, EVIL, ((4.6, -74.2), (4.7, -74.2), (4.7, -74.0)))])
    live.view.set_data_date(EVIL)
    live.view.look_at(4.65, -74.1, 16)
    live.view.select(EVIL)
    live.until(lambda p: p["selected"] == EVIL and p["agents"] == 1)
    assert live.ask("document.querySelector('.kobra-date').textContent") == EVIL
    assert live.ask("document.querySelectorAll('.kobra-furniture img').length") == 0
    assert live.ask("window.owned === undefined") is True


@pytest.mark.parametrize(
    "path",
    [
        "../settings",
        "live/../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "ground/1/map.pmtiles",
        "main.ts",
        "live/agents.json",
        "ground/1/1/1/1",
    ],
)
def test_only_known_paths_are_served(live: LivePage, path: str) -> None:
    _attack(live, f"window.status_ = 0; window.status_ = (await fetch({path!r})).status;")
    assert live.ask("window.status_") in (0, 403, 404)
    live.errors.clear()


def test_posting_is_refused(live: LivePage) -> None:
    _attack(
        live,
        "window.status_ = 0; const asked = {method: 'POST', body: 'x'};"
        " window.status_ = (await fetch('live/agents', asked)).status;",
    )
    assert live.ask("window.status_") in (0, 403, 404)
    live.errors.clear()


def test_profile_remembers_nothing(live: LivePage) -> None:
    profile = live.view._host.page.profile()
    assert profile.isOffTheRecord()
    assert profile.parent() is not None
