"""The colours of charts where there is no screen: on paper, on a page, from the command line."""

import json
from functools import cache
from typing import Any

from kobra_domain.charts import Theme
from kobra_records.shipped import resources_root

THEMES = ("light", "dark")


@cache
def chart_theme(name: str = THEMES[0]) -> Theme:
    """The tokens of `light` or `dark` as charts read them. Paper is light."""
    text = (resources_root() / "tokens.json").read_text("utf-8")
    named: dict[str, Any] = json.loads(text)[name]
    colours = {token: value for token, value in named.items() if isinstance(value, str)}
    return Theme(colours=colours, series=tuple(named["series"]))
