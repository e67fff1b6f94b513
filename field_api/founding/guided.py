"""`kobra-field-api init` on a terminal: asks what nothing here can know, and no more. It is
kept at the end: whoever leaves before begins again.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection

from field_api.auth.passwords import hash_password
from field_api.auth.people import add_user, set_password
from field_api.change_log.record import record_all
from field_api.change_log.rows import entities
from field_api.configuration.stored import named, store
from field_api.database import Database
from field_api.founding.asking import Terminal
from field_api.settings import Settings
from kobra_domain.errors import DomainError
from kobra_domain.limits import check, check_field
from kobra_domain.people import Role, User
from kobra_domain.portfolios import CreditorType, Institution, Portfolio, ProductType
from kobra_records.ids import new_id

_HERE = {"localhost", "127.0.0.1", "::1"}


# By whose law, in whose money, by whose clock the first portfolio is collected.
_MONEY = {"CO": ("COP", "America/Bogota"), "MX": ("MXN", "America/Mexico_City")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What was answered."""

    admin: User
    password: str
    public_url: str = ""
    first: tuple[Institution, Portfolio] | None = None


def has_administrator(connection: Connection) -> bool:
    """Whether somebody can administer this server."""
    return any(user.role is Role.ADMIN and user.is_active for user in entities(connection, User))


def ask(terminal: Terminal, settings: Settings) -> Founding:
    """All questions. Raises EOFError, KeyboardInterrupt."""
    terminal.tell("setup.welcome")
    email = terminal.line("setup.email", lambda text: _field(User, "email", text))
    name = terminal.line("setup.name", lambda text: _field(User, "name", text))
    password = asked_password(terminal)
    admin = User(id=new_id(), name=name, email=email, role=Role.ADMIN)
    return Founding(
        admin=admin,
        password=password,
        public_url=_address(terminal, settings),
        first=_portfolio(terminal),
    )


def asked_password(terminal: Terminal) -> str:
    """One that will do. Raises EOFError, KeyboardInterrupt."""
    return terminal.password("setup.password", "setup.password_again", hash_password)


def found(database: Database, settings: Settings, told: Founding, now: datetime) -> None:
    """Keep it; the administrator first, who can do the rest from a control center."""
    with database.begin() as connection:
        add_user(connection, told.admin, now)
        set_password(connection, told.admin.id, told.password, now)
        if told.public_url:
            store(connection, settings.data_folder, "public_url", told.public_url, now)
    if told.first is not None:
        with database.begin() as connection:
            record_all(connection, [(one, None) for one in told.first], at=now)


def _field(kind: type, name: str, text: str) -> str:
    check_field(kind, name, text)
    return text


def _address(terminal: Terminal, settings: Settings) -> str:
    """How others reach it, unless that was said already; and what it means without TLS."""
    if settings.public_url:
        return ""
    address = terminal.line("setup.public_url", lambda t: named("public_url").read(t) if t else "")
    parts = urlsplit(address)
    if not address:
        terminal.tell("setup.public_url.later")
    elif parts.scheme == "http" and parts.hostname not in _HERE:
        terminal.tell("setup.no_tls")
    elif parts.scheme == "https":
        terminal.tell("setup.tls", host=str(parts.hostname), port=str(settings.port))
    return address


def _land(text: str) -> str:
    if text.upper() not in _MONEY:
        raise DomainError("setup.other_land")
    return text.upper()


def _portfolio(terminal: Terminal) -> tuple[Institution, Portfolio] | None:
    """The first one, or none yet. Its product is asked for: by the law of Colombia it decides who
    may be visited at home.
    """
    name = terminal.line("setup.portfolio", lambda t: _field(Portfolio, "name", t) if t else "")
    if not name:
        return None
    owner = terminal.line("setup.institution", lambda t: _field(Institution, "name", t))
    land = terminal.line("setup.land", _land, "MX" if terminal.locale == "es_MX" else "CO")
    creditor = terminal.choice("setup.creditor", list(CreditorType), CreditorType.FINANCIAL)
    product = terminal.choice("setup.product", list(ProductType))
    currency, zone = _MONEY[land]
    portfolio_id = new_id()
    institution = Institution(id=new_id(), name=owner, portfolio_ids=(portfolio_id,))
    portfolio = Portfolio(
        id=portfolio_id,
        name=name,
        institution_id=institution.id,
        creditor_type=creditor,
        country=land,
        currency=currency,
        time_zone=zone,
        product_type=product,
    )
    for one in (institution, portfolio):
        check(one)
    return institution, portfolio


def tell_what_is_next(terminal: Terminal, settings: Settings) -> None:
    """How it is started, with what this command was told."""
    base = Settings()
    words = ["kobra-field-api serve"]
    if settings.database_url != base.database_url and "KOBRA_DATABASE_URL" not in os.environ:
        words.append(f"--database-url '{settings.database_url}'")
    terminal.tell("setup.next", command=" ".join(words))
