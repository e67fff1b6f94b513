"""The page asks for words by key: every key it may ask for exists, and states speak as the domain
does.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kobra_desktop import resources
from kobra_desktop.map import marks
from kobra_desktop.map.words import page_words

SOURCES = Path(resources.root()) / "web" / "src" / "map"


@pytest.mark.parametrize("locale", ["es", "es_MX", "es_CO", "en"])
def test_every_key_the_page_asks_for_exists(locale: str) -> None:
    code = "".join(file.read_text("utf-8") for file in SOURCES.glob("*.ts"))
    words = page_words(locale)
    asked = set(re.findall(r'word\("(\w+)"', code))
    asked |= {f"state_{name}" for name in marks.names("bodies") if name != "moving_unturned"}
    asked |= {f"visit_{name}" for name in marks.names("visits")}
    asked |= {f"verdict_{name}" for name in marks.names("verdicts")}
    asked |= {f"trail_{name}" for name in marks.names("trail")}
    asked |= {f"layer_{name}" for name in ("agents", "visits", "fences", "zones", "trails")}
    assert len(asked) > 30
    assert asked <= words.keys()


def test_states_speak_as_the_domain_does() -> None:
    assert page_words("es")["state_no_signal"] == "Sin señal"
    assert page_words("en")["state_no_signal"] != "Sin señal"
    assert page_words("es_CO")["verdict_near"] == "Cerca, sin certeza"
