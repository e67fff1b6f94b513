"""The static page, made by folium and stripped of every remote asset. The live code is
resources/web/src/map.
"""

from __future__ import annotations

from typing import cast

import folium
from branca.element import Element, Figure

START_AT = (4.65, -74.1)
START_ZOOM = 5


_SCRIPTS = [("channel_js", "qwebchannel.js"), ("map_js", "map.js")]
_STYLES = [("map_css", "map.css")]


class _Page(folium.Map):
    """folium's map with our own bundle in place of its ten remote assets."""

    default_js = _SCRIPTS
    default_css = _STYLES


def render_page(nonce: str, language: str) -> str:
    """The page as HTML. `nonce` is hexadecimal, as the content security policy of `walls` names
    it.
    """
    shell = _Page(
        location=START_AT,
        zoom_start=START_ZOOM,
        tiles=None,
        prefer_canvas=True,
        zoom_control=False,
        attribution_control=False,
        world_copy_jump=True,
        font_size="13px",
    )
    figure = cast(Figure, shell.get_root())
    figure.title = "Kobra"
    # folium puts the map's own script after this one.
    start = f'addEventListener("DOMContentLoaded", () => KobraMap.start({shell.get_name()}));'
    figure.script.add_child(Element(start), name="start")
    # The only inline scripts and styles are folium's and the line above: no data ever enters this
    # text.
    html: str = figure.render()
    html = html.replace("<script>", f'<script nonce="{nonce}">')
    html = html.replace("<style>", f'<style nonce="{nonce}">')
    return html.replace("<html>", f'<html lang="{language}">')
