"""The replicated kinds, one row each; see `kind.py` for what a row says."""

from typing import get_args

from kobra_domain.agent_days import AgentDay
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import Alert, AlertState, AlertStep
from kobra_domain.amendments import Amendment
from kobra_domain.contacts import Contact, Petition
from kobra_domain.dues import BankPayment, Payment, Promise
from kobra_domain.exports import Export
from kobra_domain.goals import Goal
from kobra_domain.house_rules import HouseRules
from kobra_domain.imports.things import Import
from kobra_domain.kind import By, Kind, Under, Unique, Window
from kobra_domain.people import Agent, Team, User
from kobra_domain.portfolios import (
    Account,
    Address,
    Authorisation,
    Institution,
    Party,
    Portfolio,
)
from kobra_domain.privacy import LegalHold
from kobra_domain.questionnaires.things import LibraryBlock, Questionnaire, QuestionnaireVersion
from kobra_domain.reports.custom.things import SavedReport
from kobra_domain.submissions import Proposal, Review, Submission
from kobra_domain.visits import OPEN_STATES, Visit

Entity = (
    Team
    | User
    | Agent
    | Institution
    | Portfolio
    | Party
    | Address
    | Account
    | Authorisation
    | LegalHold
    | Questionnaire
    | QuestionnaireVersion
    | LibraryBlock
    | Visit
    | Submission
    | Review
    | Proposal
    | Promise
    | Payment
    | BankPayment
    | Contact
    | Petition
    | Amendment
    | Import
    | Alert
    | AlertRules
    | HouseRules
    | AlertStep
    | Export
    | AgentDay
    | Goal
    | SavedReport
)

WINDOW_DAYS = 400
QUESTIONNAIRES = "questionnaires"  # forms are read by everyone who reads answers
BY_PORTFOLIO = By("portfolio_id")
_OF_PORTFOLIO = (BY_PORTFOLIO,)
_OF_ITSELF = (By("id"),)
_OF_ITS_TEAM = By("team_id")
_OF_READERS = (Under(QUESTIONNAIRES),)
# An answer without a portfolio is its agent's team's.
_ANSWERED = (BY_PORTFOLIO, By("team_id", unless="portfolio_id"))

_ROWS = (
    Kind(name="team", entity=Team, table="teams", scope=_OF_ITSELF),
    Kind(
        name="user",
        entity=User,
        table="users",
        scope=(By("id"), By("team_ids")),
        unique=(Unique(("email",), folded=320),),
    ),
    Kind(
        name="agent",
        entity=Agent,
        table="agents",
        scope=(By("id"), _OF_ITS_TEAM),
        unique=(Unique(("code",), folded=160),),
    ),
    Kind(
        name="institution",
        entity=Institution,
        table="institutions",
        scope=(By("portfolio_ids"),),
        unique=(Unique(("name",), folded=480),),
    ),
    Kind(name="portfolio", entity=Portfolio, table="portfolios", scope=_OF_ITSELF),
    Kind(
        name="party",
        entity=Party,
        table="parties",
        scope=_OF_PORTFOLIO,
        indexes=("document_number",),
    ),
    Kind(
        name="address",
        entity=Address,
        table="addresses",
        scope=_OF_PORTFOLIO,
        indexes=("party_id", "key"),
    ),
    Kind(
        name="account",
        entity=Account,
        table="accounts",
        scope=_OF_PORTFOLIO,
        unique=(Unique(("portfolio_id", "number")),),
    ),
    Kind(
        name="authorisation",
        entity=Authorisation,
        table="authorisations",
        scope=_OF_PORTFOLIO,
        indexes=("party_id",),
    ),
    Kind(
        name="legal_hold",
        entity=LegalHold,
        table="legal_holds",
        scope=_OF_PORTFOLIO,
        indexes=("party_id",),
    ),
    Kind(
        name="questionnaire",
        entity=Questionnaire,
        table="questionnaires",
        scope=_OF_READERS,
        unique=(Unique(("form_id",)),),
    ),
    Kind(
        name="questionnaire_version",
        entity=QuestionnaireVersion,
        table="questionnaire_versions",
        scope=_OF_READERS,
        unique=(Unique(("form_id", "form_version")),),
    ),
    Kind(name="library_block", entity=LibraryBlock, table="library_blocks", scope=_OF_READERS),
    Kind(
        name="visit",
        entity=Visit,
        table="visits",
        scope=(BY_PORTFOLIO, By("agent_id")),
        window=Window(("ended_at", "created_at"), open=OPEN_STATES),
        indexes=("party_id",),
    ),
    Kind(
        name="submission",
        entity=Submission,
        table="submissions",
        scope=_ANSWERED,
        window=Window(("received_at",)),
        unique=(Unique(("instance_id",)),),
        indexes=("visit_id", "replaces", "problem"),
    ),
    Kind(
        name="review",
        entity=Review,
        table="reviews",
        scope=_ANSWERED,
        window=Window(("at",)),
        indexes=("submission_id",),
    ),
    Kind(
        name="proposal",
        entity=Proposal,
        table="proposals",
        scope=_OF_PORTFOLIO,
        indexes=("party_id", "submission_id"),
    ),
    Kind(
        name="promise",
        entity=Promise,
        table="promises",
        scope=_OF_PORTFOLIO,
        indexes=("visit_id", "made_at", "submission_id", "account_id"),
    ),
    Kind(
        name="payment",
        entity=Payment,
        table="payments",
        scope=_OF_PORTFOLIO,
        indexes=("visit_id", "paid_on", "submission_id", "account_id"),
    ),
    Kind(
        name="bank_payment",
        entity=BankPayment,
        table="bank_payments",
        scope=_OF_PORTFOLIO,
        indexes=("account_id", "value_on", "booked_on"),
    ),
    Kind(
        name="contact",
        entity=Contact,
        table="contacts",
        scope=_OF_PORTFOLIO,
        window=Window(("at",)),
        indexes=("party_id",),
    ),
    Kind(
        name="petition",
        entity=Petition,
        table="petitions",
        scope=_OF_PORTFOLIO,
        indexes=("party_id",),
    ),
    Kind(
        name="amendment",
        entity=Amendment,
        table="amendments",
        scope=_OF_PORTFOLIO,
        window=Window(("at",)),
        indexes=("party_id",),
    ),
    Kind(
        name="import",
        entity=Import,
        table="imports",
        scope=_OF_PORTFOLIO,
        window=Window(("received_at",)),
    ),
    Kind(
        name="alert",
        entity=Alert,
        table="alerts",
        scope=(_OF_ITS_TEAM,),
        window=Window(("last_at",), open=frozenset({AlertState.OPEN})),
        indexes=("import_id",),
    ),
    Kind(name="alert_rules", entity=AlertRules, table="alert_rules", scope=_OF_READERS),
    Kind(name="house_rules", entity=HouseRules, table="house_rules", scope=_OF_READERS),
    Kind(
        name="alert_step",
        entity=AlertStep,
        table="alert_steps",
        scope=(_OF_ITS_TEAM,),
        window=Window(("at",)),
        indexes=("alert_id",),
    ),
    Kind(
        name="export",
        entity=Export,
        table="exports",
        scope=(By("made_by"),),
        window=Window(("made_at",)),
    ),
    Kind(
        name="agent_day",
        entity=AgentDay,
        table="agent_days",
        scope=(_OF_ITS_TEAM,),
        window=Window(("over_at",)),
        unique=(Unique(("agent_id", "day")),),
        indexes=("day",),
    ),
    Kind(name="goal", entity=Goal, table="goals", scope=(_OF_ITS_TEAM, By("agent_id"))),
    Kind(
        name="saved_report",
        entity=SavedReport,
        table="saved_reports",
        scope=(By("owner_id"), _OF_ITS_TEAM),
    ),
)

DECLARED: dict[str, Kind] = {row.name: row for row in _ROWS}
KINDS: dict[str, type[Entity]] = {row.name: row.entity for row in _ROWS}
NAMES: dict[type[Entity], str] = {entity: name for name, entity in KINDS.items()}

assert set(KINDS.values()) == set(get_args(Entity))


def kind_of(entity: Entity) -> Kind:
    """The row of an entity's kind."""
    return DECLARED[NAMES[type(entity)]]
