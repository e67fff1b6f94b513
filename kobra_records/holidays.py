"""Public holidays by country, from the `holidays` package,
in the shape the contact rules ask for.
"""

from collections.abc import Callable
from datetime import date
from functools import cache


@cache
def holidays_of(country: str) -> Callable[[date], bool]:
    """Whether a date is a public holiday of a country (ISO 3166, two letters); unknown: never."""
    import holidays  # a slow import, for those who ask only

    try:
        known = holidays.country_holidays(country)
    except NotImplementedError:
        return _never
    return known.__contains__


def _never(_day: date) -> bool:
    return False
