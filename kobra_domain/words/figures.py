"""Figures as people read them: amounts, lengths, ages, moments. Sentences are made in `say`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

KILO, SIZES = 1_000, ("B", "kB", "MB", "GB")
MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400
NEAR = timedelta(days=6)  # within these a weekday and a day name one date only


@dataclass(frozen=True, slots=True)
class Calendar:
    """The names and the small words of time in one language."""

    weekdays: tuple[str, ...]
    whole_weekdays: tuple[str, ...]
    months: tuple[str, ...]
    now: str
    ago: str
    day: str
    days: str


ES = Calendar(
    weekdays=("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    whole_weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        *("ene", "feb", "mar", "abr", "may", "jun"),
        *("jul", "ago", "sep", "oct", "nov", "dic"),
    ),
    now="ahora",
    ago="hace {age}",
    day="día",
    days="días",
)
EN = Calendar(
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    whole_weekdays=(
        *("Monday", "Tuesday", "Wednesday", "Thursday"),
        *("Friday", "Saturday", "Sunday"),
    ),
    months=(
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ),
    now="now",
    ago="{age} ago",
    day="day",
    days="days",
)


@dataclass(frozen=True, slots=True)
class Coin:
    """How a country prints its money; `digits` are those of ISO 4217, `shown` those in use."""

    sign: str
    digits: int
    shown: int
    comma_is_decimal: bool


# Every currency here prints «$» or close to it, so the code always stands behind the amount.
COINS: dict[str, Coin] = {
    "COP": Coin("$ ", 2, 0, True),
    "MXN": Coin("$", 2, 2, False),
    "CLP": Coin("$ ", 0, 0, True),
    "PEN": Coin("S/ ", 2, 2, False),
    "USD": Coin("$", 2, 2, False),
}
OTHER_COIN = Coin("", 2, 2, False)


def calendar(locale: str) -> Calendar:
    """English for `en…`, else Spanish."""
    return EN if locale.startswith("en") else ES


def number(value: float | Decimal, locale: str, decimals: int = 0) -> str:
    """A number with the locale's separators: 1.234,5 in es and es_CO, 1,234.5 in es_MX and en."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return _separated(rounded, decimals, comma_is_decimal(locale))


def comma_is_decimal(locale: str) -> bool:
    """Whether the locale writes 1,5: Spanish does, but for Mexico's."""
    return not locale.startswith(("en", "es_MX"))


def money(amount_minor: int, currency: str) -> str:
    """Minor units as the currency's country prints them: $ 1.234.568 COP, $1,234,567.50 MXN.

    The form goes with the currency, not with the reader, so that one amount looks the same to all.
    """
    coin = COINS.get(currency, OTHER_COIN)
    amount = Decimal(abs(amount_minor)).scaleb(-coin.digits)
    rounded = amount.quantize(Decimal(1).scaleb(-coin.shown), ROUND_HALF_UP)
    minus = "-" if amount_minor < 0 and rounded else ""
    return f"{minus}{coin.sign}{_separated(rounded, coin.shown, coin.comma_is_decimal)} {currency}"


def monies(amounts: Mapping[str, int]) -> list[str]:
    """Sums in several currencies, each by itself: they are never added up."""
    return [money(amount, currency) for currency, amount in sorted(amounts.items())]


def distance(metres: float, locale: str) -> str:
    """Whole metres under a kilometre, then kilometres with one decimal: 14 m, 8,4 km."""
    if round(metres) < 1_000:
        return f"{number(metres, locale)} m"
    return f"{number(metres / 1_000, locale, 1)} km"


def data_size(size: int, locale: str) -> str:
    """Bytes in the unit of thousands that suits, with a decimal from MB on: 97 kB, 1,4 MB."""
    value, unit = float(size), 0
    while round(value) >= KILO and unit < len(SIZES) - 1:
        value, unit = value / KILO, unit + 1
    return f"{number(value, locale, int(unit > 1))} {SIZES[unit]}"


def percent(value: float, locale: str) -> str:
    """A percentage without decimals: 18 % in Spanish, 18% in English."""
    return f"{number(value, locale)}{'' if locale.startswith('en') else ' '}%"


def duration(seconds: float, locale: str) -> str:
    """The two largest units: 12 s, 41 min, 4 h 18 min, 2 días 3 h."""
    whole = max(0, round(seconds))
    if whole < MINUTE_S:
        return f"{whole} s"
    if whole < HOUR_S:
        return f"{whole // MINUTE_S} min"
    if whole < DAY_S:
        return _two(f"{whole // HOUR_S} h", whole % HOUR_S // MINUTE_S, "min")
    return _two(_days(whole // DAY_S, locale), whole % DAY_S // HOUR_S, "h")


def age(seconds: float, locale: str) -> str:
    """How long ago, in one unit: ahora, hace 12 s, hace 40 min, hace 3 h, hace 2 días."""
    whole, words = max(0, round(seconds)), calendar(locale)
    if whole < 2:
        return words.now
    if whole < MINUTE_S:
        return words.ago.format(age=f"{whole} s")
    if whole < HOUR_S:
        return words.ago.format(age=f"{whole // MINUTE_S} min")
    if whole < DAY_S:
        return words.ago.format(age=f"{whole // HOUR_S} h")
    return words.ago.format(age=_days(whole // DAY_S, locale))


def short_age(seconds: float) -> str:
    """The age in a narrow column: 0:12, 41:40, 3 h, 2 d."""
    whole = max(0, round(seconds))
    if whole < HOUR_S:
        return f"{whole // MINUTE_S}:{whole % MINUTE_S:02d}"
    return f"{whole // HOUR_S} h" if whole < DAY_S else f"{whole // DAY_S} d"


def hour(at: datetime, zone: str) -> str:
    """The clock in a zone, 24 h: 07:00."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def moment(at: datetime, zone: str, locale: str, near: datetime | None = None) -> str:
    """A moment in a zone: lun 23, 07:00 if within six days of `near`, else lun 23 nov, 07:00, with
    its year if that is another than `near`'s.
    """
    local = at.astimezone(ZoneInfo(zone))
    if near is not None and abs(at - near) < NEAR:
        return f"{calendar(locale).weekdays[local.weekday()]} {local.day}, {local:%H:%M}"
    today = near.astimezone(ZoneInfo(zone)).date() if near is not None else None
    return f"{day_words(local.date(), locale, today)}, {local:%H:%M}"


def weekday_words(day: date, locale: str) -> str:
    """martes."""
    return calendar(locale).whole_weekdays[day.weekday()]


def day_words(day: date, locale: str, near: date | None = None) -> str:
    """A date: sáb 21 nov; with its year if `near` is given and lies in another: sáb 21 nov 2026."""
    words = calendar(locale)
    year = f" {day.year}" if near is not None and near.year != day.year else ""
    return f"{words.weekdays[day.weekday()]} {day.day} {words.months[day.month - 1]}{year}"


def full_day(day: date, locale: str) -> str:
    """A date as it is true later and elsewhere: 3 nov 2026."""
    return f"{day.day} {calendar(locale).months[day.month - 1]} {day.year}"


def full_moment(at: datetime, zone: str, locale: str) -> str:
    """A moment in a zone as it is true later and elsewhere: 3 nov 2026, 07:00."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{full_day(local.date(), locale)}, {local:%H:%M}"


def amount(amount_minor: int, currency: str) -> Decimal:
    """Minor units as whole ones, exactly."""
    return Decimal(amount_minor).scaleb(-COINS.get(currency, OTHER_COIN).digits)


def _days(days: int, locale: str) -> str:
    words = calendar(locale)
    return f"{days} {words.day if days == 1 else words.days}"


def _two(large: str, rest: int, unit: str) -> str:
    return f"{large} {rest} {unit}" if rest else large


def _separated(amount: Decimal, decimals: int, comma_is_decimal: bool) -> str:
    text = f"{amount:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if comma_is_decimal else text
