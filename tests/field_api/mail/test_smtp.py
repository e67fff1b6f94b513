"""Handing over by SMTP, failed at each step by a real server: what is said of it, and that the line
serves the next message.
"""

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from field_api.configuration.mail_server import MailServer, Tls, server_of
from field_api.mail.fates import Fate, Step
from field_api.mail.message import Envelope, Letter, enveloped
from field_api.mail.smtp import MailLine, Patience
from field_api.settings import Settings
from tests.field_api.databases import free_port
from tests.field_api.mail.postbox import DROP, HANG, Postbox, postbox

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
QUICK = Patience(2, 2, 0.3)


@pytest.fixture(scope="module")
def shared() -> Iterator[Postbox]:
    with postbox() as box:
        yield box


@pytest.fixture
def box(shared: Postbox) -> Postbox:
    """The one server of these tests, empty."""
    for held in (shared.raw, shared.recipients, shared.answers, shared.logins):
        held.clear()
    shared.connections, shared.refused, shared.has_dsn = 0, {}, False
    shared.bounces.clear()
    return shared


def message(to: str = "ana@kobra.example", text: str = "Hola") -> Envelope:
    settings = Settings(mail_from="Kobra <kobra@kobra.example>")
    return enveloped(Letter(subject="Visita", text=text), to, "stem", settings, NOW)


def test_many_messages_go_over_one_line(box: Postbox) -> None:
    with MailLine(server_of(box.url), QUICK) as line:
        fates = [line.hand_over(message()).fate for _ in range(3)]
    assert fates == [Fate.SENT] * 3
    assert (len(box.mails), box.connections) == (3, 1)


@pytest.mark.parametrize(
    ("step", "answer", "fate", "told", "code"),
    [
        ("mail", "451 later", Fate.NO_SERVER, Step.SENDER, 451),
        ("mail", "530 sign in first", Fate.NO_SERVER, Step.SENDER, 530),
        ("mail", "553 not yours", Fate.REFUSED, Step.SENDER, 553),
        ("mail", DROP, Fate.NO_SERVER, Step.SENDER, 0),
        ("rcpt", "450 greylisted", Fate.LATER, Step.RECIPIENT, 450),
        ("rcpt", "550 no such user", Fate.REFUSED, Step.RECIPIENT, 550),
        ("rcpt", "421 closing", Fate.NO_SERVER, Step.RECIPIENT, 421),
        ("rcpt", DROP, Fate.LATER, Step.RECIPIENT, 0),
        ("data", "451 disk", Fate.LATER, Step.CONTENT, 451),
        ("data", "554 no", Fate.REFUSED, Step.CONTENT, 554),
        ("data", DROP, Fate.LATER, Step.CONTENT, 0),
        ("end", "451 disk", Fate.LATER, Step.END, 451),
        ("end", "552 too big", Fate.REFUSED, Step.END, 552),
        ("end", DROP, Fate.UNKNOWN, Step.END, 0),
        ("end", HANG, Fate.UNKNOWN, Step.END, 0),
    ],
)
def test_each_step_that_fails_is_told_apart_and_the_next_message_goes(
    box: Postbox, step: str, answer: str, fate: Fate, told: Step, code: int
) -> None:
    with MailLine(server_of(box.url), QUICK) as line:
        assert line.hand_over(message()).fate is Fate.SENT
        # Hung up on at the first word the line is opened again once: then it is the answer.
        box.answers[step] = [answer] * (2 if (step, answer) == ("mail", DROP) else 1)
        handed = line.hand_over(message())
        assert (handed.fate, handed.step, handed.code) == (fate, told, code)
        assert handed.answer
        assert line.hand_over(message()).fate is Fate.SENT


def test_bounces_are_asked_for_where_a_server_offers_it(box: Postbox) -> None:
    """Without what was in the mail, and by the mailbox that it was for."""
    with MailLine(server_of(box.url), QUICK) as line:
        assert line.hand_over(message()).fate is Fate.SENT
    assert box.bounces == []
    box.has_dsn = True
    with MailLine(server_of(box.url), QUICK) as line:
        assert line.hand_over(message("ana+reportes@kobra.example")).fate is Fate.SENT
    assert box.bounces == [
        "RET=HDRS",
        "NOTIFY=FAILURE ORCPT=rfc822;ana+2Breportes@kobra.example",
    ]
    assert box.recipients[-1] == "ana+reportes@kobra.example"


def test_a_line_that_was_hung_up_in_between_is_opened_again(box: Postbox) -> None:
    with MailLine(server_of(box.url), QUICK) as line:
        assert line.hand_over(message()).fate is Fate.SENT
        box.answers["mail"] = [DROP]
        assert line.hand_over(message()).fate is Fate.SENT
    assert box.connections == 2


def test_what_is_withdrawn_before_the_last_dot_is_not_sent(box: Postbox) -> None:
    with MailLine(server_of(box.url), QUICK) as line:
        assert line.hand_over(message(), lambda: False).fate is Fate.WITHDRAWN
        assert box.raw == []
        assert line.hand_over(message()).fate is Fate.SENT


def test_a_server_that_is_not_there_or_does_not_greet() -> None:
    with MailLine(server_of(f"smtp://127.0.0.1:{free_port()}"), QUICK) as line:
        handed = line.hand_over(message())
    assert (handed.fate, handed.step) == (Fate.NO_SERVER, Step.CONNECT)
    with socket.create_server(("127.0.0.1", 0)) as busy:

        def turn_away() -> None:
            there, _ = busy.accept()
            with there:
                there.sendall(b"554 go away\r\n")
                there.recv(100)

        thread = threading.Thread(target=turn_away)
        thread.start()
        with MailLine(server_of(f"smtp://127.0.0.1:{busy.getsockname()[1]}"), QUICK) as line:
            handed = line.hand_over(message())
        thread.join()
    assert (handed.fate, handed.step, handed.code) == (Fate.NO_SERVER, Step.CONNECT, 554)
    assert handed.answer == "go away"


def test_a_user_and_a_password_with_strange_signs() -> None:
    user, password = "ana@kobra.example", "p@ss:w/rd%ñ"
    with postbox(has_login=True) as box:
        box.password = password
        url = f"smtp://{quote(user, safe='')}:{quote(password, safe='')}@127.0.0.1:{box.port}"
        with MailLine(server_of(url), QUICK) as line:
            assert line.check().fate is Fate.SENT
            assert line.hand_over(message()).fate is Fate.SENT
        assert box.logins[0] == (user.encode(), password.encode())
        with MailLine(server_of(url.replace("rd", "xx")), QUICK) as line:
            handed = line.hand_over(message())
        assert (handed.fate, handed.step, handed.code) == (Fate.NO_SERVER, Step.AUTH, 535)


def test_a_password_goes_to_no_other_machine_in_the_clear(box: Postbox) -> None:
    other = MailServer(host="127.0.0.1", port=box.port, user="a", password="b", tls=Tls.REQUIRED)
    with MailLine(other, QUICK) as line:
        assert line.check().step is Step.STARTTLS
    assert box.logins == []


def test_dots_long_lines_and_letters_of_all_kinds_arrive_as_they_were(box: Postbox) -> None:
    text = ".\r\n..\r\n.ñandú €\r\n" + "una línea larga " * 200 + "\r\n" + "x" * 5_000
    with MailLine(server_of(box.url), QUICK) as line:
        assert line.hand_over(message(text=text)).fate is Fate.SENT
    [mail] = box.mails
    assert mail.get_content().splitlines() == text.splitlines()
    assert box.raw[0].isascii()
    assert max(map(len, box.raw[0].split(b"\r\n"))) <= 998
