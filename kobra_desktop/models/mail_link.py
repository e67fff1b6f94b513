"""The links of mails, pasted where one searches: which page and row they lead to."""

import re

_LINK = re.compile(r"https?://\S+/go/(visit|alert|day)/([0-9a-f-]{36}|today)/?")
_SHARED = re.compile(r"https?://\S+/shared/([A-Za-z0-9_-]{20,100})/?")
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


def shared_token(text: str) -> str:
    """What the address of a shared report ends with; empty for what is none."""
    found = _SHARED.fullmatch(text.strip())
    return "" if found is None else found.group(1)
