"""The replicated kinds: the name each has on the wire, and its entity."""

from typing import get_args

from kobra_domain.alerts import Alert
from kobra_domain.dues import Payment, Promise
from kobra_domain.people import Agent, Team, User
from kobra_domain.portfolios import Account, Address, Authorisation, Party, Portfolio
from kobra_domain.questionnaires.things import LibraryBlock, Questionnaire, QuestionnaireVersion
from kobra_domain.submissions import Proposal, Review, Submission
from kobra_domain.visits import Visit

Entity = (
    Team
    | User
    | Agent
    | Portfolio
    | Party
    | Address
    | Account
    | Authorisation
    | Questionnaire
    | QuestionnaireVersion
    | LibraryBlock
    | Visit
    | Submission
    | Review
    | Proposal
    | Promise
    | Payment
    | Alert
)

KINDS: dict[str, type[Entity]] = {
    "team": Team,
    "user": User,
    "agent": Agent,
    "portfolio": Portfolio,
    "party": Party,
    "address": Address,
    "account": Account,
    "authorisation": Authorisation,
    "questionnaire": Questionnaire,
    "questionnaire_version": QuestionnaireVersion,
    "library_block": LibraryBlock,
    "visit": Visit,
    "submission": Submission,
    "review": Review,
    "proposal": Proposal,
    "promise": Promise,
    "payment": Payment,
    "alert": Alert,
}
NAMES: dict[type[Entity], str] = {entity: name for name, entity in KINDS.items()}

assert set(KINDS.values()) == set(get_args(Entity))
