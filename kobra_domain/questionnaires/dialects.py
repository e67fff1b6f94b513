"""Forms of other systems: their own functions, types and appearances are told once, by the system
that they come from, and not one by one.
"""

from collections.abc import Sequence
from dataclasses import replace

from kobra_domain.errors import Param
from kobra_domain.questionnaires.problems import Problem, problem

MOST_NAMED = 6
# The parameter that holds the word, by what begins the code of a problem.
_WORDS = {
    "form.function_": "function",
    "form.type_": "type",
    "form.appearance_": "appearance",
    "form.instance_unknown": "list",
}
_SURVEYCTO = """
count-if sum-if min-if max-if join-if rank-value rank-index item-at count-items linebreak index
choice-label phone-call-log phone-call-duration device-info duration hash rank-if de-duplicate
distance-between short-geopoint geo-scatter username empty item-index relevant call-duration
unique-text de-duplicate-text item-present collect-is-phone-app field-is-active rand
text_audit audio_audit text-audit audio-audit speed-violations-count speed-violations-list
speed-violations-audit calculate_here caseid comments sensor_statistic sensor_stream enumerator
speed sensor callout show_formatted randomized custom-
"""
_CHT = """
z-score add-date difference-in-months to-bikram-sambat parse-timestamp-to-date
difference-in-days difference-in-weeks difference-in-years db-object select-contact numbers-only
mrdt-verify db-doc android-app-launcher countdown-timer unselectable summary h1 h2 h3 db:
display-base64-image dynamic-radios cht: green yellow red blue lime
"""
_KOBO = """
begin_score end_score score__row begin_rank end_rank rank__level begin_kobomatrix end_kobomatrix
kobomatrix kobo-- score rank__
"""
_COMMCARE = """
cond distinct-values sort sort-by here checksum id-compress unescape-html join-chunked
mselect trigger databindonly double long phonenumber fieldlist questionlist groupquestions
casedb commcaresession index-of encrypt-string polygon-points multiple-contains
"""
SYSTEMS = {
    "SurveyCTO": _SURVEYCTO,
    "CHT (Medic)": _CHT,
    "KoboToolbox": _KOBO,
    "CommCare": _COMMCARE,
}
_OWN = {system: frozenset(words.split()) for system, words in SYSTEMS.items()}
_FAMILIES = {
    system: tuple(word for word in words if word.endswith(("-", ":", "__", "--")))
    for system, words in _OWN.items()
}


def merged(problems: Sequence[Problem]) -> list[Problem]:
    """The problems with those of each other system as one, where the first of them stood."""
    systems = _systems(problems)
    kept: list[Problem] = []
    told: dict[str, list[Problem]] = {}
    for found, system in zip(problems, systems, strict=True):
        if not system:
            kept.append(found)
        elif system in told:
            told[system].append(found)
        else:
            told[system] = [found]
            kept.append(found)
    return [_one(told, found, systems[problems.index(found)]) for found in kept]


def _one(told: dict[str, list[Problem]], first: Problem, system: str) -> Problem:
    if not system:
        return first
    alike = told[system]
    words = list(dict.fromkeys(map(_word, alike)))
    is_error = any(found.is_error for found in alike)
    code = "form.dialect_error" if is_error else "form.dialect"
    named = ", ".join(words[:MOST_NAMED])
    params: dict[str, Param] = {"system": system, "words": named, "cells": len(alike)}
    plain = problem(code, None, first.column, sheet=first.sheet, **params)
    return replace(plain, uid=first.uid, row=first.row)


def _word(found: Problem) -> str:
    key = next((key for start, key in _WORDS.items() if found.code.startswith(start)), "")
    return str(found.params.get(key, ""))


def _systems(problems: Sequence[Problem]) -> list[str]:
    """The system that each problem's word is of, empty for none; of several the one that most
    words of the form are of.
    """
    could = [_could_be(_word(found)) for found in problems]
    counts = {system: sum(system in each for each in could) for system in SYSTEMS}
    return [max(each, key=counts.__getitem__) if each else "" for each in could]


def _could_be(word: str) -> list[str]:
    first = word.casefold().partition(" ")[0] if word else ""
    whole = word.casefold().replace(" ", "-")
    return [
        system
        for system, words in _OWN.items()
        if first and (first in words or whole in words or first.startswith(_FAMILIES[system]))
    ]
