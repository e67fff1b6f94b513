"""Ways to look at a list that a person keeps by name. They lie in the person's own replica, because
what is searched and filtered by names people; nobody else on the machine has them, and they are not
sent.
"""

from __future__ import annotations

from kobra_desktop.commands.desk import Desk
from kobra_desktop.store import kept
from kobra_desktop.store.accents import plain

KEY = "list_views"
Links = dict[str, str]  # a link by each name


def kept_views(desk: Desk) -> Links:
    """All of them. Raises StoreError."""
    with desk.store.reading() as connection:
        return dict(kept.value(connection, KEY) or {})


def keep_view(desk: Desk, name: str, link: str, *, instead_of: str = "") -> Links:
    """Keep one under a name, in the place of any other that is called so, and of `instead_of`;
    answers all. Raises StoreError.
    """
    gone = {plain(name), plain(instead_of)}
    with desk.store.editing() as connection:
        held = dict(kept.value(connection, KEY) or {})
        after = {one: what for one, what in held.items() if plain(one) not in gone}
        after[name] = link
        kept.keep(connection, KEY, after)
    return after


def forget_view(desk: Desk, name: str) -> Links:
    """No longer keep one; answers those that stay. Raises StoreError."""
    with desk.store.editing() as connection:
        after = dict(kept.value(connection, KEY) or {})
        after.pop(name, None)
        kept.keep(connection, KEY, after)
    return after
