"""The pages behind the links of mails, over real HTTP and SMTP: to end a follow, and to see a
result with a code that comes by mail.
"""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from sqlalchemy import select, update

from field_api.auth.audit import audit_lines
from field_api.database import Database
from field_api.mail.follows import find_follow
from field_api.mail.letters.pages import veiled
from field_api.mail.page_codes import (
    MOST_IN_ALL,
    MOST_WRONG,
    Typed,
    issue_page_code,
    use_page_code,
)
from field_api.results.listing import delivery, resend
from field_api.tables.follows import page_codes
from field_api.tables.results import deliveries
from kobra_domain.deliveries import DeliveryState
from kobra_domain.follows import Follow
from kobra_domain.portfolios import Shown
from tests.field_api.mail.letter_room import (
    READER,
    at_door,
    edit,
    ended,
    fan,
    follow,
    letter,
    office,
)
from tests.field_api.mail.postbox import Postbox, postbox
from tests.field_api.mail.samples import a_form, a_promise
from tests.field_api.servers import Clock, Running, running
from tests.field_api.world import World, write


@pytest.fixture(scope="module")
def box() -> Iterator[Postbox]:
    with postbox() as shared:
        yield shared


@pytest.fixture
def server(sqlite_url: str, tmp_path: Path, box: Postbox) -> Iterator[Running]:
    """Mails may leave from it."""
    box.raw.clear()
    box.answers.clear()
    with running(
        sqlite_url, tmp_path, Clock(), smtp_url=box.url, mail_from="kobra@entidad.example"
    ) as up:
        yield up


@pytest.fixture
def engine() -> str:
    return "sqlite"


def links(
    server: Running, follow_changed: dict[str, object], world: World, *shown: Shown
) -> tuple[Follow, str, str]:
    """A result is told to a follower; answers the follow, its way out and its page."""
    database: Database = server.database
    portfolio = world.north.portfolio
    if shown:
        edit(database, (replace(portfolio, client_shows=shown), portfolio))
    mine = follow(database, world.north, **follow_changed)
    there = at_door(world.north)
    write(database, there, a_form(there))
    edit(database, (ended(there), there), (a_promise(there), None))
    text = letter(database, fan(database)[-1], office(database, public_url=server.base)).text
    stops = re.search(rf"{server.base}/unsubscribe/\S+", text)
    opens = re.search(rf"{server.base}/results/\S+", text)
    assert stops
    return mine, stops[0], opens[0] if opens else ""


def told_in(server: Running, mine: Follow) -> str:
    """The id of the mail that was made for a follow."""
    with server.database.read() as connection:
        asked = select(deliveries.c.id).where(deliveries.c.target_id == mine.id)
        return str(connection.scalars(asked).all()[-1])


def acts(server: Running) -> list[str]:
    with server.database.read() as connection:
        return [line.act for line in audit_lines(connection, None, 100)]


def is_on(server: Running, mine: Follow) -> bool:
    with server.database.read() as connection:
        found = find_follow(connection, mine.id)
    assert found is not None
    return found.is_on


def test_looking_ends_nothing_and_the_button_does_without_signing_in(
    server: Running, world: World
) -> None:
    mine, stop, _ = links(server, {}, world)
    asked = requests.get(stop, timeout=10)
    assert asked.status_code == 200
    assert READER in asked.text
    assert '<form method="post"' in asked.text
    assert is_on(server, mine)
    done = requests.post(stop, timeout=10)
    assert done.status_code == 200
    assert "ya no recibe los resultados de Microcrédito Norte" in done.text
    assert not is_on(server, mine)
    assert "follow.unsubscribe" in acts(server)
    assert requests.get(stop, timeout=10).status_code == 200
    assert requests.post(stop, timeout=10).status_code == 200
    assert acts(server).count("follow.unsubscribe") == 1


def test_a_scanner_that_asks_by_head_ends_sends_and_opens_nothing(
    server: Running, world: World, box: Postbox
) -> None:
    mine, stop, page = links(server, {"is_client": True}, world)
    before = acts(server)
    for url in (stop, page, f"{server.base}/go/visit/{world.north.portfolio.id}"):
        looked, asked = requests.head(url, timeout=10), requests.get(url, timeout=10)
        assert (looked.status_code, looked.content) == (200, b"")
        for name in ("Content-Type", "Content-Length", "Cache-Control"):
            assert looked.headers[name] == asked.headers[name]
    assert requests.head(f"{stop}x", timeout=10).status_code == 404
    assert is_on(server, mine)
    assert (box.raw, acts(server)) == ([], before)


def test_one_click_of_a_mail_program_ends_it(server: Running, world: World) -> None:
    mine, stop, _ = links(server, {"language": "en"}, world)
    body = {"List-Unsubscribe": "One-Click"}
    assert "no longer receives" in requests.post(stop, data=body, timeout=10).text
    assert not is_on(server, mine)


@pytest.mark.parametrize("change", ["x", "cut", "other"])
def test_a_token_that_is_not_ours_ends_nothing(server: Running, world: World, change: str) -> None:
    mine, stop, _ = links(server, {}, world)
    wrong = {
        "x": f"{stop[:-1]}{'0' if stop[-1] != '0' else '1'}",
        "cut": stop.rpartition(".")[0],
        "other": stop.replace(mine.id, world.north.portfolio.id),
    }[change]
    assert requests.post(wrong, timeout=10).status_code == 404
    assert is_on(server, mine)


def test_pages_bring_nothing_from_elsewhere_and_are_kept_nowhere(
    server: Running, world: World
) -> None:
    _, stop, page = links(server, {"is_client": True}, world)
    for url in (stop, page, f"{server.base}/go/visit/{world.north.portfolio.id}"):
        answer = requests.get(url, timeout=10)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "<script" not in answer.text
        assert 'name="viewport"' in answer.text


def code_of(box: Postbox) -> str:
    found = re.search(r"\b\d{6}\b", str(box.mails[-1].get_content()))
    assert found
    return found[0]


def test_a_result_opens_once_with_the_code_that_was_mailed(
    server: Running, world: World, box: Postbox
) -> None:
    _, _, page = links(server, {"is_client": True}, world)
    asked = requests.get(page, timeout=10)
    assert veiled(READER) in asked.text
    assert READER not in asked.text
    assert box.raw == []
    sent = requests.post(page, timeout=10)
    assert sent.status_code == 200
    assert 'autocomplete="one-time-code"' in sent.text
    assert box.recipients[-1] == READER
    code = code_of(box)
    assert code not in sent.text
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert requests.post(page, data={"code": wrong}, timeout=10).status_code == 403
    shown = requests.post(page, data={"code": f" {code[:3]} {code[3:]}"}, timeout=10)
    assert shown.status_code == 200
    assert "A 13 m del domicilio" in shown.text
    assert "AG-01" in shown.text
    for hidden in ("Titular Norte", "250.000", "Gestor Norte", "<img"):
        assert hidden not in shown.text
    assert requests.post(page, data={"code": code}, timeout=10).status_code == 403
    assert {"page.code", "page.open"} <= set(acts(server))
    assert code not in str(box.mails[-1]["Subject"])


def test_the_policy_opens_names_and_sums_on_the_page(
    server: Running, world: World, box: Postbox
) -> None:
    _, _, page = links(server, {"is_client": True}, world, Shown.NAMES, Shown.AMOUNTS)
    requests.post(page, timeout=10)
    shown = requests.post(page, data={"code": code_of(box)}, timeout=10)
    for words in ("Titular Norte", "250.000", "Gestor Norte"):
        assert words in shown.text


def test_five_wrong_codes_end_it(server: Running, world: World, box: Postbox) -> None:
    _, _, page = links(server, {"is_client": True}, world)
    requests.post(page, timeout=10)
    code = code_of(box)
    for n in range(1, 6):
        wrong = f"{(int(code) + n) % 1_000_000:06}"
        assert requests.post(page, data={"code": wrong}, timeout=10).status_code == 403
    assert requests.post(page, data={"code": code}, timeout=10).status_code == 403


def test_wrong_codes_close_a_page_for_good_until_its_mail_is_sent_again(
    server: Running, world: World, box: Postbox
) -> None:
    """Over all codes, days and processes: what is counted lies in the database."""
    mine, _, page = links(server, {"is_client": True}, world)
    mail = told_in(server, mine)
    for turn in range(MOST_IN_ALL // MOST_WRONG):
        server.clock.forward(minutes=20)
        requests.post(page, timeout=10)
        code = code_of(box)
        if turn == 1:  # who types the right one is not counted
            assert requests.post(page, data={"code": code}, timeout=10).status_code == 200
            requests.post(page, timeout=10)
            code = code_of(box)
        for n in range(1, MOST_WRONG + 1):
            wrong = f"{(int(code) + n) % 1_000_000:06}"
            last = requests.post(page, data={"code": wrong}, timeout=10)
            assert last.status_code == 403
    assert "Este enlace se cerró" in last.text
    server.clock.forward(minutes=60)
    sent = len(box.raw)
    assert requests.get(page, timeout=10).status_code == 403
    for data in ({}, {"code": code}):
        answer = requests.post(page, data=data, timeout=10)
        assert (answer.status_code, "Este enlace se cerró" in answer.text) == (403, True)
    assert len(box.raw) == sent
    assert acts(server).count("page.close") == 1
    with server.database.begin() as connection:
        shown = delivery(connection, mail)
        assert shown is not None
        assert shown.code == "page.closed"
        connection.execute(update(deliveries).values(state=DeliveryState.SENT))
        resend(connection, shown, server.clock())
    assert requests.get(page, timeout=10).status_code == 200
    requests.post(page, timeout=10)
    assert requests.post(page, data={"code": code_of(box)}, timeout=10).status_code == 200


@pytest.mark.both_engines
def test_of_many_at_once_not_one_more_is_looked_at(database: Database) -> None:
    now, key = Clock()(), b"k"
    with database.begin() as connection:
        assert issue_page_code(connection, key, "mail", now)

    def typed(_number: int) -> Typed:
        with database.begin() as connection:
            return use_page_code(connection, key, "mail", "none", now)

    with ThreadPoolExecutor(4) as many:
        assert list(many.map(typed, range(8))) == [Typed.WRONG] * 8
    with database.begin() as connection:
        connection.execute(update(page_codes).values(wrong=MOST_IN_ALL - 2, tries=0))
    with ThreadPoolExecutor(4) as many:
        found = sorted(many.map(typed, range(5)))
    assert found == [Typed.CLOSED] * 3 + [Typed.LAST, Typed.WRONG]
    with database.begin() as connection:
        assert issue_page_code(connection, key, "mail", now) is None


def test_a_code_is_good_for_ten_minutes_and_a_link_for_seven_days(
    server: Running, world: World, box: Postbox
) -> None:
    _, _, page = links(server, {"is_client": True}, world)
    requests.post(page, timeout=10)
    server.clock.forward(minutes=10)
    late = requests.post(page, data={"code": code_of(box)}, timeout=10)
    assert late.status_code == 403
    server.clock.now += timedelta(days=7)
    over = requests.get(page, timeout=10)
    assert over.status_code == 410
    assert "siete días" in over.text


def test_codes_are_sent_a_few_times_only(server: Running, world: World, box: Postbox) -> None:
    _, _, page = links(server, {"is_client": True}, world)
    answers = [requests.post(page, timeout=10).status_code for _ in range(7)]
    assert answers == [200] * 5 + [429] * 2
    assert len(box.raw) == 5


def test_who_has_ended_it_opens_nothing(server: Running, world: World) -> None:
    _, stop, page = links(server, {"is_client": True}, world)
    requests.post(stop, timeout=10)
    assert requests.post(page, timeout=10).status_code == 410


def test_a_mail_server_that_is_down_is_said(server: Running, world: World, box: Postbox) -> None:
    _, _, page = links(server, {"is_client": True}, world)
    box.answers["mail"] = ["421 later"]
    answer = requests.post(page, timeout=10)
    assert answer.status_code == 503
    assert "El correo no pudo salir" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/go/visit/x",
        "/go/party/00000000-0000-4000-8000-000000000001",
        "/results/x",
        "/unsubscribe/x.y",
    ],
)
def test_made_up_addresses_lead_nowhere(server: Running, path: str) -> None:
    assert requests.get(f"{server.base}{path}", timeout=10).status_code in {404, 410}


def test_a_form_that_no_browser_sends_is_answered_as_any_other(
    server: Running, world: World
) -> None:
    _follow, _end, page = links(server, {"is_client": True}, world)
    many = requests.post(page, data={str(number): "1" for number in range(99)}, timeout=30)
    assert many.status_code == 200  # it says no code: one is sent
    pieces = requests.post(page, data=(one for one in (b"code=", b"1" * 5_000)), timeout=30)
    assert pieces.status_code == 413
