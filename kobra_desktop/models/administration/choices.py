"""What the forms of Administración choose from: teams, portfolios and agents by name, zones,
countries.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.agents import agent_rows
from kobra_desktop.store.queries.people import team_rows
from kobra_desktop.store.queries.portfolios import portfolios_here

translate = QCoreApplication.translate
Options = tuple[tuple[str, str], ...]  # value, word

# Zones of the countries that the product is for; any other of the IANA database can be typed.
ZONES_OF: dict[str, tuple[str, ...]] = {
    "CO": ("America/Bogota",),
    "MX": (
        "America/Mexico_City",
        "America/Monterrey",
        "America/Tijuana",
        "America/Hermosillo",
        "America/Mazatlan",
        "America/Chihuahua",
        "America/Ciudad_Juarez",
        "America/Matamoros",
        "America/Merida",
        "America/Cancun",
    ),
    "PE": ("America/Lima",),
    "CL": ("America/Santiago", "America/Punta_Arenas", "Pacific/Easter"),
    "EC": ("America/Guayaquil", "Pacific/Galapagos"),
    "AR": ("America/Argentina/Buenos_Aires",),
    "BO": ("America/La_Paz",),
    "BR": ("America/Sao_Paulo", "America/Manaus"),
    "CR": ("America/Costa_Rica",),
    "DO": ("America/Santo_Domingo",),
    "GT": ("America/Guatemala",),
    "HN": ("America/Tegucigalpa",),
    "NI": ("America/Managua",),
    "PA": ("America/Panama",),
    "PY": ("America/Asuncion",),
    "SV": ("America/El_Salvador",),
    "UY": ("America/Montevideo",),
    "VE": ("America/Caracas",),
    "US": ("America/New_York", "America/Chicago", "America/Los_Angeles"),
}
ZONES: tuple[str, ...] = tuple(zone for zones in ZONES_OF.values() for zone in zones)
COUNTRY_OF = {zone: country for country, zones in ZONES_OF.items() for zone in zones}
CURRENCY_OF = {
    "CO": "COP",
    "MX": "MXN",
    "PE": "PEN",
    "CL": "CLP",
    "EC": "USD",
    "AR": "ARS",
    "BO": "BOB",
    "BR": "BRL",
    "CR": "CRC",
    "DO": "DOP",
    "GT": "GTQ",
    "HN": "HNL",
    "NI": "NIO",
    "PA": "USD",
    "PY": "PYG",
    "SV": "USD",
    "UY": "UYU",
    "VE": "VES",
    "US": "USD",
}


def country_names() -> Options:
    """The countries that can be chosen, by name."""
    names = {
        "AR": translate("Administration", "Argentina"),
        "BO": translate("Administration", "Bolivia"),
        "BR": translate("Administration", "Brazil"),
        "CL": translate("Administration", "Chile"),
        "CO": translate("Administration", "Colombia"),
        "CR": translate("Administration", "Costa Rica"),
        "DO": translate("Administration", "Dominican Republic"),
        "EC": translate("Administration", "Ecuador"),
        "GT": translate("Administration", "Guatemala"),
        "HN": translate("Administration", "Honduras"),
        "MX": translate("Administration", "Mexico"),
        "NI": translate("Administration", "Nicaragua"),
        "PA": translate("Administration", "Panama"),
        "PE": translate("Administration", "Peru"),
        "PY": translate("Administration", "Paraguay"),
        "SV": translate("Administration", "El Salvador"),
        "US": translate("Administration", "United States"),
        "UY": translate("Administration", "Uruguay"),
        "VE": translate("Administration", "Venezuela"),
    }
    return tuple(sorted(names.items(), key=lambda item: name_key(item[1])))


@dataclass(frozen=True, slots=True)
class Choices:
    """Names by id, in alphabetical order."""

    teams: Options
    portfolios: Options
    agents: Options


def read_choices(workspace: Workspace) -> Choices:
    """What there is now; runs on a worker."""
    store = workspace.desk.store
    teams = [(row.team.id, row.team.name) for row in team_rows(store) if row.team.is_active]
    portfolios = [(one.id, one.name) for one in portfolios_here(store) if one.is_active]
    agents = [(row.agent.id, row.agent.name) for row in agent_rows(store, workspace.today)]
    by_name = sorted(agents, key=lambda one: name_key(one[1]))
    return Choices(tuple(teams), tuple(portfolios), tuple(by_name))
