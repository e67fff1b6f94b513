"""`kobra-desktop plan solve|check`: a day planned, or a plan judged, from files; no screen, profile
or server, and no country's law is added. Exit codes: 0 well, 1 the plan breaks a rule, 2 not done.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kobra_desktop.planning.engine import solve
from kobra_desktop.planning.reading import MOST_MB, plan_of, problem_of
from kobra_desktop.planning.saying import breach_shapes, plan_lines, plan_shape
from kobra_desktop.planning.stages import Asked, Found
from kobra_desktop.questionnaire_verbs.speech import CANNOT, WELL, WRONG, Speech
from kobra_domain.errors import DomainError
from kobra_domain.planning.checking import check
from kobra_domain.planning.model import Left, Plan, PlanRule, Problem
from kobra_domain.words import say
from kobra_records.files.problems import FileProblem
from kobra_records.speaking import LANGUAGES, language_of_system

INTERRUPTED = 130
USUAL_SECONDS, MOST_SECONDS = 10.0, 3_600.0


def run(words: Sequence[str], language: str = "") -> int:
    """Do what the words after `plan` say; answers the exit code. Ends the program for --help and
    what it does not understand.
    """
    said = _parser().parse_args(list(words))
    speech = Speech(said.lang or language or language_of_system(), said.json)
    try:
        return _solve(said, speech) if said.verb == "solve" else _check(said, speech)
    except DomainError as error:
        speech.cannot(error, {})
        return CANNOT
    except KeyboardInterrupt:
        return INTERRUPTED


def _solve(said: argparse.Namespace, speech: Speech) -> int:
    read = problem_of(_bytes(said.problem))
    asked = Asked(problem=read.problem, seconds=said.seconds, seed=said.seed)
    if read.problem.agents:
        plan = solve(asked, better=lambda found: _progress(found, speech)).plan
    else:
        plan = _nobody(read.problem)
    speech.object(plan_shape(plan, read.zone, speech.language))
    for line in plan_lines(plan, read.zone, speech.language):
        speech.line(line)
    return WELL


def _nobody(problem: Problem) -> Plan:
    """The plan where there is no agent."""
    left = (Left(one, (PlanRule.NO_SHIFT,)) for one in problem.visits)
    return Plan(tours=(), left=tuple(left))


def _progress(found: Found, speech: Speech) -> None:
    if not speech.is_json:
        left = say("plan.says_left", {"count": len(found.plan.left)}, speech.language)
        speech.aside(f"{found.plan.metres / 1_000:.1f} km. {left}")


def _check(said: argparse.Namespace, speech: Speech) -> int:
    read = problem_of(_bytes(said.problem))
    breaches = check(read.problem, plan_of(_bytes(said.plan), read.problem))
    shapes = breach_shapes(breaches, read.zone, speech.language)
    speech.object({"breaches": shapes})
    return WRONG if breaches else WELL


def _bytes(path: str) -> bytes:
    """A file's bytes, no more than are read. Raises FileProblem."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_MB * 2**20 + 1)
    except (OSError, ValueError) as error:
        raise FileProblem("file.unreadable", filename=path) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kobra-desktop plan", description="Plan a day of visits, or judge a plan."
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB", dest="verb")
    solves = verbs.add_parser("solve", help="plan a day")
    solves.add_argument("problem", metavar="PROBLEM.json")
    solves.add_argument(
        "--seconds",
        type=_seconds,
        default=USUAL_SECONDS,
        metavar="N",
        help=f"how long a better plan is looked for ({USUAL_SECONDS:.0f})",
    )
    solves.add_argument("--seed", type=_seed, default=0, metavar="N", help="of what is tried (0)")
    solves.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    checks = verbs.add_parser("check", help="print as JSON every rule that a plan breaks")
    checks.add_argument("problem", metavar="PROBLEM.json")
    checks.add_argument("plan", metavar="PLAN.json")
    checks.add_argument("--json", action="store_true", default=True, help="as it always is")
    for verb in (solves, checks):
        verb.add_argument("--lang", default="", choices=LANGUAGES, help="language of the words")
    return parser


def _seconds(said: str) -> float:
    value = float(said)
    if not 0 < value <= MOST_SECONDS:
        raise argparse.ArgumentTypeError(f"from 0 to {MOST_SECONDS:.0f}")
    return value


def _seed(said: str) -> int:
    value = int(said)
    if not 0 <= value < 2**31:
        raise argparse.ArgumentTypeError("from 0 to 2147483647")
    return value
