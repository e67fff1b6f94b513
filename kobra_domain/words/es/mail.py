"""Mail that the server sends, in neutral Spanish."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "mail.invitation.subject": "Invitación a Kobra",
    "mail.invitation.text": (
        "Hola, {name}:\n\n"
        "Este código abre su cuenta en el centro de control de Kobra: {code}\n"
        "Servidor: {server}\n"
        "El código vence el {expires_at}.\n\n"
        "Si no esperaba este mensaje, puede ignorarlo.\n"
    ),
    "mail.invitation.link": (
        "\nEn un equipo con Kobra Desktop, este enlace lleva lo mismo ya escrito:\n{link}\n"
    ),
    "mail.reset.subject": "Contraseña nueva de Kobra",
    "mail.reset.text": (
        "Hola, {name}:\n\n"
        "Este código permite elegir una contraseña nueva: {code}\n"
        "Servidor: {server}\n"
        "El código vence el {expires_at}.\n\n"
        "Si no pidió este cambio, puede ignorar este mensaje: la contraseña sigue igual.\n"
    ),
}
