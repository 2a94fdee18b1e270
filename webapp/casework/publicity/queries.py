from sqlmodel import Session, col, select

from webapp.casework.publicity.models import NoticeKind, Objection, PublicNotice
from webapp.core.web.errors import NotFound
from webapp.people.accounts.scope import Actor, one, within


def get_public(session: Session, notice_id: str) -> PublicNotice:
    """For anyone: a notice is public from the moment it exists."""
    found: PublicNotice = one(session, select(PublicNotice).where(PublicNotice.id == notice_id))
    return found


def notice_of(session: Session, kind: NoticeKind, subject_id: str) -> PublicNotice | None:
    query = select(PublicNotice).where(PublicNotice.kind == kind, PublicNotice.subject_id == subject_id)
    return session.exec(query).first()


def get_notice(session: Session, kind: NoticeKind, subject_id: str) -> PublicNotice:
    """The notice of a round or a contest whose reader was asked before; none yet is not there."""
    found = notice_of(session, kind, subject_id)
    if found is None:
        raise NotFound
    return found


def list_objections(session: Session, notice: PublicNotice | None) -> list[Objection]:
    if notice is None:
        return []
    query = select(Objection).where(Objection.notice_id == notice.id)
    return list(session.exec(query.order_by(col(Objection.filed_at))))


def on_paper(session: Session, notice: PublicNotice | None) -> str:
    """How a certificate speaks of its notice: that nobody objected, only where nobody did. A list of earlier years was
    put up before this product kept any notice."""
    return "公示" if list_objections(session, notice) else "公示无异议"


def by_receipt(session: Session, notice: PublicNotice, receipt: str) -> Objection | None:
    """Of this notice alone: somebody else's six signs open nothing elsewhere."""
    wanted = receipt.upper()
    return next((one for one in list_objections(session, notice) if one.receipt == wanted), None)


def get_objection(session: Session, actor: Actor, objection_id: str) -> tuple[Objection, PublicNotice]:
    query = select(Objection, PublicNotice).join(PublicNotice, col(PublicNotice.id) == Objection.notice_id)
    query = within(query.where(Objection.id == objection_id), actor, PublicNotice.unit_id)
    found: tuple[Objection, PublicNotice] = one(session, query)
    return found
