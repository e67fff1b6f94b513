"""A letter's bytes: nothing from outside adds a header or a recipient."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from field_api.configuration.mail_server import Tls, server_of
from field_api.mail.message import Letter, Part, enveloped
from field_api.settings import Settings, from_environment
from kobra_domain.errors import DomainError
from kobra_domain.mailboxes import mailbox

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
SETTINGS = Settings(mail_from="Kobra <kobra@banco.example>", public_url="https://kobra.example")


def made(letter: Letter, to: str = "ana@kobra.example") -> EmailMessage:
    content = enveloped(letter, to, "0199-visit", SETTINGS, NOW).content
    return message_from_bytes(content, policy=policy.default)


def test_what_every_mail_says_of_itself() -> None:
    mail = made(Letter(subject="Visita realizada", text="Hola", headers={"List-Id": "<k>"}))
    told = {name: str(value) for name, value in mail.items()}
    assert told["Message-ID"] == "<0199-visit@kobra.example>"
    assert told["Auto-Submitted"] == "auto-generated"
    assert told["X-Auto-Response-Suppress"] == "All"
    assert told["From"] == "Kobra <kobra@banco.example>"
    assert told["Date"] == "Fri, 20 Nov 2026 15:00:00 +0000"
    assert told["List-Id"] == "<k>"


def test_a_line_end_in_a_subject_adds_no_header() -> None:
    letter = Letter(subject="Visita\r\nBcc: otro@kobra.example\n\u2028x", text="Hola")
    mail = made(letter)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Visita Bcc: otro@kobra.example x"


def test_a_letter_cannot_say_who_it_is_from_or_to() -> None:
    letter = Letter(subject="x", text="y", headers={"Bcc": "otro@x.example", "TO": "a@b.example"})
    mail = made(letter)
    assert mail["Bcc"] is None
    assert mail["To"] == "ana@kobra.example"
    bad = Letter(subject="x", text="y", headers={"List-Id": "a\r\nBcc: b@c.example"})
    with pytest.raises(DomainError, match="mail_not_made"):
        made(bad)


def test_a_sender_of_the_environment_keeps_the_rule_of_names() -> None:
    with pytest.raises(ValueError, match=r"KOBRA_MAIL_FROM: .*@"):
        from_environment({"KOBRA_MAIL_FROM": '"jefe@banco.example" <x@y.example>'})


def test_a_name_is_a_name_and_a_domain_may_be_of_any_alphabet() -> None:
    found = mailbox('"Banco, x" <ana@cobros-ñandú.example>')
    assert found.addr_spec == "ana@xn--cobros-and-z9a5i.example"
    mail = made(Letter(subject="x", text="y", sender=str(found)))
    assert [one.addr_spec for one in mail["From"].addresses] == [found.addr_spec]
    assert mail["From"].addresses[0].display_name == "Banco, x"


def test_text_first_then_html_with_its_picture_then_attachments() -> None:
    letter = Letter(
        subject="x",
        text="texto",
        html="<p>más</p><img src='cid:mapa'>",
        pictures=(Part("mapa.png", b"\x89PNG", "image/png", "mapa"),),
        attachments=(Part("día\r\n.pdf", b"%PDF", "application/pdf"),),
    )
    mail = made(letter)
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == [
        *("multipart/mixed", "multipart/alternative", "text/plain"),
        *("multipart/related", "text/html", "image/png", "application/pdf"),
    ]
    picture = next(part for part in mail.walk() if part.get_content_type() == "image/png")
    assert picture["Content-ID"] == "<mapa>"
    [attached] = mail.iter_attachments()
    assert attached.get_filename() == "día .pdf"


def test_the_line_of_a_mail_server() -> None:
    found = server_of("smtp://ana%40x.example:p%3Ass@mail.example:587")
    assert (found.host, found.port, found.user, found.password, found.tls) == (
        *("mail.example", 587, "ana@x.example", "p:ss"),
        Tls.OFFERED,
    )
    assert server_of(found.url) == found
    assert "p:ss" not in found.shown + repr(found)
    assert "p%3Ass" not in found.shown
    assert server_of("smtps://mail.example").port == 465
    assert server_of("smtp://[::1]:26").url == "smtp://[::1]:26"


@pytest.mark.parametrize(
    "bad",
    [
        *("", "mail.example", "http://mail.example", "smtp://", "smtp://h:99999", "smtp://h:0"),
        *(
            "smtp://h/x",
            "smtp://h?x=1",
            "smtp://h?tls=maybe",
            "smtp://:pw@h",
            "smtps://h?tls=never",
        ),
        "smtp://a%0d%0ab:c@h",
    ],
)
def test_a_line_that_names_no_mail_server(bad: str) -> None:
    with pytest.raises(DomainError, match="smtp_url_unreadable"):
        server_of(bad)


def test_the_five_old_variables_are_one_line() -> None:
    old = {
        "KOBRA_SMTP_HOST": "mail.example",
        "KOBRA_SMTP_PORT": "587",
        "KOBRA_SMTP_USER": "ana@x.example",
        "KOBRA_SMTP_PASSWORD": "p:/@ss",
        "KOBRA_SMTP_STARTTLS": "true",
    }
    found = from_environment(old)
    server = server_of(found.smtp_url)
    assert (server.host, server.port, server.user) == ("mail.example", 587, "ana@x.example")
    assert (server.password, server.tls) == ("p:/@ss", Tls.REQUIRED)
    assert found.old_variables == tuple(old)
    newer = from_environment({**old, "KOBRA_SMTP_URL": "smtp://other"})
    assert newer.smtp_url == "smtp://other"
    assert from_environment({}).old_variables == ()
    assert "ss@" not in repr(found)
