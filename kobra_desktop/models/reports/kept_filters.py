"""What a person's reports were held to last, kept between starts; what cannot be read any more is
as at first.
"""

from __future__ import annotations

from kobra_desktop.models.memory import Memory
from kobra_domain.errors import Invalid
from kobra_domain.reports.filters import Filters, read_filters, said

_KEY = "reports.filters"


def kept_filters(memory: Memory) -> Filters:
    """Those of the last time."""
    return filters_of(memory.read(_KEY))


def keep_filters(memory: Memory, filters: Filters) -> None:
    """For the next time."""
    memory.write(_KEY, [list(pair) for pair in said(filters)])


def filters_of(kept: object) -> Filters:
    """What a state or a memory says."""
    if not isinstance(kept, list | tuple):
        return Filters()
    try:
        return read_filters([(str(name), str(value)) for name, value in kept])
    except (Invalid, TypeError, ValueError):
        return Filters()
