"""How the demonstration speaks on the terminal."""

from datetime import datetime


def say(words: str) -> None:
    """A line of progress."""
    print(f"{datetime.now():%H:%M:%S}  {words}", flush=True)
