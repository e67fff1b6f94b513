"""From a known error to the sentence a person reads: the desktop's own codes here, the field's in
kobra_domain.words.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_desktop.errors import Known
from kobra_domain.words import say


def sentence(problem: Known, locale: str) -> str:
    """The sentence of an error in the user's language; a code without words is said, not hidden."""
    own = _own().get(problem.code)
    if own is None:
        return say(problem.code, problem.params, locale)
    return own.format_map(_Blank(problem.params))


def at_the_door(problem: Known, locale: str) -> str:
    """The same for whoever is not in yet, for whom work that waits is no comfort."""
    own = _of_the_door().get(problem.code)
    return sentence(problem, locale) if own is None else own


class _Blank(dict[str, object]):
    """A parameter that is missing is printed as a dash."""

    def __missing__(self, key: str) -> str:
        return "—"


def _own() -> dict[str, str]:
    parts = (
        *(_of_the_link, _of_the_session, _of_the_machine),
        *(_of_answers, _of_questionnaires, _of_secrets, _of_the_trial),
    )
    return {code: words for part in parts for code, words in part().items()}


def _of_the_link() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "offline": translate(
            "Errors", "The server cannot be reached. Check the network and the address."
        ),
        "server_stalled": translate(
            "Errors", "The server stopped answering. Try again in a moment."
        ),
        "answer_cut": translate("Errors", "The connection was cut in the middle of the answer."),
        "server_not_trusted": translate(
            "Errors", "The server's certificate is not valid. Nothing was sent to it."
        ),
        "not_our_server": translate(
            "Errors",
            "Something else answered instead of the server: perhaps the sign-in page of this "
            "network.",
        ),
        "proxy_failed": translate(
            "Errors",
            "The proxy of this machine, {proxy}, does not let it through to the server. It is set "
            "in the system's network settings or in HTTPS_PROXY.",
        ),
        "proxy_login": translate(
            "Errors",
            "The proxy of this machine, {proxy}, asks for a user and a password. Whoever looks "
            "after the network can let this program through, or write them in HTTPS_PROXY.",
        ),
        "plain_http": translate("Errors", "The server must be reached by https."),
        "newer_server": translate(
            "Errors",
            "The server is newer than this version of Kobra Desktop, which has to be updated. "
            "Nothing is lost: what is on this machine can be looked at and worked on, and what was "
            "not sent is sent after the update.",
        ),
        "older_server": translate(
            "Errors",
            "The server is older than this version of Kobra Desktop and has to be updated by "
            "whoever runs it. Nothing is lost: what is on this machine can be looked at and worked "
            "on, and what was not sent is sent after the update.",
        ),
        "server_busy": translate("Errors", "The server is busy. Try again in a moment."),
        "server_fault": translate("Errors", "The server failed at it. Nothing was lost here."),
        "resync_required": translate(
            "Errors", "Everything is being fetched again from the server."
        ),
    }


def _of_the_door() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "newer_server": translate(
            "Errors",
            "This server is newer than this version of Kobra Desktop and no longer works with it. "
            "Install the current version; whoever runs the server knows where it is to be had. "
            "Nothing was sent.",
        ),
        "older_server": translate(
            "Errors",
            "This server is older than this version of Kobra Desktop and does not work with it "
            "yet. Ask whoever runs it to update it, or install the version that belongs to it. "
            "Nothing was sent.",
        ),
    }


def _of_the_session() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "sign_in_needed": translate("Errors", "Your session has ended. Sign in again."),
        "wrong_credentials": translate("Errors", "The e-mail or the password is not right."),
        "copied_profile": translate(
            "Errors",
            "This is a copy of a profile of another machine or folder. Sign in here too: there "
            "the session goes on, and what was not sent is here as well.",
        ),
        "another_user": translate(
            "Errors",
            "This profile holds the unsent changes of another person. They stay here, unsent.",
        ),
    }


def _of_the_machine() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "file_not_written": translate(
            "Errors", "The file {path} cannot be written. Choose another place or free space."
        ),
        "file_not_read": translate("Errors", "The file {path} cannot be read."),
        "no_code": translate(
            "Errors",
            "There is no QR code to be read in this picture. Take it closer, with light and "
            "without glare, or paste the link as text.",
        ),
        "file_is_another": translate(
            "Errors", "{name} is no longer the file that was chosen. Choose it again."
        ),
        "corrupt_replica": translate(
            "Errors", "The copy on this machine is damaged. It is set aside and fetched again."
        ),
        "disk_full": translate(
            "Errors",
            "The disk is full. Nothing of this change was kept: make room and do it again.",
        ),
        "disk_failed": translate(
            "Errors",
            "The disk did not take it: it is full, over its quota, or failing. Nothing of this "
            "change was kept; what was there before is whole.",
        ),
        "replica_read_only": translate(
            "Errors",
            "The profile folder cannot be written to. Look at its rights and start Kobra again.",
        ),
        "newer_replica": translate(
            "Errors",
            "This profile was used with a newer version of Kobra Desktop; what it holds is left as "
            "it is. Install that version again; meanwhile another profile will do (--profile).",
        ),
        "replica_locked": translate(
            "Errors",
            "Another program is using the profile. Close it (a backup or a synchronising folder "
            "may be one) and try again.",
        ),
        "keyring_unavailable": translate(
            "Errors",
            "There is no safe place for the key on this machine; it is kept in memory until you "
            "close.",
        ),
        "too_many_at_once": translate(
            "Errors", "At most {most} at a time: filter the list, or choose fewer."
        ),
        "failed": translate("Errors", "It did not work."),
    }


def _of_answers() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "not_a_day": translate("Errors", "A date is written like this: 2026-11-20."),
        "not_a_moment": translate(
            "Errors", "A date with its hour is written like this: 2026-11-20T09:30."
        ),
        "not_fixed_column": translate(
            "Errors", "Line {line} is no column: write its name, its first letter and its width."
        ),
        "not_an_hour": translate("Errors", "An hour is written like this: 09:30."),
    }


def _of_questionnaires() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "version_used": translate("Errors", "There is a version {version} already."),
        "form_id_used": translate("Errors", "Another questionnaire has the id «{form_id}»."),
    }


def _of_secrets() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "write_it": translate("Errors", "Write it here."),
        "too_short": translate("Errors", "At least {limit} characters."),
        "not_the_same": translate("Errors", "The two are not the same."),
    }


def _of_the_trial() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "trial_failed": translate(
            "Errors", "The trial ended by itself, and nothing of it is left. Start it again."
        ),
        "trial_runs": translate(
            "Errors", "A trial of this profile is open already, or is still being taken away."
        ),
        "trial_no_room": translate(
            "Errors",
            "The trial needs {needed_mb} MB of disk, and {free_mb} MB are free. Free some space.",
        ),
        "trial_no_folder": translate("Errors", "The folder {folder} cannot be written."),
    }
