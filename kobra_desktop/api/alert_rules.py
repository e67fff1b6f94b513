"""What rules of alerts would have told in the last days, part by part."""

from collections.abc import Iterable

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import AlertKind
from kobra_domain.answers import EffectPart
from kobra_records import json_form


def effect_part(
    api: FieldApi, rules: AlertRules, kinds: Iterable[AlertKind], first: int
) -> EffectPart:
    """The agents from the `first` on, as many as the server gets through. Raises ApiError."""
    body = {
        "rules": json_form.body(rules),
        "kinds": sorted(kind.value for kind in kinds),
        "first": first,
    }
    found: EffectPart = read(api.request("POST", "/alert-rules/effect", json=body), EffectPart)
    return found
