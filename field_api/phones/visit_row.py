"""A row of the visit list: what an agent needs at the door, in the words of the country.

Cells are texts; a spreadsheet that opens the file takes none of them for a formula.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote

from field_api.phones.errands import Errand
from field_api.phones.forms import OfferedForm
from kobra_domain.contact import lawful_window
from kobra_domain.errors import Param
from kobra_domain.geo import judge
from kobra_domain.portfolios import ChannelKind
from kobra_domain.receipts import offered_at
from kobra_domain.shift import Span, local_day
from kobra_domain.visits import Verdict, Visit, VisitState
from kobra_domain.words import LOCALES, say, word
from kobra_domain.words.figures import hour, monies
from kobra_records.holidays import holidays_of

# After these come «name», «label» and «__version», which phones ask of every list.
COLUMNS = (
    *("titular", "documento", "domicilio", "barrio", "municipio", "indicaciones"),
    *("geometry", "navegacion", "radio_m", "precision_m", "permite_fuera", "ventana"),
    *("orden", "hora_prevista"),
    *("creditos", "vencido", "moneda", "cartera", "entidad", "pais", "proposito", "telefonos"),
    *("correo", "correo_autorizado"),
    *("ultimos_contactos", "llevar", "prioridad", "estado", "formularios"),
)
_TELEPHONES = (ChannelKind.PHONE, ChannelKind.WHATSAPP)
_FORMULA = re.compile(r"[=+\-@]")
_PLACE = re.compile(r"-?\d+(\.\d+)? -?\d+(\.\d+)? 0 0")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")


def cells(errand: Errand, forms: Sequence[OfferedForm]) -> dict[str, str]:
    """The label and the columns of a visit; `forms` are those on the agent's list."""
    visit, portfolio, party = errand.visit, errand.portfolio, errand.party
    address, locale = errand.address, _locale(portfolio.country)
    pin = judge(None, address, portfolio)
    is_placed = pin.verdict is not Verdict.UNPLACED
    email, is_authorised = offered_at(party, errand.selves, portfolio)
    raw = {
        "label": _label(errand),
        "titular": party.name,
        "documento": f"{party.document_type} {party.document_number}",
        "domicilio": address.street,
        "barrio": address.neighbourhood,
        "municipio": ", ".join(part for part in (address.municipality, address.region) if part),
        "indicaciones": address.directions,
        "geometry": f"{address.lat} {address.lon} 0 0" if is_placed else "",
        "navegacion": _navigation(errand, is_placed=is_placed),
        "radio_m": f"{pin.radius_m:g}",
        "precision_m": f"{portfolio.accuracy_limit_m:g}",
        "permite_fuera": "si" if portfolio.allows_away_completion else "no",
        "ventana": _hours(errand, locale),
        "orden": str(visit.position) if visit.position else "",
        "hora_prevista": _expected(errand),
        "creditos": "; ".join(_accounts(errand, locale)),
        "vencido": _overdue(errand),
        "moneda": portfolio.currency,
        "cartera": portfolio.name,
        "entidad": errand.institution,
        "pais": portfolio.country,
        "proposito": word(visit.purpose, locale),
        "telefonos": "; ".join(_telephones(errand, locale)),
        "correo": _hinted(email),
        "correo_autorizado": ("si" if is_authorised else "no") if email else "",
        "ultimos_contactos": "; ".join(
            _contact(errand, past, locale) for past in errand.last_contacts
        ),
        "llevar": say(f"take.{visit.purpose.value}", None, locale),
        "prioridad": word(visit.priority, locale),
        "estado": word(_state(visit), locale),
        "formularios": " ".join(_forms(errand, forms)),
    }
    return {name: safe_cell(text) for name, text in raw.items()}


def safe_cell(text: str) -> str:
    """One line of text that no spreadsheet takes for a formula; a place keeps its minus."""
    line = _BLANKS.sub(" ", text).strip()
    return f"'{line}" if _FORMULA.match(line) and not _PLACE.fullmatch(line) else line


def _label(errand: Errand) -> str:
    """Who and where; of a day that was planned with the number and the hour before it, for that is
    all that a phone shows of its list.
    """
    expected, number = _expected(errand), errand.visit.position
    planned = (str(number), expected) if number and expected else ()
    return " · ".join((*planned, errand.party.name, errand.address.street))


def _expected(errand: Errand) -> str:
    """When the plan of today has the agent arrive, by the clock at the door."""
    at, zone = errand.visit.expected_at, errand.zone
    return hour(at, zone) if at is not None and local_day(zone, at) == errand.today else ""


def _locale(country: str) -> str:
    return own if (own := f"es_{country}") in LOCALES else "es"


def _state(visit: Visit) -> VisitState:
    # Whoever reads it has it on the phone: handing it out must not change what was handed out.
    return VisitState.ON_PHONE if visit.state is VisitState.ASSIGNED else visit.state


def _navigation(errand: Errand, *, is_placed: bool) -> str:
    """A link that opens the phone's own map, at the pin or searching for the words."""
    address = errand.address
    if is_placed:
        place = f"{address.lat},{address.lon}"
        return f"geo:{place}?q={place}({quote(errand.party.name, safe='')})"
    parts = (address.street, address.neighbourhood, address.municipality, address.region)
    return f"geo:0,0?q={quote(', '.join(part for part in parts if part), safe='')}"


def _hours(errand: Errand, locale: str) -> str:
    """The window that was agreed and the lawful hours of today, by the clock at the door."""
    holidays = holidays_of(errand.portfolio.country)
    lawful = lawful_window(
        errand.rules, errand.today, errand.zone, holidays, errand.party, errand.accounts
    )
    law = _clocks(lawful, errand.zone) if lawful else {"start": "", "end": ""}
    if errand.window is None:
        return say("visit_list.window", law, locale)
    told = {**_clocks(errand.window, errand.zone), "opens": law["start"], "closes": law["end"]}
    return say("visit_list.window_in_law", told, locale)


def _clocks(span: Span, zone: str) -> dict[str, str]:
    return {"start": hour(span.start_at, zone), "end": hour(span.end_at, zone)}


def _accounts(errand: Errand, locale: str) -> list[str]:
    told = []
    for account in errand.accounts:
        code = "visit_list.account_days" if account.days_past_due else "visit_list.account"
        number = " ".join(part for part in (account.product, account.number) if part)
        params: dict[str, Param] = {
            "number": number,
            "overdue_minor": account.overdue_minor,
            "currency": account.currency,
            "days": str(account.days_past_due),
        }
        told.append(say(code, params, locale))
    return told


def _overdue(errand: Errand) -> str:
    """The sum, apart for each currency."""
    sums: dict[str, int] = {}
    for account in errand.accounts:
        sums[account.currency] = sums.get(account.currency, 0) + account.overdue_minor
    return " + ".join(monies(sums))


def _telephones(errand: Errand, locale: str) -> list[str]:
    """Only what the party has agreed to be called at."""
    return [
        f"{word(channel.kind, locale)} {channel.value}"
        for channel in errand.party.channels
        if channel.kind in _TELEPHONES
        and channel.value
        and channel.consent is not None
        and channel.consent.withdrawn_at is None
    ]


def _hinted(email: str) -> str:
    """As much of an address as its owner needs to know it again; phones hold no more of it."""
    name, at, domain = email.rpartition("@")
    return f"{name[: 2 if len(name) > 3 else 1]}…{at}{domain}" if email else ""


def _contact(errand: Errand, past: Visit, locale: str) -> str:
    """The day and what came of it; notes are not told: they may speak of others."""
    assert past.ended_at is not None
    what = past.outcome or past.not_completed_reason
    day = local_day(errand.zone, past.ended_at)
    told = word(what, locale) if what else word(past.state, locale)
    return say("visit_list.contact", {"day_on": day.isoformat(), "what": told}, locale)


def _forms(errand: Errand, forms: Sequence[OfferedForm]) -> list[str]:
    """The ids of the forms it may be filled in with, for a form to choose its visits by."""
    wanted = errand.visit.questionnaire_id
    if wanted is not None:
        return [form.form_id for form in forms if form.questionnaire_id == wanted]
    return [form.form_id for form in forms if form.is_for(errand.portfolio.id)]
