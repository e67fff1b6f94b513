"""What is done on a phone to make it an agent's, in the reader's language: on screen and paper."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def position_steps() -> list[str]:
    """Traccar Client, for whoever stands beside the phone."""
    return [
        translate(
            "Administration",
            "Install Traccar Client from the phone's store and open it once.",
        ),
        translate(
            "Administration",
            "Scan this code with the QR button of its settings, or open the link on the phone.",
        ),
        translate(
            "Administration",
            "Allow the location always («all the time») and precise, and take the app out of "
            "battery saving.",
        ),
        translate("Administration", "Switch on continuous tracking."),
        translate(
            "Administration",
            "Put the app's SOS shortcut on the home screen and press it once: it is tried now, "
            "so that it works when it is needed.",
        ),
    ]


def form_steps() -> list[str]:
    """ODK Collect, on screen and on paper."""
    return [
        translate("Administration", "Install ODK Collect from the phone's store and open it."),
        translate(
            "Administration",
            "Choose «Configure with QR code» and scan this code.",
        ),
        translate(
            "Administration",
            "Wait until the questionnaires and today's visits are there. Allow the location and "
            "the camera when a questionnaire asks for them.",
        ),
    ]


def short_position_steps() -> list[str]:
    """Traccar Client in three steps, for the paper."""
    return [
        position_steps()[0],
        translate("Administration", "Scan this code with the QR button of its settings."),
        translate(
            "Administration",
            "Allow the location always and precise, take the app out of battery saving, and "
            "switch it on.",
        ),
    ]
