"""A counted opinion round comes before the next council as a line of its agenda."""

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError
from webapp.council.councils import agenda_services
from webapp.council.councils.models import AgendaLine, CouncilMeeting, MeetingState
from webapp.door.opinions import case_services
from webapp.door.opinions.models import OpinionRound
from webapp.people.accounts.scope import Actor

COMING = (MeetingState.PLANNED, MeetingState.ANNOUNCED)


class NoMeetingPlanned(DomainError):
    message = N_("还没有排下次议事会，先去排会。")


def put_on_agenda(session: Session, actor: Actor, asked: OpinionRound) -> AgendaLine:
    """With the round's case, which is made where there is none; its counts are the line's printed reason."""
    case = case_services.make_case(session, actor, asked)
    query = select(CouncilMeeting).where(
        CouncilMeeting.community_id == asked.community_id, col(CouncilMeeting.state).in_(COMING),
        CouncilMeeting.held_on >= clock.today(),
    )  # fmt: skip
    meeting = session.exec(query.order_by(col(CouncilMeeting.held_on), col(CouncilMeeting.id))).first()
    if meeting is None:
        raise NoMeetingPlanned
    return agenda_services.add_line(
        session, actor, meeting, title=asked.title, reason=case_services.summary(asked), case_id=case.id
    )
