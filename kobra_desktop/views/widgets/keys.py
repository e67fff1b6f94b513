"""How combinations of keys are written on the screen: as they stand on the keyboard of this system,
in the screen's language.
"""

from __future__ import annotations

import re
import sys

from PySide6.QtCore import QCoreApplication

_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
# In the order in which a Mac writes them; what Qt calls Ctrl is ⌘ there.
_MAC_HELD = {"Meta": "⌃", "Alt": "⌥", "Shift": "⇧", "Ctrl": "⌘"}
_CHORD = re.compile(r"\b(?:Ctrl|Alt|Shift)\+(?:(?:Ctrl|Alt|Shift)\+)*(?:\d…\d|\w+|[/+←→↑↓])")
_MAC_KEYS = {"Return": "↩", "Enter": "↩", "Backspace": "⌫", "Del": "⌦", "Esc": "⎋"}


def key_words(keys: str, platform: str = sys.platform) -> str:
    """A combination in Qt's portable form («Alt+Left», «Ctrl+1…9») as a person reads it: «Alt+←»,
    on a Mac «⌥←».
    """
    # Qt's own Spanish says «Control» and «Retorno», which stand on no keyboard.
    translate = QCoreApplication.translate
    held, _, key = keys[:-1].rpartition("+")  # the last sign may be a plus itself
    key += keys[-1:]
    words = {
        **_ARROWS,
        "Return": "Enter",
        "Space": translate("Shortcuts", "Space bar"),
        "Backspace": translate("Shortcuts", "Backspace"),
        "Home": translate("Shortcuts", "Home"),
        "End": translate("Shortcuts", "End"),
        "Del": translate("Shortcuts", "Del"),
        "Arrows": translate("Shortcuts", "arrows"),
    }
    if platform == "darwin":
        words.update(_MAC_KEYS)
        marks = (mark for name, mark in _MAC_HELD.items() if name in held.split("+"))
        return "".join((*marks, words.get(key, key)))
    return "+".join((*filter(None, [held]), words.get(key, key)))


def in_keys(text: str, platform: str = sys.platform) -> str:
    """A sentence that names combinations of keys, with those of this system in it."""
    if platform != "darwin":
        return text
    return _CHORD.sub(lambda found: key_words(found[0], platform), text)
