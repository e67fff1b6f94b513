"""The three verbs, their flags and exit codes: 0 well, 1 wrong or different, 2 not done."""

import argparse
from collections.abc import Callable, Sequence

from kobra_desktop.questionnaire_verbs.checking import check
from kobra_desktop.questionnaire_verbs.converting import convert
from kobra_desktop.questionnaire_verbs.differing import diff
from kobra_desktop.questionnaire_verbs.speech import CANNOT, Speech
from kobra_domain.errors import DomainError
from kobra_records.speaking import LANGUAGES, language_of_system

INTERRUPTED = 130


def run(words: Sequence[str], language: str = "") -> int:
    """Do what the words after `questionnaire` say; answers the exit code. Ends the program for
    --help and what it does not understand.
    """
    said = _parser().parse_args(list(words))
    speech = Speech(said.lang or language or language_of_system(), said.json)
    verb: Callable[[argparse.Namespace, Speech], int] = said.verb
    try:
        return verb(said, speech)
    except DomainError as error:
        speech.cannot(error, {})
        return CANNOT
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kobra-desktop questionnaire", description="Files of questionnaires (XLSForm)."
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    checks = _verb(verbs, "check", check, "print every problem of a workbook")
    checks.add_argument("file", metavar="FILE", help="a workbook, or a ZIP of one with its files")
    _add_media(checks)
    checks.add_argument(
        "--country",
        action="append",
        default=[],
        metavar="CC",
        help="whose contact rules forbid questions (CO, MX); may be repeated; all if none is named",
    )
    makes = "make an .xlsx, a .zip with its files, or the XForm (.xml) for phones"
    converts = _verb(verbs, "convert", convert, makes)
    converts.add_argument("source", metavar="IN")
    converts.add_argument("target", metavar="OUT")
    _add_media(converts)
    diffs = _verb(verbs, "diff", diff, "print what differs, and what of it breaks answers")
    diffs.add_argument("old", metavar="A")
    diffs.add_argument("new", metavar="B")
    return parser


def _add_media(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--media", default=None, metavar="FOLDER", help="where the files of the form are"
    )


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    verb: Callable[[argparse.Namespace, Speech], int],
    help_text: str,
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=help_text, description=help_text.capitalize() + ".")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument("--lang", default="", choices=LANGUAGES, help="language of the messages")
    parser.set_defaults(verb=verb)
    return parser
