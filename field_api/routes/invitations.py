"""How people come in: invitations, and new passwords for those who forgot theirs. By mail, or
by a code read out.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Request, Response

from field_api.auth import audit
from field_api.auth.caller import Caller, EntityId, Key, permitted, public
from field_api.auth.codes import CodePurpose, issue_code, use_code
from field_api.auth.passwords import check_password
from field_api.auth.people import add_user, user_by_email
from field_api.auth.throttle import Limit, count_attempt, forgive, limits_of
from field_api.change_log.rows import find
from field_api.database import Database, Db
from field_api.errors import ApiError
from field_api.mail.direct import send_mail
from field_api.operations.references import check_named
from field_api.routes.bodies import address_of, checked
from field_api.settings import Conf, Settings
from kobra_domain import invitations
from kobra_domain.answers import AccessCode, Invited
from kobra_domain.errors import Invalid
from kobra_domain.limits import Email, Id, Language, Line, Name
from kobra_domain.people import Role, User
from kobra_domain.scope import Permission
from kobra_domain.together import check_together
from kobra_domain.words import say
from kobra_records.ids import new_id

router = APIRouter(tags=["people"])
INVITED = "mail.invitation"
_by_code = public("the code is the proof")
Admin = Annotated[Caller, permitted(Permission.ADMINISTER)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Who is invited, as what, and to see what."""

    name: Name
    email: Email
    role: Role
    team_ids: tuple[Id, ...] = ()
    portfolio_ids: tuple[Id, ...] = ()
    agent_id: Id | None = None
    language: Language = "es"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """The code, and the password its holder chooses."""

    email: Email
    code: Line
    password: str


@dataclass(frozen=True, slots=True)
class ResetRequest:
    """Who forgot the password."""

    email: Email


@router.post("/invitations", status_code=201)
def invite(body: Invitation, caller: Admin, database: Db, settings: Conf) -> Invited:
    """Make a user who can sign in once the code is used. 409 already_taken."""
    checked(body)
    now = settings.clock()
    user = User(
        id=new_id(),
        name=body.name,
        email=body.email,
        role=body.role,
        team_ids=body.team_ids,
        portfolio_ids=body.portfolio_ids,
        agent_id=body.agent_id,
        language=body.language,
    )
    check_together(user)
    with database.begin() as connection:
        check_named(connection, caller, user)
        audit.note(
            connection,
            at=now,
            user_id=caller.user.id,
            act="user.invite",
            subject=("user", user.id),
            details={"role": user.role.value},
        )
        add_user(connection, user, now)
        code = issue_code(connection, user.id, CodePurpose.INVITATION, settings)
    is_mailed = _mail(settings, user, INVITED, code)
    return Invited(user_id=user.id, code=code.code, expires_at=code.expires_at, is_mailed=is_mailed)


@router.post("/invitations/accept", status_code=204, dependencies=[_by_code])
def accept_invitation(
    body: Acceptance, request: Request, database: Db, settings: Conf, key: Key
) -> Response:
    """Choose the first password. 403 wrong_code, 422 password_too_short."""
    return _accept((CodePurpose.INVITATION,), body, request, database, settings, key)


@router.post(
    "/password-resets",
    status_code=202,
    dependencies=[public("who forgot the password cannot sign in; the answer is always the same")],
)
def ask_reset(
    body: ResetRequest,
    request: Request,
    later: BackgroundTasks,
    database: Db,
    settings: Conf,
    key: Key,
) -> dict[str, str]:
    """Mail a code, if there is such a user and an SMTP server; it never says whether."""
    checked(body)
    address = address_of(request)
    from_here, to_there = limits_of(key, "reset", (address, 20), (body.email.casefold(), 3))
    with database.begin() as connection:
        count_attempt(connection, [from_here], settings.clock())
    # After the answer, so that its time does not tell either.
    later.add_task(_mail_reset, database, settings, body.email, to_there)
    return {"status": "accepted"}


@router.post("/password-resets/accept", status_code=204, dependencies=[_by_code])
def accept_reset(
    body: Acceptance, request: Request, database: Db, settings: Conf, key: Key
) -> Response:
    """Choose a new password; all sessions end. 403 wrong_code, 422 password_too_short."""
    return _accept(
        (CodePurpose.RESET, CodePurpose.MAILED_RESET), body, request, database, settings, key
    )


@router.post("/users/{user_id}/reset-code", status_code=201)
def reset_code(user_id: EntityId, caller: Admin, database: Db, settings: Conf) -> AccessCode:
    """A code for an administrator to read out. For who never signed in, it opens the account."""
    with database.begin() as connection:
        user = find(connection, User, user_id)
        if user is None or not caller.sees(user):
            raise ApiError("not_found", field="user_id")
        audit.note(
            connection,
            at=settings.clock(),
            user_id=caller.user.id,
            act="user.reset_code",
            subject=("user", user_id),
        )
        return issue_code(connection, user_id, CodePurpose.RESET, settings)


def _accept(
    purposes: tuple[CodePurpose, ...],
    body: Acceptance,
    request: Request,
    database: Database,
    settings: Settings,
    key: bytes,
) -> Response:
    checked(body)
    check_password(body.password)
    limits = limits_of(key, "code", (address_of(request), 20))
    with database.begin() as connection:
        count_attempt(connection, limits, settings.clock())
    with database.begin() as connection:
        use_code(
            connection,
            *purposes,
            email=body.email,
            code=body.code,
            password=body.password,
            settings=settings,
        )
        forgive(connection, limits)
    return Response(status_code=204)


def _mail_reset(database: Database, settings: Settings, email: str, limit: Limit) -> None:
    if not settings.smtp_url:
        return
    try:
        with database.begin() as connection:
            count_attempt(connection, [limit], settings.clock())
            user = user_by_email(connection, email)
            if user is None or not user.is_active:
                return
            code = issue_code(connection, user.id, CodePurpose.MAILED_RESET, settings)
    except ApiError:
        return  # a mail box is not to be flooded
    _mail(settings, user, "mail.reset", code)


def _mail(settings: Settings, user: User, what: str, code: AccessCode) -> bool:
    params = {
        "name": user.name,
        "code": code.code,
        "server": settings.address,
        "expires_at": code.expires_at.isoformat(),
        "zone": user.time_zone,
    }
    subject = say(f"{what}.subject", params, user.language)
    text = say(f"{what}.text", params, user.language)
    if what == INVITED:
        text += _link_words(settings, user, code)
    return send_mail(settings, user.email, subject, text)


def _link_words(settings: Settings, user: User, code: AccessCode) -> str:
    """The same as a link, where the server has an address that desktops would go to."""
    link = invitations.link_of(invitations.Invitation(settings.address, code.code, user.email))
    try:
        invitations.read_link(link)
    except Invalid:
        return ""
    return say("mail.invitation.link", {"link": link}, user.language)
