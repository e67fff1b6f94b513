"""The links of mails, pasted where one searches: which page and row they lead to."""

import re

_LINK = re.compile(r"https?://\S+/go/(visit|alert|day)/([0-9a-f-]{36}|today)/?")
_PAGES = {"visit": "visits", "alert": "alerts", "day": "today"}


def place_of(text: str) -> tuple[str, dict[str, object]] | None:
    """The page and its state, a visit in full; None for what is no link of a mail."""
    found = _LINK.fullmatch(text.strip())
    if found is None:
        return None
    kind, row_id = found.groups()
    if kind == "day":
        return _PAGES[kind], {}
    whole = {"visit": row_id} if kind == "visit" else {}
    return _PAGES[kind], {**whole, "chosen": row_id}
