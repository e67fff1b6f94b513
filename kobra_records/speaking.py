"""In which of our languages a program without a screen speaks."""

import locale
import os

LANGUAGES = ("es", "es_MX", "es_CO", "en")


def language_of_system() -> str:
    """The language of the environment, Spanish when it is none of ours."""
    said = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next(filter(None, said), "") or (locale.getlocale()[0] or "")
    plain = name.partition(".")[0]
    if plain in LANGUAGES:
        return plain
    return "en" if plain.lower().startswith("en") else "es"
