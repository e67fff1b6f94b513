"""What a file is called: by a pattern with its day, its hour and its number."""

import re
from datetime import datetime

from kobra_domain.errors import Invalid
from kobra_domain.outgoing.things import ENDINGS, OutgoingFormat

_PLACE = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_DAYS = {
    "": "%Y%m%d",
    "YYYYMMDD": "%Y%m%d",
    "DDMMYYYY": "%d%m%Y",
    "YYYY-MM-DD": "%Y-%m-%d",
    "DD-MM-YYYY": "%d-%m-%Y",
    "YYMMDD": "%y%m%d",
    "DDMMYY": "%d%m%y",
}
_HOURS = {"": "%H%M", "HHMM": "%H%M", "HHMMSS": "%H%M%S"}
_DIGITS = re.compile(r"[1-9]?")
_BAD = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def file_name(pattern: str, format: OutgoingFormat, at: datetime, sequence: int) -> str:
    """The name of a file of the day of `at` (local). `{date}` (`{date:DDMMYYYY}`…), `{time}`
    (`{time:HHMMSS}`), `{seq}` (`{seq:3}`: so many digits). Raises Invalid bad_file_name.
    """

    def put(found: re.Match[str]) -> str:
        name, how = found[1], found[2] or ""
        if name == "date" and how in _DAYS:
            return at.strftime(_DAYS[how])
        if name == "time" and how in _HOURS:
            return at.strftime(_HOURS[how])
        if name == "seq" and _DIGITS.fullmatch(how):
            return str(sequence).zfill(int(how or 4))
        raise Invalid("bad_file_name", field="name", part=found[0])

    made = _PLACE.sub(put, pattern.strip())
    if bad := re.search(r"[{}]", made) or _BAD.search(made):
        raise Invalid("bad_file_name", field="name", part=bad[0])
    ending = ENDINGS[format]
    if "." not in made:
        made += ending
    if made.startswith(".") or made.endswith((".", " ")) or _RESERVED.fullmatch(made):
        raise Invalid("bad_file_name", field="name", part=made)
    return made
