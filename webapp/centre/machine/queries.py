from sqlmodel import Session, col, select

from webapp.centre.machine.models import BackupCopy, BackupProof, RestoreDrill
from webapp.core.data.backup import Generations
from webapp.core.files.second_place import Address
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name


def last_proof(session: Session) -> BackupProof | None:
    return session.exec(select(BackupProof).order_by(col(BackupProof.id).desc()).limit(1)).first()


def last_copy(session: Session, *, good: bool = False) -> BackupCopy | None:
    """The newest journey to the second place, or the newest that arrived."""
    query = select(BackupCopy).order_by(col(BackupCopy.made_at).desc(), col(BackupCopy.id).desc())
    return session.exec((query.where(BackupCopy.trouble == "") if good else query).limit(1)).first()


def last_drill(session: Session) -> RestoreDrill | None:
    newest = select(RestoreDrill).order_by(col(RestoreDrill.made_at).desc(), col(RestoreDrill.id).desc())
    return session.exec(newest.limit(1)).first()


def second_address(session: Session) -> Address | None:
    """None while the district has not set one."""
    now = settings.values(session)
    if not now[Name.SECOND_PLACE]:
        return None
    secret = settings.secret(session, Name.SECOND_SECRET)
    return Address(now[Name.SECOND_PLACE], now[Name.SECOND_ENDPOINT], now[Name.SECOND_KEY], secret)


def generations(session: Session) -> Generations:
    now, proof = settings.values(session), last_proof(session)
    return Generations(
        now[Name.KEEP_DAILY], now[Name.KEEP_WEEKLY], now[Name.KEEP_MONTHLY], good=proof.file if proof else ""
    )
