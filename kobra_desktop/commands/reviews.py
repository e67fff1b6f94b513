"""What a supervisor says of a submission. Every act is a record of its own, kept for good."""

from collections.abc import Iterable
from typing import Any

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, do
from kobra_desktop.commands.edits import held
from kobra_desktop.store.making import Edit
from kobra_domain.errors import Invalid
from kobra_domain.submissions import STATE_AFTER, AnswerChange, ReviewAct, Submission


def review(
    desk: Desk,
    submission_id: str,
    act: ReviewAct,
    *,
    comment: str = "",
    changes: Iterable[AnswerChange] = (),
    seen: Submission | None = None,
) -> Done:
    """Record an act and, unless it is a comment, move the submission; `ids[-1]` is the
    submission's.

    `seen`: the submission that the person had before them; if somebody else has reviewed it
    meanwhile the act becomes a conflict. It can be taken back until it is sent; then it stands.
    Raises Invalid (`missing`: an edit without changes or reason), NotAllowed.
    """
    made = tuple(changes)
    if act is ReviewAct.EDIT and not (made and comment.strip()):
        raise Invalid("missing", field="comment" if made else "changes")
    if act is ReviewAct.COMMENT and not comment.strip():
        raise Invalid("missing", field="comment")
    one = held(desk, "submission", submission_id)
    assert isinstance(one, Submission)
    record_id = desk.new_id()
    record: dict[str, Any] = {
        "id": record_id,
        "submission_id": one.id,
        "act": act,
        "at": desk.clock(),
        "by": desk.who.id,
        "visit_id": one.visit_id,
        "portfolio_id": one.portfolio_id,
        "team_id": one.team_id,
        "comment": comment.strip(),
        "changes": made,
    }
    edits = [Edit("review.create", record_id, record)]
    if act in STATE_AFTER and STATE_AFTER[act] is not one.review:
        edits.append(Edit("submission.review", one.id, {"review": STATE_AFTER[act]}, seen))
    return do(desk, edits)
