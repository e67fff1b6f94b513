"""What is written down of the people of a city or town, household after household."""

from dataclasses import dataclass, field

from field_api.simulator.doors import Door
from kobra_domain.portfolios import Account, Address, Authorisation, Party


@dataclass(slots=True)
class Register:
    """What is being made, in the order of making; `doors` are those that agents walk to."""

    parties: list[Party] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    authorisations: list[Authorisation] = field(default_factory=list)
    doors: dict[str, Door] = field(default_factory=dict)
