"""Mail that the server sends, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "mail.invitation.subject": "Invitation to Kobra",
    "mail.invitation.text": (
        "Hello {name},\n\n"
        "This code opens your account in the Kobra control center: {code}\n"
        "Server: {server}\n"
        "The code expires on {expires_at}.\n\n"
        "If you did not expect this message, you can ignore it.\n"
    ),
    "mail.invitation.link": (
        "\nOn a machine with Kobra Desktop, this link brings the same already written:\n{link}\n"
    ),
    "mail.reset.subject": "A new password for Kobra",
    "mail.reset.text": (
        "Hello {name},\n\n"
        "This code lets you choose a new password: {code}\n"
        "Server: {server}\n"
        "The code expires on {expires_at}.\n\n"
        "If you did not ask for this, you can ignore this message: your password stays as it is.\n"
    ),
}
