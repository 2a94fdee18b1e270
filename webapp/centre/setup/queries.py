from sqlalchemy import exists
from sqlmodel import Session, col, func, select

from webapp.centre.setup.models import SetupCode
from webapp.core.work import resealing
from webapp.core.work.jobs import Job
from webapp.people.accounts.models import Account
from webapp.people.org.models import Unit, UnitKind
from webapp.people.settings.models import Installation


def is_set_up(session: Session) -> bool:
    """Somebody can sign in: from then on the set-up page is gone for good."""
    found: bool = session.exec(select(exists(select(Account.id)) | exists(select(Installation.single)))).one()
    return found


def newest_code(session: Session) -> SetupCode | None:
    return session.exec(select(SetupCode).order_by(col(SetupCode.id).desc()).limit(1)).first()


def district(session: Session) -> Unit | None:
    query = select(Unit).where(Unit.kind == UnitKind.DISTRICT, col(Unit.valid_to).is_(None))
    return session.exec(query.order_by(col(Unit.code)).limit(1)).first()


def counts(session: Session) -> dict[UnitKind, int]:
    query = select(Unit.kind, func.count()).where(col(Unit.valid_to).is_(None)).group_by(Unit.kind)
    return {UnitKind(kind): count for kind, count in session.exec(query)}


def last_resealing(session: Session) -> Job | None:
    """The newest work that a rotation of the key has brought."""
    query = select(Job).where(Job.kind == resealing.KIND).order_by(col(Job.id).desc()).limit(1)
    return session.exec(query).first()
