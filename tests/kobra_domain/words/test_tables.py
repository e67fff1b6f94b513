"""The tables of words: complete, agreeing with each other, free of words that may not be said."""

import re
from dataclasses import fields
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import kobra_domain
from kobra_domain.alerts import AlertKind
from kobra_domain.geo import JudgementReason
from kobra_domain.kinds import KINDS
from kobra_domain.people import Consent, ShiftSpan
from kobra_domain.portfolios import AccountParty, Channel
from kobra_domain.positions import QuarantineReason
from kobra_domain.visits import CheckIn, Verdict
from kobra_domain.words import code_of
from kobra_domain.words.plural import Plural
from kobra_domain.words.say import TABLES, placeholders

COMPLETE, OVERLAYS = ("es", "en"), ("es_MX", "es_CO")
# Said of people, these words accuse; said of the product, they are our own jargon.
FORBIDDEN = re.compile(
    r"\b(moros\w*|deudor\w*|rastre\w*|vigil\w*|esp[ií]a\w*|fraud\w*|trampa\w*|réplica|outbox|"
    r"payload|cursor|fence|verdict|debtor|delinquent|spy\w*|track\w*|fraud\w*|replica)\b",
    re.IGNORECASE,
)
CODE = re.compile(
    r"\b(?:Invalid|NotAllowed|UnlawfulMove|Refused|ApiError|KobraError|BasemapError)"
    r"\(\s*\"([a-z_]+)\"|default_code = \"([a-z_]+)\""
)
OWN_CODE = re.compile(r"\"(\w+)\": \w+\(")  # what the desktop says by itself, through Qt
ROOT = Path(kobra_domain.__file__).parent.parent


def every_enum() -> list[type[StrEnum]]:
    found = set()
    for module in walk_packages(kobra_domain.__path__, "kobra_domain."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum:
                found.add(value)
    return sorted(found, key=lambda kind: kind.__name__)


def codes_raised() -> set[str]:
    """Every code in an error's call or class, but those the desktop has its own words for."""
    packages = ("kobra_domain", "field_api", "kobra_desktop", "kobra_records")
    paths = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    found = (CODE.findall(path.read_text(encoding="utf-8")) for path in paths)
    raised = {one or other for matches in found for one, other in matches}
    own = ROOT / "kobra_desktop" / "views" / "sentences.py"
    return raised - set(OWN_CODE.findall(own.read_text(encoding="utf-8")))


def forms(template: str | Plural) -> tuple[str, ...]:
    return (template.one, template.other) if isinstance(template, Plural) else (template,)


def test_there_are_enums_and_codes_to_look_at() -> None:
    assert len(every_enum()) > 20
    assert {"missing", "unlawful_move"} <= codes_raised()


@pytest.mark.parametrize("locale", COMPLETE)
def test_every_member_of_every_enum_has_a_word(locale: str) -> None:
    codes = {code_of(member) for kind in every_enum() for member in kind}
    assert codes - TABLES[locale].keys() == set()


@pytest.mark.parametrize("locale", COMPLETE)
def test_every_error_has_a_sentence(locale: str) -> None:
    assert codes_raised() - TABLES[locale].keys() == set()


@pytest.mark.parametrize("locale", COMPLETE)
def test_every_field_has_a_label(locale: str) -> None:
    nested = (ShiftSpan, Consent, Channel, AccountParty, CheckIn)
    names = {item.name for kind in (*KINDS.values(), *nested) for item in fields(kind)}
    assert {f"field.{name}" for name in names} - TABLES[locale].keys() == set()


@pytest.mark.parametrize("locale", COMPLETE)
def test_every_kind_judgement_and_alert_has_its_words(locale: str) -> None:
    judged = {Verdict.AT_ADDRESS, Verdict.NEAR, Verdict.AWAY, Verdict.NO_FIX, *JudgementReason}
    codes = {f"kind.{kind}" for kind in KINDS} | {f"alert.{kind.value}" for kind in AlertKind}
    codes |= {f"judgement.{reason.value}" for reason in judged}
    assert codes - TABLES[locale].keys() == set()


@pytest.mark.parametrize("locale", COMPLETE)
def test_every_refusal_of_the_server_has_a_sentence(locale: str) -> None:
    table = (ROOT / "field_api" / "errors.py").read_text(encoding="utf-8")
    codes = set(re.findall(r"^    \"(\w+)\": \d{3},$", table, re.MULTILINE))
    assert len(codes) > 10
    assert codes - TABLES[locale].keys() == set()


def test_spanish_and_english_have_the_same_codes() -> None:
    assert TABLES["es"].keys() == TABLES["en"].keys()


@pytest.mark.parametrize("locale", ["en", *OVERLAYS])
def test_placeholders_and_plurals_agree_with_spanish(locale: str) -> None:
    for code, template in TABLES[locale].items():
        base = TABLES["es"][code]
        assert placeholders(template) == placeholders(base), code
        assert type(template) is type(base), code


@pytest.mark.parametrize("locale", OVERLAYS)
def test_overlays_hold_only_words_that_differ(locale: str) -> None:
    assert [c for c, words in TABLES[locale].items() if TABLES["es"].get(c) == words] == []


@pytest.mark.parametrize("locale", list(TABLES))
def test_words_that_may_not_be_said_are_not(locale: str) -> None:
    for code, template in TABLES[locale].items():
        for form in forms(template):
            said = re.sub(r"\{\w+\}", "", form)
            assert not FORBIDDEN.search(said.replace("Co-debtor", "").replace("co-debtor", "")), (
                code
            )


@pytest.mark.parametrize("locale", list(TABLES))
def test_words_are_clean(locale: str) -> None:
    for code, template in TABLES[locale].items():
        for form in forms(template):
            assert form.strip(), code
            assert "\n" in form or form == " ".join(form.split()), code
            assert not set("{}") & set(re.sub(r"\{\w+\}", "", form)), code


@pytest.mark.parametrize("locale", COMPLETE)
def test_what_is_set_aside_of_positions_has_its_words_and_its_remedy(locale: str) -> None:
    for reason in (*QuarantineReason, "off_shift", "no_consent", "phone_lost", "agent_left"):
        assert {f"aside.positions.{reason}", f"aside.positions.{reason}.why"} <= set(TABLES[locale])


@pytest.mark.parametrize("locale", COMPLETE)
def test_every_reason_to_look_at_a_phone_has_its_sentence(locale: str) -> None:
    others = ("nowhere", "rough", "off_shift", "no_device")
    for reason in (*QuarantineReason, *others):
        assert f"alert.phone_setup.{reason}" in TABLES[locale]
