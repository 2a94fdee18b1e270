from collections.abc import Sequence

from sqlmodel import Session, col, select

from webapp.door.opinions.models import Ballot, OpinionRound, RoundLine
from webapp.door.opinions.paper_models import BallotDecision, RoundSheet
from webapp.people.accounts.models import Account
from webapp.people.org.models import Party
from webapp.register.register.models import Building


def sheets_of(session: Session, asked: OpinionRound, building_id: str) -> list[RoundSheet]:
    query = select(RoundSheet).where(RoundSheet.round_id == asked.id, RoundSheet.building_id == building_id)
    return list(session.exec(query.order_by(col(RoundSheet.entered_at).desc())))


def name_of(session: Session, building_id: str) -> str:
    """Of a building whose lines were reached through scope."""
    return session.get_one(Building, building_id).label


def decisions_of(session: Session, line: RoundLine) -> list[BallotDecision]:
    query = select(BallotDecision).where(BallotDecision.line_id == line.id)
    return list(session.exec(query.order_by(col(BallotDecision.decided_at).desc())))


def names_of(session: Session, ballots: Sequence[Ballot]) -> dict[str, str]:
    """Account → who collected it."""
    accounts = {ballot.account_id for ballot in ballots if ballot.account_id}
    query = (
        select(Account.id, Party.name)
        .join(Party, col(Party.id) == Account.party_id)
        .where(col(Account.id).in_(accounts))
    )
    return dict(session.exec(query).all()) if accounts else {}
