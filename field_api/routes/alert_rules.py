"""What rules of alerts would have told in the last days, before anybody saves them."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from field_api.auth.caller import Caller, permitted
from field_api.database import Db
from field_api.settings import Conf
from field_api.watching.effect.counting import effect_part
from kobra_domain.alert_rules import AlertRules, check_rules
from kobra_domain.alerts import AlertKind
from kobra_domain.answers import EffectPart
from kobra_domain.limits import check
from kobra_domain.scope import Permission

router = APIRouter(tags=["alerts"])


@dataclass(frozen=True, slots=True)
class EffectWish:
    """The rules, of which kinds the effect is asked for, and from which agent on."""

    rules: AlertRules
    kinds: list[AlertKind]
    first: Annotated[int, Field(ge=0)] = 0


@router.post("/alert-rules/effect")
def count_effect(
    body: EffectWish,
    caller: Annotated[Caller, permitted(Permission.ADMINISTER)],
    database: Db,
    settings: Conf,
) -> EffectPart:
    """Part of what the rules would have told in the last seven days, by the rules' own code over
    the positions, visits and payments that were kept: ask again from `next_agent` on.
    """
    del caller
    check(body.rules)
    check_rules(body.rules)
    with database.read() as connection:
        kinds = frozenset(body.kinds)
        return effect_part(connection, body.rules, kinds, body.first, settings.clock())
