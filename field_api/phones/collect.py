"""The settings of ODK Collect as its QR code carries them."""

import base64
import json
import zlib
from typing import Any

from kobra_domain.people import Agent

LONGEST = 4_000  # what a QR code that a phone still reads can hold
_COLOUR = "#0f5c63"


def settings_text(agent: Agent, server_url: str) -> str:
    """Base64 of zlib-compressed JSON: where the agent's forms are, and nothing to fill in by hand.

    The server cannot be changed on the phone, because answers would go elsewhere.
    """
    settings: dict[str, Any] = {
        "general": {
            "protocol": "odk_default",
            "server_url": server_url,
            "form_update_mode": "match_exactly",
            "periodic_form_updates_check": "every_fifteen_minutes",
            "autosend": "wifi_and_cellular",
            "metadata_username": agent.code,
            "app_language": "es",
            "image_size": "large",
            "analytics": False,
        },
        "admin": {"change_server": False},
        "project": {"name": f"Kobra · {agent.name}", "icon": "K", "color": _COLOUR},
    }
    text = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()
