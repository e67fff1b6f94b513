"""A letter as blocks, said twice from one source: as plain text, and as HTML that a phone reads.

Every text that comes from outside passes `plain`, and in HTML is escaped and kept to its own
direction, so that no name can add a line, a tag, or turn what stands beside it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import fill

from field_api.mail.letters.looks import FACES, WIDTH_PX, color, style

_TEXT_WIDTH = 72
_SPACES = re.compile(r"\s+")
SUBJECT_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Title:
    """What happened, on a tint with one more word, or none."""

    text: str
    chip: str = ""
    tint: str = "neutral"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names of facts and what they are."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the letter by its cid; in text it is its name."""

    cid: str
    alt: str
    width: int = WIDTH_PX


@dataclass(frozen=True, slots=True)
class Act:
    """A button; in text its address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Items:
    """Lines of a list: what it is, what else is known of it, and on which tint its mark is."""

    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Small:
    """What stands at the foot; with an address it is a link."""

    text: str
    url: str = ""


Block = Title | Said | Facts | Shot | Act | Items | Small


def plain(text: str) -> str:
    """A text from outside as one line: no control characters, none that turn the direction."""
    kept = "".join(
        " " if unicodedata.category(c) == "Cc" else c
        for c in text
        if unicodedata.category(c) not in {"Cf", "Cs", "Co"} or c == "\u200d"
    )
    return _SPACES.sub(" ", kept).strip()


def subject_of(*parts: str) -> str:
    """As many of the parts as fit into a subject, in their order."""
    made = ""
    for part in filter(None, map(plain, parts)):
        longer = f"{made} · {part}" if made else part
        if len(longer) <= SUBJECT_LENGTH:
            made = longer
        elif not made:
            made = f"{part[: SUBJECT_LENGTH - 1].rstrip()}…"
    return made


def as_text(blocks: Sequence[Block]) -> str:
    """The letter as plain text."""
    parts: list[str] = []
    foot: list[str] = []
    for block in blocks:
        (foot if isinstance(block, Small) else parts).append(_text(block))
    body = "\n\n".join(filter(None, parts))
    return body + ("\n\n-- \n" + "\n".join(foot) if foot else "") + "\n"


def as_html(blocks: Sequence[Block], language: str, title: str, acts: str = "") -> str:
    """The letter as a whole page without script, style sheet or picture from elsewhere. `acts`:
    what a page of ours adds to it, as HTML.
    """
    body = "".join(_html(block) for block in blocks if not isinstance(block, Small))
    foot = "".join(_html(block) for block in blocks if isinstance(block, Small))
    return _page(body + acts, foot, language, title)


def _page(body: str, foot: str, language: str, title: str) -> str:
    under = f'<div class="foot" style="padding:16px 4px 0">{foot}</div>' if foot else ""
    return (
        f'<!DOCTYPE html><html lang="{escape(language.partition("_")[0])}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="supported-color-schemes" content="light dark">'
        f"<title>{escape(plain(title))}</title><style>{style()}</style></head>"
        f'<body style="margin:0;padding:0;background:{color("window")};font-family:{FACES}">'
        f'<div class="page" style="background:{color("window")};padding:24px 12px">'
        f'<div style="max-width:{WIDTH_PX}px;margin:0 auto">'
        f'<div class="card" style="background:{color("surface")};border:1px solid '
        f'{color("border")};border-radius:8px;padding:24px">{body}</div>{under}'
        "</div></div></body></html>"
    )


def _text(block: Block) -> str:
    match block:
        case Title(text, chip, _tint):
            return f"{plain(text)}\n{plain(chip)}" if chip else plain(text)
        case Said(text):
            return fill(plain(text), _TEXT_WIDTH, break_long_words=False)
        case Facts(pairs):
            return "\n".join(f"{plain(name)}: {plain(value)}" for name, value in pairs)
        case Shot(_cid, alt, _width):
            return f"[{plain(alt)}]"
        case Act(text, url):
            return f"{plain(text)}:\n{url}"
        case Items(lines):
            return "\n".join(
                f"* {plain(what)}" + (f"\n  {plain(more)}" if more else "")
                for what, more, _ in lines
            )
        case Small(text, url):
            said = fill(plain(text), _TEXT_WIDTH, break_long_words=False)
            return f"{said}:\n{url}" if url else said


def _html(block: Block) -> str:
    match block:
        case Title(text, chip, tint):
            return _title(text, chip, tint)
        case Said(text):
            return (
                f'<p class="t1" style="margin:0 0 16px;font-size:16px;line-height:24px;'
                f'color:{color("text")}">{safe(text)}</p>'
            )
        case Facts(pairs):
            return _facts(pairs)
        case Shot(cid, alt, width):
            return (
                f'<img src="cid:{escape(cid)}" alt="{escape(plain(alt))}" width="{width}" '
                'style="display:block;width:100%;height:auto;border-radius:8px;margin:0 0 16px">'
            )
        case Act(text, url):
            return (
                '<p style="margin:8px 0 16px"><a class="act" href="'
                f'{escape(url)}" style="display:inline-block;background:{color("accent")};'
                f"color:{color('on_accent')};font-size:16px;line-height:24px;font-weight:600;"
                f'text-decoration:none;padding:10px 20px;border-radius:6px">{safe(text)}</a></p>'
            )
        case Items(lines):
            return "".join(_item(*line) for line in lines)
        case Small(text, url):
            said = safe(text)
            if url:
                said = (
                    f'<a class="link" href="{escape(url)}" style="color:{color("accent")}">'
                    f"{said}</a>"
                )
            return (
                '<p class="t3" style="margin:0 0 8px;font-size:13px;line-height:18px;'
                f'color:{color("text_3")}">{said}</p>'
            )


def safe(text: str) -> str:
    """A text from outside as HTML, in its own direction."""
    return f"<bdi>{escape(plain(text))}</bdi>"


def _title(text: str, chip: str, tint: str) -> str:
    shown = (
        f'<p style="margin:0 0 12px"><span class="{tint}" style="display:inline-block;'
        f"background:{color(tint + '_bg')};color:{color(tint + '_fg')};font-size:14px;"
        f'line-height:20px;font-weight:600;padding:4px 12px;border-radius:10px">{safe(chip)}</span>'
        "</p>"
        if chip
        else ""
    )
    return (
        f'<h1 class="t1" style="margin:0 0 8px;font-size:22px;line-height:28px;font-weight:600;'
        f'color:{color("text")}">{safe(text)}</h1>{shown}'
    )


def _facts(pairs: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(
        f'<tr><td class="t2" style="padding:4px 16px 4px 0;font-size:14px;line-height:20px;'
        f'width:1%;white-space:nowrap;vertical-align:top;color:{color("text_2")}">{safe(name)}</td>'
        f'<td class="t1" style="padding:4px 0;font-size:14px;line-height:20px;'
        f'vertical-align:top;overflow-wrap:anywhere;color:{color("text")}">{safe(value)}</td></tr>'
        for name, value in pairs
    )
    return (
        '<table role="presentation" cellpadding="0" cellspacing="0" border="0" '
        f'style="margin:0 0 16px;width:100%">{rows}</table>'
    )


def _item(what: str, more: str, tint: str) -> str:
    under = (
        f'<div class="t2" style="font-size:14px;line-height:20px;color:{color("text_2")}">'
        f"{safe(more)}</div>"
        if more
        else ""
    )
    return (
        f'<div class="line" style="border-top:1px solid {color("border")};padding:10px 0">'
        f'<span class="{tint}" style="display:inline-block;width:8px;height:8px;margin-right:8px;'
        f'border-radius:4px;background:{color(tint + "_fg")}"></span>'
        f'<span class="t1" style="font-size:15px;line-height:20px;color:{color("text")}">'
        f"{safe(what)}</span>{under}</div>"
    )
