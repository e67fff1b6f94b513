"""The demonstration's own clock: an hour of a working day of the city, whatever the machine's is.
The control center goes by its server's clock, so that nobody else needs to be told.
"""

from datetime import UTC, datetime, time, timedelta

from field_api.simulator.world import ORDINARY_SHIFT, is_ordinary, local

AHEAD_VARIABLE = "KOBRA_DEMO_AHEAD_S"
HOURS = (time(7), time(11), time(19, 30))  # of Hoy: Arranque, Jornada, Cierre
_NOON = time(12)
_LAST = time(16, 30)  # of an ordinary day; what comes later is lived by the phones


def moment_at(hour: time, now: datetime) -> datetime:
    """That hour of today by the city's clock, or of the last day on which agents work."""
    here = local(now)
    noon = datetime.combine(here.date(), _NOON, here.tzinfo)
    while not is_ordinary(noon):
        noon -= timedelta(days=1)
    return noon.replace(hour=hour.hour, minute=hour.minute).astimezone(UTC)


def begun_at(at: datetime) -> datetime:
    """The moment that the city is built for: the nearest of an ordinary day. What was to be told
    between it and `at` the phones tell at once.
    """
    here = local(at)
    hour = min(max(here.time(), ORDINARY_SHIFT[0]), _LAST)
    return here.replace(hour=hour.hour, minute=hour.minute).astimezone(UTC)
