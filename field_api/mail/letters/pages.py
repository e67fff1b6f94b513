"""The pages that letters link to, in the same looks: how to end them, a mailed result behind its
code, and how a link is opened in Kobra. Plain forms, no script.
"""

import base64
from collections.abc import Sequence
from html import escape

from sqlalchemy import Connection

from field_api.change_log.rows import find
from field_api.mail.letters.blocks import Block, Facts, Said, Small, Title, as_html
from field_api.mail.letters.following import case_of, followed_words, matter_blocks
from field_api.mail.letters.office import Office
from field_api.mail.letters.voice import Voice, locale_of
from field_api.mail.message import Part
from kobra_domain.deliveries import Delivery
from kobra_domain.follows import Follow
from kobra_domain.portfolios import Portfolio


def voice_of(connection: Connection, follow: Follow) -> Voice:
    """How one who follows is spoken to."""
    first = follow.portfolio_ids[0] if follow.portfolio_ids else None
    portfolio = find(connection, Portfolio, first)
    country, zone = (portfolio.country, portfolio.time_zone) if portfolio else ("", "UTC")
    return Voice(locale_of(follow.language, country), follow.time_zone or zone)


def stop_page(connection: Connection, follow: Follow, *, is_done: bool) -> str:
    """Asks whether it shall end, or says that it has."""
    voice = voice_of(connection, follow)
    what = followed_words(connection, follow, voice)
    said = voice.say("stop_done" if is_done else "stop_said", email=follow.email, what=what)
    blocks: list[Block] = [Title(voice.say("stop_ask"))] if not is_done else []
    blocks.append(Said(said))
    if is_done:
        return _page([*blocks, Small(voice.say("stop_again"))], voice)
    return _page(blocks, voice, _form(voice.say("stop")))


def report_stop_page(title: str, locale: str, *, is_done: bool) -> str:
    """Asks whether a report shall come no more, or says so."""
    voice = Voice(locale, "UTC")
    said = Said(voice.say("report_stop_done" if is_done else "report_stop_said", title=title))
    if is_done:
        return _page([said], voice)
    return _page([Title(voice.say("report_stop_ask")), said], voice, _form(voice.say("stop")))


def over_page(voice: Voice) -> str:
    """A link that opens nothing any more."""
    return _page([Title(voice.say("page_over_title")), Said(voice.say("page_over_said"))], voice)


def ask_page(voice: Voice, email: str) -> str:
    """Before the code is sent."""
    blocks: list[Block] = [
        Title(voice.say("code_title")),
        Said(voice.say("code_ask", email=veiled(email))),
    ]
    return _page(blocks, voice, _form(voice.say("code_send")))


def code_page(voice: Voice, email: str, problem: str = "") -> str:
    """Where the code is typed; `problem` is what was wrong with the last one."""
    blocks: list[Block] = [
        Title(voice.say("code_title"), voice.say(problem) if problem else "", "error"),
        Said(voice.say("code_said", email=veiled(email))),
    ]
    name = escape(voice.say("code_field"))
    field = (
        f'<label class="t2" style="display:block;font-size:14px;margin:0 0 4px">{name}</label>'
        '<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" '
        'required autofocus style="font-size:24px;letter-spacing:4px;width:9em;padding:8px 12px;'
        'border:1px solid #737E8D;border-radius:6px;display:block;margin:0 0 12px">'
    )
    again = _form(voice.say("code_again"), is_quiet=True)
    return _page(blocks, voice, _form(voice.say("code_open"), field) + again)


def closed_page(voice: Voice) -> str:
    """Too many wrong codes were typed: who sent it opens it again."""
    blocks: list[Block] = [
        Title(voice.say("closed_title"), voice.say("closed_why"), "error"),
        Said(voice.say("closed_said")),
    ]
    return _page(blocks, voice)


def result_page(connection: Connection, delivery: Delivery, office: Office) -> str:
    """The result as far as the portfolio lets the reader see it. Raises Withheld."""
    case = case_of(connection, delivery)
    _subject, blocks, pictures = matter_blocks(connection, case, office)
    return _page(blocks, case.reader.voice, pictures=pictures)


def go_page(locale: str, address: str) -> str:
    """How a link of a mail is opened."""
    voice = Voice(locale, "UTC")
    blocks: list[Block] = [
        Title(voice.say("go_title")),
        Said(voice.say("go_said")),
        Facts((("", address),)),
    ]
    return _page(blocks, voice)


def no_page(locale: str) -> str:
    """An address that is none of ours."""
    voice = Voice(locale, "UTC")
    return _page([Said(voice.say("go_unknown"))], voice)


def veiled(email: str) -> str:
    """An address as far as its owner knows it again: j***@entidad.example."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}***@{domain}"


def _page(
    blocks: Sequence[Block], voice: Voice, form: str = "", pictures: Sequence[Part] = ()
) -> str:
    title = next((block.text for block in blocks if isinstance(block, Title)), "Kobra")
    html = as_html(blocks, voice.locale, title, form)
    for part in pictures:
        inside = f"data:{part.mime};base64,{base64.b64encode(part.content).decode()}"
        html = html.replace(f'"cid:{part.cid}"', f'"{inside}"')
    return html


def _form(words: str, field: str = "", *, is_quiet: bool = False) -> str:
    look = (
        "background:none;border:0;padding:0;color:#0E6E6E;text-decoration:underline;font-size:14px"
        if is_quiet
        else "background:#0E6E6E;color:#FFFFFF;border:0;border-radius:6px;padding:12px 20px;"
        "font-size:16px;font-weight:600"
    )
    name = "link" if is_quiet else "act"
    return (
        f'<form method="post" style="margin:0 0 12px">{field}'
        f'<button class="{name}" style="{look};cursor:pointer">{escape(words)}</button></form>'
    )
