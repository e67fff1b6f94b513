"""How a list is looked at, and the link that says it: `kobra://list/…`, understood in this program
only, by anybody who has the list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from kobra_domain.errors import Invalid

HEAD = "kobra://list/"
_TEXTS = ("tab", "search", "number")
_TICK = "is."
_OF_THING = ("kind", "id", "name")
State = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ListView:
    """`listing`, the list of a page, in a `state` of the page and the list: `tab`, `search`,
    `accepted` (values by quality), `sort` (column, whether descending), `columns`, and the `number`
    or the thing (`about`) whose rows are seen. What is chosen is nobody else's.
    """

    page: str
    listing: str
    state: State

    @property
    def link(self) -> str:
        """What `read_link` reads."""
        pairs = [(key, str(self.state.get(key) or "")) for key in _TEXTS]
        accepted, sort = self.state.get("accepted"), self.state.get("sort")
        if isinstance(accepted, Mapping):
            for key in sorted(accepted):
                pairs += [(f"{_TICK}{key}", str(value)) for value in sorted(accepted[key])]
        if isinstance(sort, list | tuple) and sort[0]:
            pairs.append(("sort", f"{'-' if sort[1] else ''}{sort[0]}"))
        columns = self.state.get("columns")
        if isinstance(columns, list | tuple):
            pairs += [("column", str(one)) for one in columns]
        if about := self.state.get("about"):
            pairs.append(("about", json.dumps(about, ensure_ascii=False)))
        asked = urlencode([pair for pair in pairs if pair[1]], quote_via=quote)
        place = f"{HEAD}{quote(self.page, safe='')}/{quote(self.listing, safe='')}"
        return f"{place}?{asked}" if asked else place


def is_link(text: str) -> bool:
    """Whether it is meant as one."""
    return text.strip().lower().startswith(HEAD)


def read_link(text: str) -> ListView:
    """The view that a link says. Raises Invalid (`not_a_link`)."""
    try:
        parts = urlsplit(text.strip())
        page, listing = map(unquote, parts.path.strip("/").split("/"))
        if not is_link(text):
            raise ValueError(text)
        return ListView(page, listing, _state(parse_qsl(parts.query, errors="strict")))
    except ValueError as problem:
        raise Invalid("not_a_link") from problem


def _state(pairs: Iterable[tuple[str, str]]) -> State:
    state: dict[str, object] = {}
    accepted: dict[str, list[str]] = {}
    columns: list[str] = []
    for key, value in pairs:
        if key in _TEXTS:
            state[key] = value
        elif key.startswith(_TICK):
            accepted.setdefault(key.removeprefix(_TICK), []).append(value)
        elif key == "sort":
            state["sort"] = [value.removeprefix("-"), value.startswith("-")]
        elif key == "column":
            columns.append(value)
        elif key == "about":
            state["about"] = _thing(json.loads(value))
    return {**state, "accepted": accepted, "columns": columns}


def _thing(held: object) -> dict[str, object]:
    """What `models/about.py` reads. Raises ValueError for anything else."""
    if not isinstance(held, dict) or not all(isinstance(held.get(k), str) for k in _OF_THING):
        raise ValueError(held)
    return held
