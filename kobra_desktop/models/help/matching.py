"""Whether a text has what somebody types, however it is written."""

from __future__ import annotations

from kobra_desktop.store.accents import plain


def says(text: str, typed: str) -> bool:
    """Whether all words that are typed stand in the text, accents and capitals aside."""
    known = plain(text)
    return all(word in known for word in plain(typed).split())
