"""Whether there is a Kobra server at an address, before anybody signs in there."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from kobra_desktop.api.errors import Busy, NotOurServer, Refusal, ServerFault
from kobra_desktop.api.http import FieldApi

_NOBODY = "not_signed_in"  # what only our server says of who has no session


@dataclass(frozen=True, slots=True)
class Greeting:
    """`server` is the address as it is kept; `skew` the server's clock less this machine's."""

    server: str
    skew: timedelta


def greet(address: str, clock: Callable[[], datetime]) -> Greeting:
    """Ask the server at an address who it is. Raises ApiError; blocking."""
    api = FieldApi(address, guard=nullcontext(), on_tokens=lambda _tokens: None, clock=clock)
    try:
        api.knock()
        api.request("GET", "/session")
    except (Busy, ServerFault):
        raise
    except Refusal as problem:
        if problem.code != _NOBODY:
            raise NotOurServer from problem
        return Greeting(api.server, api.skew or timedelta())
    finally:
        api.close()
    raise NotOurServer
