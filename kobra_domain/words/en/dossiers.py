"""Dossiers of a visit or a person, and what is found when one is checked, in English."""

from kobra_domain.words.plural import Plural

WORDS: dict[str, str | Plural] = {
    "dossier.of_visit": "Dossier of a visit to {name}",
    "dossier.of_party": "Dossier of {name}",
    "dossier.made": "Portfolio {portfolio}. Made by {name}, {moment}.",
    "dossier.holds": (
        "The folder “formularios” has each form and each photo as the phone sent it. The .json "
        "files say whose they are, which contacts there were, what the law refused, who changed "
        "something and who looked. Refusals and edits are kept for a limited time."
    ),
    "dossier.rule": (
        "In “contactos” the rule is asked once more for the moment of the contact, with the "
        "authorisations as they are recorded today."
    ),
    "dossier.check": (
        "SHA256.txt has the sum of each file. “kobra-field-api dossier verify FILE.zip” checks "
        "that not one byte has changed."
    ),
    "dossier.missing": "No longer on the server:",
    "dossier.whole": "The dossier is as it was made.",
    "dossier.not_a_dossier": "The file is no dossier of Kobra, or it is incomplete.",
    "dossier.seal_broken": "The dossier was changed after it was made.",
    "dossier.file_changed": "Changed: {name}",
    "dossier.file_missing": "Missing: {name}",
    "dossier.file_added": "Was not there: {name}",
}
