"""Reads the flags before Qt is imported; starts the control center or does what a verb says."""

import argparse
import multiprocessing
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kobra_desktop import paths, resources
from kobra_domain.errors import Param

LANGUAGES = ("es", "es_MX", "es_CO", "en")
LIBRARY_MISSING = 5  # the exit code
LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """What the command line says; empty means as the profile remembers."""

    profile: str = paths.DEFAULT_PROFILE
    server: str = ""
    language: str = ""
    log_level: str = "info"
    is_safe: bool = False
    opened: str = ""


def flags_of(words: Sequence[str]) -> Flags:
    """The flags. Ends the program for --help, --version and what it does not understand."""
    parser = argparse.ArgumentParser(
        prog="kobra-desktop",
        description="Kobra Desktop",
        epilog="kobra-desktop questionnaire check|convert|diff: files of questionnaires; "
        "kobra-desktop chart SPEC.json OUT.svg|png: a chart; "
        "kobra-desktop plan solve|check: a day's visits; each with --help",
    )
    parser.add_argument(
        "--version", action="version", version=f"Kobra Desktop {resources.product_version()}"
    )
    parser.add_argument("--server", default="", metavar="URL", help="the field API to sign in to")
    parser.add_argument(
        "--profile",
        default=paths.DEFAULT_PROFILE,
        metavar="NAME",
        help="settings and data under this name; each runs once",
    )
    parser.add_argument("--lang", default="", choices=LANGUAGES, help="language of the screen")
    parser.add_argument("--log-level", default="info", choices=LEVELS)
    parser.add_argument(
        "--safe-mode",
        action="store_true",
        help="without the graphics card, remembered windows and the live stream",
    )
    parser.add_argument(
        "opened",
        nargs="?",
        default="",
        metavar="LINK|FILE",
        help="an invitation (kobra-desktop://invite/…) or a questionnaire's file to open",
    )
    said = parser.parse_args(list(words))
    return Flags(
        profile=said.profile,
        server=said.server,
        language=said.lang,
        log_level=said.log_level,
        is_safe=said.safe_mode,
        opened=said.opened and _absolute(said.opened),
    )


def _absolute(opened: str) -> str:
    """A file by its whole path: who is handed it may stand elsewhere."""
    try:
        return str(Path(opened).absolute()) if Path(opened).is_file() else opened
    except (OSError, ValueError):  # longer than any path, or no path at all
        return opened


def _before_verb(words: list[str]) -> tuple[str, list[str]]:
    """The language said before a verb, and the words from the verb on."""
    if words[:1] == ["--lang"] and words[1:2] and words[1] in LANGUAGES:
        return words[1], words[2:]
    return "", words


def main(words: Sequence[str] | None = None) -> int:
    """Run the control center, or a verb of files; answers the exit code."""
    multiprocessing.freeze_support()
    words = list(sys.argv[1:] if words is None else words)
    language, rest = _before_verb(words)
    if rest[:1] == ["questionnaire"]:
        from kobra_desktop import questionnaire_verbs

        return questionnaire_verbs.run(rest[1:], language)
    if rest[:1] == ["chart"]:
        from kobra_desktop import chart_verb

        return chart_verb.run(rest[1:], language)
    if rest[:1] == ["plan"]:
        from kobra_desktop import plan_verb

        return plan_verb.run(rest[1:], language)
    flags = flags_of(words)
    try:
        paths.paths_of(flags.profile)
    except paths.BadProfile:
        print(f"kobra-desktop: not a name for a profile: {flags.profile!r}", file=sys.stderr)
        return 2
    except paths.NoFolder as problem:
        return _failed(paths.NO_FOLDER, problem.code, problem.params, flags.language)
    try:
        from kobra_desktop.app import Options, run  # Qt is loaded here and not before
    except ImportError as problem:
        if ".so" not in str(problem):
            raise
        return _failed(LIBRARY_MISSING, "library_missing", {"why": str(problem)}, flags.language)

    return run(
        Options(
            profile=flags.profile,
            server=flags.server,
            language=flags.language,
            log_level=flags.log_level,
            is_safe=flags.is_safe,
            opened=flags.opened,
        )
    )


def _failed(code: int, why: str, params: Mapping[str, Param], language: str) -> int:
    from kobra_domain.words import say  # hundreds of sentences: not for who asks for the version

    print(f"kobra-desktop: {say(why, params, language or 'es')}", file=sys.stderr)
    return code
