"""Letters as they are read at the other end: what is in them, what is not, and in what form."""

import re
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from field_api.change_log.events import event_of
from field_api.change_log.rows import find
from field_api.database import Database
from field_api.mail.follows import end_follow, save_follow
from field_api.mail.letters.blocks import SUBJECT_LENGTH, plain, subject_of
from field_api.mail.letters.office import Withheld
from field_api.mail.letters.results import Reader, line_of
from field_api.mail.letters.voice import Voice
from field_api.tables.results import events
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.deliveries import Delivery
from kobra_domain.portfolios import Shown
from kobra_domain.visits import Outcome, Visit
from kobra_domain.words import hour
from kobra_records.ids import new_id
from tests.field_api.mail.letter_room import (
    READER,
    at_door,
    edit,
    end_visit,
    ended,
    fan,
    follow,
    html_of,
    letter,
    message,
    office,
    raw,
    text_of,
)
from tests.field_api.mail.samples import ALL, a_form, a_payment, a_picture, a_promise, letters
from tests.field_api.servers import WEDNESDAY
from tests.field_api.world import World, write

NAMES = ("Titular Norte", "Calle 1 # 2-03", "C-1")
SUMS = ("250.000", "120.000")


class Tags(HTMLParser):
    """What a page is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [str(v) for name, v in attrs if name in {"src", "href", "background"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def told(database: Database, world: World, *shown: Shown, **changed: object) -> Delivery:
    """One visit with a promise, a payment and a photo, told under a policy."""
    portfolio = world.north.portfolio
    edit(database, (replace(portfolio, mail_shows=shown, client_shows=shown), portfolio))
    follow(database, world.north, **changed)
    there = at_door(world.north)
    write(database, there, a_form(there))
    edit(database, (ended(there), there), (a_promise(there), None), (a_payment(there), None))
    (one,) = fan(database)
    return one


def both(read: EmailMessage) -> tuple[str, str]:
    return text_of(read), Tags(html_of(read)).text


def test_thin_says_outcome_verdict_numbers_agent_time_and_the_way_in(
    database: Database, world: World
) -> None:
    read = message(database, told(database, world))
    for said in both(read):
        for words in ("Compromiso de pago", "En el domicilio", "A 13 m del domicilio (± 6 m)"):
            assert words in said
        for words in ("límite 60 m", "Gestor Norte", "mié 4 mar, 10:00"):
            assert words in said
        assert not any(words in said for words in (*NAMES, *SUMS))
    assert "https://kobra.entidad.example/go/visit/" in text_of(read)
    assert [part.get_content_type() for part in read.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
    ]


def test_each_part_of_the_policy_opens_its_own(database: Database, world: World) -> None:
    desk = office(database, thumbnail=lambda _: a_picture(), drawn=lambda *_: a_picture(kind="PNG"))
    read = message(database, told(database, world, *ALL), desk)
    for said in both(read):
        assert all(words in said for words in (*NAMES, *SUMS)) or "C-1" not in said
    named = {part["Content-ID"] for part in read.walk() if part.get_content_maintype() == "image"}
    assert named == {"<map>", "<photo1>"}
    shown = set(re.findall(r"cid:(\w+)", html_of(read)))
    assert shown == {"map", "photo1"}


@pytest.mark.parametrize(
    ("shown", "there", "missing"),
    [(Shown.NAMES, NAMES, SUMS), (Shown.AMOUNTS, SUMS, NAMES), (Shown.MAP, (), (*NAMES, *SUMS))],
)
def test_no_part_opens_another(
    database: Database, world: World, shown: Shown, there: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    for said in both(message(database, told(database, world, shown))):
        assert all(words in said for words in there)
        assert not any(words in said for words in missing)


def test_the_institutions_people_see_a_code_and_an_expiring_page(
    database: Database, world: World
) -> None:
    read = message(database, told(database, world, is_client=True))
    said = text_of(read)
    assert "AG-01" in said
    assert "Gestor Norte" not in said
    assert "/go/visit/" not in said
    assert "https://kobra.entidad.example/results/" in said
    assert "vence el mié 11 mar, 10:00" in said


def test_english_is_english(database: Database, world: World) -> None:
    read = message(database, told(database, world, Shown.AMOUNTS, language="en"))
    said = text_of(read)
    assert read["Subject"] == "Promise to pay · At the address"
    assert "13 m from the address (± 6 m), limit 60 m" in said
    assert "$ 250.000 COP by Mon 30 Mar" in said
    assert '<html lang="en">' in html_of(read)


def test_headers_let_anybody_end_it_and_thread_a_visit(database: Database, world: World) -> None:
    first = told(database, world)
    read = message(database, first)
    assert read["To"] == READER
    assert read["Message-ID"] == f"<{first.visit_id}.{first.event_id}@kobra.entidad.example>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["X-Auto-Response-Suppress"] == "All"
    ways = read["List-Unsubscribe"].split(", ")
    assert ways[0].startswith("<https://kobra.entidad.example/unsubscribe/")
    assert ways[1].startswith("<mailto:avisos@entidad.example?subject=unsubscribe%20")
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read["List-Id"] == f"<{first.portfolio_id}.results.kobra.entidad.example>"
    assert read["In-Reply-To"] is None
    with database.read() as connection:
        before = find(connection, Visit, first.visit_id)
    assert before is not None
    later = WEDNESDAY + timedelta(minutes=5)
    edit(database, (replace(before, outcome=Outcome.PAID), before), at=later)
    second = fan(database, later)[-1]
    again = message(database, second)
    assert again["In-Reply-To"] == again["References"] == read["Message-ID"]
    assert "Corrige lo que se informó antes" in text_of(again)


def test_ids_and_ways_out_are_plain_in_the_very_bytes(database: Database, world: World) -> None:
    """Programs that look for them decode no words, and no line is longer than SMTP lets it be."""
    first = told(database, world)
    with database.read() as connection:
        before = find(connection, Visit, first.visit_id)
    assert before is not None
    later = WEDNESDAY + timedelta(minutes=5)
    edit(database, (replace(before, outcome=Outcome.PAID), before), at=later)
    head = raw(database, fan(database, later)[-1]).partition(b"\r\n\r\n")[0]
    lines = head.replace(b"\r\n ", b" ").split(b"\r\n")
    for name in (b"Message-ID", b"In-Reply-To", b"References", b"List-Id", b"List-Unsubscribe"):
        (line,) = [one for one in lines if one.startswith(name + b":")]
        assert re.fullmatch(rb"[\w-]+:( <[^<>\s?=]+(\?subject=[^<>\s]+)?>,?)+", line), line
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert max(map(len, head.split(b"\r\n"))) < 998


def test_without_an_outer_address_both_lines_are_there_too(
    database: Database, world: World
) -> None:
    desk = office(database, public_url="", host="10.0.0.5", port=8750)
    read = message(database, told(database, world), desk)
    assert "<http://10.0.0.5:8750/unsubscribe/" in read["List-Unsubscribe"]
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("language", ["es", "en", "es_MX"])
def test_every_letter_reads_on_a_phone_and_brings_nothing_from_elsewhere(
    database: Database, world: World, language: str
) -> None:
    for name, made in letters(database, world, language):
        page = Tags(made.html)
        assert not {"script", "link", "iframe", "form", "object"} & set(page.tags), name
        images = [one for one in page.addresses if not one.startswith("https://kobra.entidad.")]
        assert all(one.startswith("cid:") for one in images), name
        assert "url(" not in made.html
        assert "@import" not in made.html
        assert 'name="viewport"' in made.html
        assert "prefers-color-scheme:dark" in made.html
        assert len(made.subject) <= SUBJECT_LENGTH, made.subject
        assert "Mensaje sin texto" not in made.text + made.html
        assert "—" not in made.text, made.text
        assert not any(words in made.subject for words in (*NAMES, *SUMS, "Norte"))
        assert "List-Unsubscribe" in made.headers


HOSTILE = (
    '<img src="https://x.example/a.png" onerror=alert(1)>',
    "Ana\r\nBcc: robo@x.example",
    "\u202eagrub\u2066 👩‍👩‍👧 مرحبا",
    "</bdi></td></table><script>alert(1)</script>",
    "&lt;b&gt; & 'comillas' \"dobles\"",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_name(database: Database, world: World, name: str) -> None:
    party, portfolio = world.north.party, world.north.portfolio
    edit(database, (replace(party, name=name), party))
    called = replace(portfolio, name=f"Cartera {name}"[:120], mail_shows=ALL)
    edit(database, (called, portfolio))
    follow(database, world.north)
    end_visit(database, world.north)
    read = message(database, fan(database)[0])
    assert read["Bcc"] is None
    page = Tags(html_of(read))
    assert not {"script", "img"} & set(page.tags)
    assert plain(name) in page.text
    assert f"Titular: {plain(name)}\n" in text_of(read).replace("\r\n", "\n")
    assert not set("\u202e\u2066\r") & set(text_of(read).replace("\r\n", "\n"))


def test_a_subject_holds_what_fits() -> None:
    assert subject_of("Pago\r\nBcc: x", "") == "Pago Bcc: x"
    assert subject_of("a" * 80) == "a" * 59 + "…"
    assert subject_of("a" * 50, "b" * 20, "c") == "a" * 50 + " · c"


def test_who_has_ended_it_meanwhile_gets_nothing(database: Database, world: World) -> None:
    mine = follow(database, world.north)
    end_visit(database, world.north)
    (one,) = fan(database)
    with database.begin() as connection:
        end_follow(connection, mine, WEDNESDAY)
    with pytest.raises(Withheld) as refused:
        letter(database, one)
    assert refused.value.code == "unsent.follow_over"


def test_an_address_that_is_written_otherwise_is_the_same(database: Database, world: World) -> None:
    """A second call of the command that says it in capitals keeps no mail on its way."""
    mine = follow(database, world.north)
    end_visit(database, world.north)
    (one,) = fan(database)
    with database.begin() as connection:
        save_follow(connection, replace(mine, email=mine.email.upper()), WEDNESDAY)
    assert letter(database, one, office(database)).subject


def test_who_no_longer_sees_it_gets_nothing(database: Database, world: World) -> None:
    user = world.users["supervisor"]
    follow(database, world.north, user_id=user.id, email=user.email)
    end_visit(database, world.north)
    (one,) = fan(database)
    edit(database, (replace(user, portfolio_ids=(), team_ids=()), user))
    with pytest.raises(Withheld) as refused:
        letter(database, one)
    assert refused.value.code == "unsent.out_of_scope"


def test_a_visit_that_has_gone_is_no_letter(database: Database, world: World) -> None:
    follow(database, world.north)
    visit = end_visit(database, world.north)
    (one,) = fan(database)
    edit(database, (None, visit))
    with pytest.raises(Withheld) as refused:
        letter(database, one)
    assert refused.value.code == "unsent.nothing_left"


def test_a_verdict_is_said_as_it_was_when_the_door_moves(database: Database, world: World) -> None:
    one = told(database, world)
    address = world.north.address
    edit(database, (replace(address, lat=4.7), address))
    said = text_of(message(database, one))
    assert "En el domicilio (13 m)." in said


def test_of_an_agent_a_digest_says_the_hour_by_the_agents_clock(
    database: Database, world: World
) -> None:
    """Whoever follows several portfolios has no clock of one."""
    north = world.north
    alert = Alert(
        id=new_id(),
        kind=AlertKind.LOW_BATTERY,
        raised_at=WEDNESDAY,
        last_at=WEDNESDAY,
        agent_id=north.agent.id,
        team_id=north.team.id,
        detail="12",
    )
    write(database, alert)
    reader = Reader(voice=Voice("es", "UTC"), shown=frozenset(), is_client=False)
    with database.read() as connection:
        row = connection.execute(select(events).where(events.c.subject_id == alert.id)).one()
        line = line_of(connection, event_of(row), reader, None)
    assert line is not None
    assert hour(WEDNESDAY, north.agent.time_zone) in line[0]
    assert hour(WEDNESDAY, "UTC") not in line[0]
