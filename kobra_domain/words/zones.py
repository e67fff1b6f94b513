"""Time zones as people call them: by the city, with how far its clocks are from UTC."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

# In Spanish, where it is another name than the one that the zone is known by.
_CITIES = {
    "America/Asuncion": "Asunción",
    "America/Bogota": "Bogotá",
    "America/Cancun": "Cancún",
    "America/Ciudad_Juarez": "Ciudad Juárez",
    "America/Los_Angeles": "Los Ángeles",
    "America/Mazatlan": "Mazatlán",
    "America/Merida": "Mérida",
    "America/Mexico_City": "Ciudad de México",
    "America/New_York": "Nueva York",
    "America/Panama": "Panamá",
    "America/Sao_Paulo": "São Paulo",
    "Pacific/Easter": "Isla de Pascua",
    "Pacific/Galapagos": "Galápagos",
}
_MINUTE = timedelta(minutes=1)


def zone_words(zone: str, at: datetime, locale: str) -> str:
    """«Ciudad de México (UTC−6)», as its clocks stand at a moment."""
    named = _CITIES.get(zone) if locale.startswith("es") else None
    city = named or zone.rpartition("/")[2].replace("_", " ")
    off = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    if not off:
        return city if city == "UTC" else f"{city} (UTC)"
    hours, minutes = divmod(abs(off) // _MINUTE, 60)
    sign = "−" if off < timedelta() else "+"
    return f"{city} (UTC{sign}{hours}{f':{minutes:02}' if minutes else ''})"
