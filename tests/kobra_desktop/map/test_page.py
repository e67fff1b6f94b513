"""The static page: nothing remote, every inline part under the nonce, no data inside."""

from __future__ import annotations

import re

from kobra_desktop.map.page import render_page
from kobra_desktop.map.walls import policy
from kobra_desktop.web.walls import new_nonce


def test_names_no_remote_asset() -> None:
    html = render_page("ab12", "es").replace('http-equiv="content-type"', "")
    assert "http" not in html
    assert "//" not in html
    assert set(re.findall(r'(?:src|href)="([^"]+)"', html)) == {
        "qwebchannel.js",
        "map.js",
        "map.css",
    }


def test_every_inline_part_carries_the_nonce() -> None:
    html = render_page("ab12", "es")
    for tag in re.findall(r"<(?:script|style)[^>]*>", html):
        assert 'nonce="ab12"' in tag or "src=" in tag


def test_nonce_survives_qts_lower_casing() -> None:
    nonce = new_nonce()
    assert nonce == nonce.lower() != new_nonce()
    assert f"'nonce-{nonce}'" in policy(nonce)
    assert "unsafe" not in policy(nonce)


def test_says_its_language() -> None:
    assert '<html lang="en">' in render_page("ab12", "en")
