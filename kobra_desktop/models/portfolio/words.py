"""How the tables of Cartera say what has no word of the domain: ranges, papers, consents."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from kobra_desktop.models.counts import figure
from kobra_desktop.models.listing import Options
from kobra_desktop.store.queries.account_views import UNKNOWN_DAYS
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import Account, AccountState, ChannelKind
from kobra_domain.visits import Outcome
from kobra_domain.words import say, word

NOBODY = "-"
AUTHORISED, CONSENT, CONTACT = "authorised", "consent", "contact"  # parts of a chip's values
MAY, DO_NOT_CONTACT, RESTRICTED = "may", "do_not_contact", "restricted"
DECEASED = "deceased"


def bucket_words(bucket: str) -> str:
    """A range of days past due as it is read: «8–30 días», «más de 90 días», «al día»."""
    translate = QCoreApplication.translate
    first, _, last = bucket.partition("-")
    if bucket == UNKNOWN_DAYS:
        return translate("Portfolio", "Overdue, days not known")
    if bucket == "0":
        return translate("Portfolio", "Up to date")
    if not last:
        return translate("Portfolio", "Over {days} days").format(days=figure(int(first) - 1))
    if first == last:
        return say("money.age", {"count": int(first)}, QLocale().name())
    return translate("Portfolio", "{first}–{last} days").format(first=first, last=last)


def days_words(account: Account) -> str:
    """Days past due; that nobody knows them where something is overdue since no day."""
    if account.has_unknown_days:
        return QCoreApplication.translate("Portfolio", "Not known")
    return str(account.days_past_due)


def agent_words(name: str, since: str) -> str:
    """Who an account was given to, and from which day on."""
    words = QCoreApplication.translate("Portfolio", "{name}, since {day}")
    return words.format(name=name, day=since) if since else name


def band_words(band: int) -> str:
    """An amount between two powers of ten, in whole units of its currency."""
    translate = QCoreApplication.translate
    if band < 0:
        return translate("Portfolio", "Nothing overdue")
    first, last = figure(10**band), figure(10 ** (band + 1))
    return translate("Portfolio", "{first} to {last}").format(first=first, last=last)


def paper_words(paper: str) -> str:
    """Whether a visit is authorised."""
    translate = QCoreApplication.translate
    return {
        "standing": translate("Portfolio", "Authorised"),
        "expired": translate("Portfolio", "Expired"),
        "none": translate("Portfolio", "No authorisation"),
    }[paper]


def contact_words(contact: str) -> str:
    """Whether somebody may be contacted."""
    translate = QCoreApplication.translate
    return {
        MAY: translate("Portfolio", "May be contacted"),
        DO_NOT_CONTACT: translate("Portfolio", "Do not contact"),
        RESTRICTED: translate("Portfolio", "Restricted data"),
        DECEASED: translate("Portfolio", "Deceased"),
    }[contact]


def consent_of(consents: Iterable[ChannelKind]) -> str:
    """`visit`, `other` or `none`."""
    held = set(consents)
    return "visit" if ChannelKind.VISIT in held else "other" if held else "none"


def consent_words(consents: Iterable[ChannelKind], locale: str) -> str:
    """The channels that somebody has said yes to."""
    return ", ".join(word(one, locale) for one in consents)


def paper_options() -> Options:
    """Papers as a chip offers them."""
    return [(one, paper_words(one)) for one in ("standing", "expired", "none")]


def contact_options() -> Options:
    """Whether somebody may be contacted, as a chip offers it."""
    return [(one, contact_words(one)) for one in (MAY, DO_NOT_CONTACT, DECEASED, RESTRICTED)]


def consent_options() -> Options:
    """Consents as a chip offers them."""
    translate = QCoreApplication.translate
    return [
        ("visit", translate("Portfolio", "Consents to visits")),
        ("other", translate("Portfolio", "Consents to another channel")),
        ("none", translate("Portfolio", "No consent")),
    ]


def permit_options() -> Options:
    """Papers, consents and who is not contacted, as one chip offers them."""
    return [
        *((f"{AUTHORISED}:{one}", words) for one, words in paper_options()),
        *((f"{CONSENT}:{one}", words) for one, words in consent_options()),
        *((f"{CONTACT}:{one}", words) for one, words in contact_options() if one != MAY),
    ]


def quality_options(locale: str) -> Options:
    """How well doors are placed, as a chip offers it."""
    none = QCoreApplication.translate("Portfolio", "No address")
    return [*((one.value, word(one, locale)) for one in GeocodeQuality), (NOBODY, none)]


def outcome_options(locale: str) -> Options:
    """What last visits came to, as a chip offers it."""
    none = QCoreApplication.translate("Portfolio", "No outcome")
    return [*((one.value, word(one, locale)) for one in Outcome), (NOBODY, none)]


def state_options(locale: str) -> Options:
    """States of accounts, as a chip offers them."""
    return [(one.value, word(one, locale)) for one in AccountState]
