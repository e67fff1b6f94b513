"""What the control center of the demonstration is told by the process that owns it."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Where and as whom to sign in, how to look, and what to paint: `snapshot` is a folder, or ""
    to be shown; `files` is the folder of last night's files. `begun_s` is the monotonic time at
    which the demonstration began. `only_today`: nothing but Hoy is painted, under this name;
    `only`: nothing but that part.
    `ahead_s`: how far the demonstration's clock is ahead of the machine's. `is_trial`: for somebody
    who tries the program. `has_contrast`: as if the system asked for more; `text_scale`: the
    size of the text that somebody chose.
    """

    server: str
    email: str
    password: str
    language: str
    theme: str
    snapshot: str
    files: str
    seconds: float
    size: tuple[int, int]
    has_scenes: bool
    has_tints: bool
    begun_s: float
    only_today: str = ""
    only: str = ""
    ahead_s: float = 0.0
    is_trial: bool = False
    has_contrast: bool = False
    text_scale: float = 1.0

    def line(self) -> bytes:
        """One line of JSON."""
        return json.dumps(asdict(self)).encode() + b"\n"


def read(line: bytes) -> Wish:
    """What `line` wrote."""
    held = json.loads(line)
    return Wish(**{**held, "size": tuple(held["size"])})
