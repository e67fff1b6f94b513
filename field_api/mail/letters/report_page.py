"""A shared report as one page: the same scenes as on a screen, each with its table, without scripts
and without anything from elsewhere. Dark where the reader's system is.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from field_api.mail.letters.blocks import plain
from field_api.mail.letters.looks import DARK, FACES, LIGHT
from field_api.reports.links import Opened
from kobra_domain.charts.resolve import resolve
from kobra_domain.charts.scene import Scene, Twin
from kobra_domain.charts.spec import BigNumber, ChartSpec, HeatMap, Table
from kobra_domain.charts.svg import svg
from kobra_domain.portfolios import Institution
from kobra_domain.reports.report import Panel
from kobra_domain.words import moment, say
from kobra_records.files.paper.letterhead import letterhead_of
from kobra_records.files.paper.measure import text_width
from kobra_records.files.paper.tokens import THEMES, chart_theme
from kobra_records.files.reports.books import formulas_of
from kobra_records.files.reports.tiles import tile_of

_WIDTH, _HIGH, _TALL = 960.0, 400.0, 520.0


def _variables(colours: dict[str, str]) -> str:
    names = ("window", "surface", "border", "text", "text_2", "text_3", "accent", "info_bg")
    return "".join(f"--{name}:{colours[name]};" for name in names)


_STYLE = (
    f":root{{color-scheme:light dark;{_variables(LIGHT)}}}"
    f"body{{margin:0;background:var(--window);color:var(--text);font:16px/24px {FACES}}}"
    f"main{{max-width:{_WIDTH:.0f}px;margin:0 auto;padding:24px 16px 48px}}"
    "h1{font-size:28px;line-height:36px;margin:0 0 4px}p{margin:0 0 8px}"
    ".held{color:var(--text_2)}.small{color:var(--text_3);font-size:13px;line-height:18px}"
    ".owner{display:flex;align-items:center;gap:12px;margin:0 0 16px;color:var(--text_2)}"
    ".owner img{max-height:48px;max-width:160px;background:#fff;border-radius:4px}"
    "section{background:var(--surface);border:1px solid var(--border);border-radius:8px;"
    "padding:16px;margin:24px 0 0}"
    "section h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".small{margin:8px 0 0}.chart{overflow-x:auto;margin:-16px -16px 0}"
    ".chart svg{display:block;width:100%;min-width:640px;height:auto}"
    ".dark{display:none}ul{margin:12px 0 0;padding:0 0 0 20px}"
    "details{margin:12px 0 0}summary{color:var(--accent);cursor:pointer}"
    ".numbers{display:grid;grid-template-columns:repeat(auto-fill,minmax(216px,1fr));gap:20px 24px;"
    "margin:0}.numbers dt{color:var(--text_2);font-size:14px;line-height:20px}.numbers dd{margin:0}"
    ".numbers b{display:block;font-size:24px;line-height:32px;font-variant-numeric:tabular-nums}"
    ".numbers small{display:block;color:var(--text_3);font-size:13px;line-height:18px}"
    ".table{overflow-x:auto}table{border-collapse:collapse;font-size:14px;line-height:20px;"
    "margin:8px 0 0;font-variant-numeric:tabular-nums}"
    "th,td{border-bottom:1px solid var(--border);padding:4px 12px 4px 0;text-align:right;"
    "white-space:nowrap}"
    "th:first-child,td:first-child{text-align:left;white-space:normal}thead th{color:var(--text_2)}"
    "footer{margin:24px 0 0}"
    f"@media(prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}"
    ".light{display:none}.dark{display:block}}"
    "@media print{:root{color-scheme:light}details{display:none}section{break-inside:avoid}}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
# Nothing is loaded, nothing runs, no form leaves; the one style sheet is known by its hash.
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src data:; form-action 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; sandbox"
)


def report_page(opened: Opened) -> str:
    """The report as it was when the link was made."""
    report, locale = opened.report, opened.language
    made = moment(opened.made_at, opened.zone, locale)
    until = moment(opened.expires_at, opened.zone, locale)
    head = (
        f"{_letterhead(opened.owner)}<h1>{_safe(report.title)}</h1>"
        f'<p class="held">{_safe(report.about)}</p>'
        f'<p class="small">{_safe(report.cut_off)}</p>'
        f'<p class="small">{_said("report.page.made", locale, made=made, until=until)}</p>'
    )
    body = "".join(_sections(report.panels, locale))
    foot = (
        f'<footer><p class="small">{_said("report.page.people", locale)}</p>'
        f'<p class="small">{_said("report.page.renew", locale)}</p></footer>'
    )
    return _page(report.title, locale, head + body + foot)


def _letterhead(owner: Institution | None) -> str:
    """Whose paper it is: the mark and the name."""
    if owner is None:
        return ""
    head, mark = letterhead_of(owner), ""
    if head.mark is not None:
        content = base64.b64encode(head.mark.content).decode()
        mark = f'<img alt="" src="data:{head.mark.media_type};base64,{content}">'
    return f'<div class="owner">{mark}<span>{_safe(head.name)}</span></div>'


def sentence_page(code: str, locale: str) -> str:
    """A page that says one thing: that a link opens nothing, or not now."""
    title = say(f"report.page.{code}", None, locale)
    more = _said(f"report.page.{code}.said", locale)
    return _page(title, locale, f"<h1>{_safe(title)}</h1><p>{more}</p>")


def _sections(panels: Sequence[Panel], locale: str) -> Iterator[str]:
    """The panels in their order, numbers beside each other."""
    for are_numbers, group in groupby(panels, lambda one: isinstance(one.chart, BigNumber)):
        found = tuple(group)
        if are_numbers:
            yield _numbers(found, locale)
        else:
            yield from (_section(one, locale) for one in found)


def _numbers(panels: Sequence[Panel], locale: str) -> str:
    charts = (one.chart for one in panels)
    tiles = (tile_of(one, locale) for one in charts if isinstance(one, BigNumber))
    said = "".join(
        f"<div><dt>{_safe(one.name)}</dt><dd><b>{_safe(one.value)}</b>"
        + "".join(f"<small>{_safe(more)}</small>" for more in one.beside)
        + "</dd></div>"
        for one in tiles
    )
    notes = "".join(f"<li>{_safe(one)}</li>" for panel in panels for one in panel.notes)
    under = f"<ul>{notes}</ul>" if notes else ""
    if formulas := formulas_of(panels):
        lines = "".join(f'<p class="small">{_safe(one)}</p>' for one in formulas)
        name = _said("report.file.formulas", locale)
        under += f"<details><summary>{name}</summary>{lines}</details>"
    return f'<section><dl class="numbers">{said}</dl>{under}</section>'


def _section(panel: Panel, locale: str) -> str:
    notes = "".join(f"<li>{_safe(one)}</li>" for one in panel.notes)
    under = f"<ul>{notes}</ul>" if notes else ""
    if panel.about:
        under += f'<p class="small">{_safe(panel.about)}</p>'
    if panel.chart is None:
        return f"<section>{''.join(f'<p>{_safe(one)}</p>' for one in panel.notes)}</section>"
    return f"<section>{''.join(_chart(panel.chart, locale))}{under}</section>"


def _chart(chart: ChartSpec, locale: str) -> Iterator[str]:
    size = (_WIDTH, _TALL if isinstance(chart, HeatMap) else _HIGH)
    scenes: dict[str, Scene] = {
        name: resolve(chart, text_width, size, chart_theme(name), locale) for name in THEMES
    }
    scene = scenes[THEMES[0]]
    if isinstance(chart, Table):  # it is its own table, and longer than a picture
        yield f"<p><b>{_safe(scene.title)}</b></p>"
        yield f'<p class="small">{_safe(chart.subtitle)}</p>' if chart.subtitle else ""
        yield _table(scene.twin)
        return
    yield f"<h2>{_safe(scene.title)}</h2>"
    for name, one in scenes.items():
        yield f'<div class="chart {name}">{svg(one, has_marks=True)}</div>'
    words = _said("report.page.table", locale)
    yield f"<details><summary>{words}</summary>{_table(scene.twin)}</details>"


def _table(twin: Twin) -> str:
    head = "".join(f'<th scope="col">{_safe(one)}</th>' for one in twin.columns)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{_safe(cell)}</th>' if n == 0 else f"<td>{_safe(cell)}</td>"
            for n, cell in enumerate(row)
        )
        + "</tr>"
        for row in twin.rows
    )
    return (
        f'<div class="table"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _page(title: str, locale: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="{escape(locale.replace("_", "-"))}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(plain(title))} · Kobra</title><style>{_STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>"
    )


def _safe(text: str) -> str:
    return escape(plain(text))


def _said(code: str, locale: str, **params: str) -> str:
    return _safe(say(code, params, locale))
