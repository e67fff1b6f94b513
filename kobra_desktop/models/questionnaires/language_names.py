"""Whether a language that somebody names is one: phones choose by the code in its parentheses."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLocale

from kobra_desktop.resources import languages
from kobra_desktop.store.accents import plain

translate = QCoreApplication.translate
_NAMED = re.compile(r"(?P<name>[^()]*[^\W\d_][^()]*?) ?\((?P<code>[^()]*)\)")
# A language, and what narrows it: script, country, variant.
_CODE = re.compile(r"(?P<language>[a-z]{2,3})(-[A-Za-z]{4})?(-([A-Z]{2}|\d{3}))?(-[a-z0-9]{5,8})*")
# What people write abbreviated («ing», «esp»), some of it the code of quite another language.
_CODES = {
    "espanol": "es", "castellano": "es", "spanish": "es", "ingles": "en", "english": "en",
    "portugues": "pt", "portuguese": "pt", "frances": "fr", "french": "fr", "aleman": "de",
    "german": "de", "italiano": "it", "italian": "it", "quechua": "qu", "aimara": "ay",
    "guarani": "gn", "chino": "zh", "chinese": "zh",
}  # fmt: skip


def language_refusal(name: str) -> str:
    """Why this cannot be the name of a language, in words; empty when it can."""
    named = _NAMED.fullmatch(name)
    if named is None:
        words = translate(
            "Questionnaires", "Add its code in parentheses, as in «{example}»: phones go by it."
        )
        return words.format(example=_example(name))
    code = named["code"]
    shaped = _CODE.fullmatch(code)
    language = shaped["language"] if shaped else ""
    wanted = _CODES.get(plain(named["name"].split()[0])) or _shorter(language)
    if wanted and language != wanted:
        words = translate("Questionnaires", "The code of this language is «{code}».")
        return words.format(code=wanted)
    if language not in languages():
        words = translate("Questionnaires", "No language has the code «{code}».")
        return words.format(code=code)
    return ""


def _example(name: str) -> str:
    """What was perhaps meant: the one usual language that begins so, else English."""
    typed = plain(name).strip(" ()")
    meant = {code for word, code in _CODES.items() if typed and word.startswith(typed)}
    codes = {"es": "Español (es)", "pt": "Português (pt)", "fr": "Français (fr)"}
    return codes.get(meant.pop(), "English (en)") if len(meant) == 1 else "English (en)"


def _shorter(code: str) -> str:
    """The two letters of a language that is also known by three; empty when it has none."""
    if len(code) != 3:
        return ""
    kind = QLocale.LanguageCodeType.ISO639Part1  # empty for a language that Qt does not know
    return QLocale.languageToCode(QLocale.codeToLanguage(code), kind)
