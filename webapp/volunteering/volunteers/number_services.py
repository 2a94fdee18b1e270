"""Local numbers of volunteers, one after the other in each community."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from webapp.core.data import ids
from webapp.people.org import queries as units
from webapp.people.org.models import UnitKind
from webapp.volunteering.volunteers.models import VolunteerNumber


def next_number(session: Session, community_id: str) -> str:
    query = select(VolunteerNumber).where(VolunteerNumber.community_id == community_id).with_for_update()
    row = session.exec(query.execution_options(populate_existing=True)).first()
    if row is None:
        _start_numbers(session, community_id)
        row = session.exec(query.execution_options(populate_existing=True)).one()
    row.last += 1
    session.add(row)
    session.flush()
    return f"Z{row.last:05d}"


def skip_numbers(session: Session) -> None:
    """After a restore: a passbook printed since the backup keeps its number to itself."""
    for community_id in units.ids_of_kinds(session, UnitKind.COMMUNITY):
        row = session.get(VolunteerNumber, community_id) or VolunteerNumber(community_id=community_id)
        row.last = ids.beyond(row.last)
        session.add(row)
    session.flush()


def _start_numbers(session: Session, community_id: str) -> None:
    """Two first volunteers at once: whoever loses the insert takes the other's row."""
    try:
        with session.begin_nested():
            session.add(VolunteerNumber(community_id=community_id))
    except IntegrityError:
        return
