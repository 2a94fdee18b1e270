"""What waits inside the office: hours, points, records, loans, requests, tasks, scores, complaints."""

from typing import Any

from sqlalchemy import case, literal, select
from sqlmodel import col

from webapp.casework.dispatch.models import Task, TaskObjection, TaskOrder
from webapp.casework.dispatch.rules import OPEN as OPEN_TASKS
from webapp.casework.dispatch.rules import State as TaskState
from webapp.centre.assessment.models import ScoreAppeal
from webapp.centre.rights.models import PersonRequest
from webapp.centre.rights.rules import KIND_WORDS as RIGHTS_WORDS
from webapp.centre.sync.models import ReviewState, SyncReview
from webapp.centre.sync.registry import KINDS as KINDS_SENT
from webapp.core.text.i18n import gettext
from webapp.door.opinions.models import OpinionRound, RoundLine, RoundState
from webapp.exchange.loans.models import Reservation, ReservationState
from webapp.exchange.points.models import Correction, Passbook
from webapp.exchange.tools.models import ToolModel
from webapp.people.accounts.models import Complaint
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, within
from webapp.people.org.models import Party, Unit
from webapp.volunteering.activities.models import Attendance
from webapp.volunteering.volunteers.models import Volunteer


def hours(actor: Actor) -> Any:
    query = select(
        Volunteer.id, Volunteer.name, Attendance.role, Attendance.came_at, Attendance.id,
        Attendance.community_id,
    )  # fmt: skip
    query = query.join(Volunteer, col(Volunteer.id) == Attendance.volunteer_id)
    open_ = (col(Attendance.credited_at).is_(None), col(Attendance.voided_at).is_(None))
    query = query.where(*open_, col(Attendance.left_at).is_not(None))
    return within(query, actor, Attendance.community_id).order_by(col(Attendance.came_at))


def corrections(actor: Actor) -> Any:
    query = select(
        Passbook.id, Party.name, Correction.reason, Correction.asked_at, Correction.id,
        Correction.community_id,
    )  # fmt: skip
    query = query.join(Passbook, col(Passbook.id) == Correction.passbook_id)
    query = query.join(Party, col(Party.id) == Passbook.party_id)
    query = query.where(col(Correction.decided_at).is_(None), col(Correction.asked_by) != actor.account_id)
    return within(query, actor, Correction.community_id).order_by(col(Correction.asked_at))


def reviews(actor: Actor) -> Any:
    what = case({kind.name: gettext(kind.words) for kind in KINDS_SENT.values()}, value=col(SyncReview.kind), else_="")
    query = select(SyncReview.id, SyncReview.why, what, SyncReview.captured_at, SyncReview.id, SyncReview.community_id)
    query = query.where(col(SyncReview.state) == ReviewState.WAITING)
    return within(query, actor, SyncReview.community_id).order_by(col(SyncReview.captured_at))


def disputes(actor: Actor) -> Any:
    query = select(
        OpinionRound.id, RoundLine.label, OpinionRound.title, OpinionRound.opens_at, RoundLine.id,
        RoundLine.community_id,
    )  # fmt: skip
    query = query.join(RoundLine, col(RoundLine.round_id) == OpinionRound.id)
    open_ = col(OpinionRound.state).in_((RoundState.ASKING, RoundState.CLOSED))
    query = query.where(open_, col(RoundLine.is_disputed).is_(True))
    return within(query, actor, OpinionRound.community_id).order_by(col(OpinionRound.opens_at), col(RoundLine.position))


def to_lend(actor: Actor) -> Any:
    """What is dear or dangerous is lent after a consent."""
    query = select(
        Reservation.resident_id, ToolModel.name, literal(""), Reservation.asked_at, Reservation.id,
        Reservation.community_id,
    )  # fmt: skip
    query = query.join(ToolModel, col(ToolModel.id) == Reservation.model_id)
    open_ = (col(Reservation.approved_at).is_(None), Reservation.state == ReservationState.WAITING)
    query = query.where(*open_, col(ToolModel.needs_approval).is_(True))
    return within(query, actor, Reservation.community_id).order_by(col(Reservation.asked_at))


def complaints(actor: Actor) -> Any:
    query = select(
        Complaint.id, Complaint.words, Complaint.receipt, Complaint.made_at, Complaint.id,
        Complaint.community_id,
    )  # fmt: skip
    query = query.where(col(Complaint.answered_at).is_(None))
    return within(query, actor, Complaint.community_id).order_by(col(Complaint.made_at))


def rights(actor: Actor) -> Any:
    """The host answers; whoever walks the grid or sits at the counter checks who asks."""
    said = {kind.value: gettext(words) for kind, words in RIGHTS_WORDS.items()}
    what = case(said, value=col(PersonRequest.kind), else_="")
    query = select(
        PersonRequest.id, what, PersonRequest.place, PersonRequest.asked_at, PersonRequest.id,
        PersonRequest.community_id,
    )  # fmt: skip
    query = query.where(col(PersonRequest.answered_at).is_(None))
    if not actor.can(Action.ANSWER_RIGHTS):
        query = query.where(col(PersonRequest.checked_at).is_(None))
    return within(query, actor, PersonRequest.grid_id).order_by(col(PersonRequest.due_at))


def handed_in(actor: Actor) -> Any:
    """The community looks at what its grids handed in; the units above read about it on the order."""
    query = select(Task.id, TaskOrder.title, Unit.name, Task.submitted_at, Task.id, Task.community_id)
    query = query.join(TaskOrder, col(TaskOrder.id) == Task.order_id).join(Unit, col(Unit.id) == Task.grid_id)
    query = query.where(col(Task.state) == TaskState.SUBMITTED, col(Task.community_id) == actor.community_id)
    return within(query, actor, Task.grid_id).order_by(col(Task.submitted_at))


def given_back(actor: Actor) -> Any:
    """Whoever sent it answers: not the units above, to whom it goes when nobody did."""
    query = select(
        TaskObjection.id, TaskOrder.title, TaskObjection.reason, TaskObjection.made_at, TaskObjection.id,
        Task.community_id,
    )  # fmt: skip
    query = query.join(Task, col(Task.id) == TaskObjection.task_id).join(TaskOrder, col(TaskOrder.id) == Task.order_id)
    mine = col(TaskObjection.unit_id).in_([hat.unit_id for hat in actor.hats])
    query = query.where(mine, col(TaskObjection.answered_at).is_(None), col(Task.state).in_(OPEN_TASKS))
    return within(query, actor, TaskObjection.unit_id).order_by(col(TaskObjection.made_at))


def scores(actor: Actor) -> Any:
    query = select(
        ScoreAppeal.period_id, Party.name, literal(""), ScoreAppeal.filed_at, ScoreAppeal.id,
        ScoreAppeal.community_id,
    )  # fmt: skip
    query = query.join(Party, col(Party.id) == ScoreAppeal.party_id).where(col(ScoreAppeal.finding).is_(None))
    return within(query, actor, ScoreAppeal.community_id).order_by(col(ScoreAppeal.filed_at))
