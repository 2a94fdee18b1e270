"""Who may read which papers: the issuer's people by scope, the holder always, the public only by the QR's secret."""

import hashlib
from collections.abc import Sequence
from datetime import date

from sqlalchemy import String, cast, func
from sqlmodel import Session, col, or_, select

from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, one, units_below, within
from webapp.volunteering.certificates.models import Certificate, CertificateBatch, CertificateEnd, CertificateKind

Ends = dict[str, CertificateEnd]


def get_certificate(session: Session, actor: Actor, certificate_id: str) -> Certificate:
    """For whoever keeps the papers of this issuer."""
    query = within(select(Certificate), actor, Certificate.issuer_id).where(Certificate.id == certificate_id)
    found: Certificate = one(session, query)
    return found


def get_readable(session: Session, actor: Actor, certificate_id: str) -> Certificate:
    """One's own, or one in reach of the posts that keep certificates."""
    mine = Certificate.party_id == actor.party_id
    reach = mine
    if actor.can(Action.SEE_CERTIFICATES):
        below = units_below(actor.wearing(Action.SEE_CERTIFICATES))
        reach = or_(mine, col(Certificate.issuer_id).in_(below))  # type: ignore[assignment]
    found: Certificate = one(session, select(Certificate).where(Certificate.id == certificate_id, reach))
    return found


def list_own(session: Session, actor: Actor) -> list[Certificate]:
    query = select(Certificate).where(Certificate.party_id == actor.party_id)
    return list(session.exec(query.order_by(col(Certificate.issued_at).desc())))


def by_ids(session: Session, certificate_ids: Sequence[str]) -> list[Certificate]:
    """In the order asked for."""
    found = {row.id: row for row in session.exec(select(Certificate).where(col(Certificate.id).in_(certificate_ids)))}
    return [found[one_id] for one_id in certificate_ids]


def by_cause(session: Session, cause: str) -> Certificate | None:
    return session.exec(select(Certificate).where(Certificate.cause == cause)).first()


def standing(session: Session, cause: str) -> Certificate | None:
    """The newest paper of a cause: the first one, or what replaced it."""
    found = by_cause(session, cause)
    while found is not None and (fresh := by_cause(session, f"replaces:{found.id}")) is not None:
        found = fresh
    return found


def by_token(session: Session, token: str) -> Certificate:
    """The public door: only who holds the paper knows the secret, and a number opens nothing."""
    query = select(Certificate).where(Certificate.token_hash == vault.hashed(token))
    found: Certificate = one(session, query)
    return found


def ends_of(session: Session, certificates: Sequence[Certificate]) -> Ends:
    wanted = [row.id for row in certificates]
    rows = session.exec(select(CertificateEnd).where(col(CertificateEnd.certificate_id).in_(wanted)))
    return {row.certificate_id: row for row in rows}


def ended_marks(session: Session) -> list[tuple[str, str, str]]:
    """(mark, kind, day) of papers that no longer hold. A mark is a piece of the secret's hash: it opens nothing."""
    query = select(CertificateEnd.mark, CertificateEnd.kind, CertificateEnd.ended_at).order_by(col(CertificateEnd.mark))
    return [(mark, str(kind), clock.local(at).date().isoformat()) for mark, kind, at in session.exec(query)]


def ended_version(session: Session) -> str:
    """Another one as soon as a paper ends, and each day, since the list carries its date. Ends only ever add up."""
    newest = func.max(cast(col(CertificateEnd.id), String))  # PostgreSQL knows no greatest uuid
    count, last = session.exec(select(func.count(col(CertificateEnd.id)), newest)).one()
    return hashlib.sha256(f"{clock.today()} {count} {last}".encode()).hexdigest()[:12]


def count_by_year(session: Session, actor: Actor) -> list[tuple[int, int, int]]:
    """(year, issued, ended) as kept by the issuers in reach."""
    query = within(
        select(Certificate.year, func.count(col(Certificate.id)), func.count(col(CertificateEnd.id)))
        .join(CertificateEnd, col(CertificateEnd.certificate_id) == Certificate.id, isouter=True)
        .group_by(col(Certificate.year)).order_by(col(Certificate.year).desc()),
        actor, Certificate.issuer_id,
    )  # fmt: skip
    return [(year, issued, ended) for year, issued, ended in session.exec(query)]


def get_batch(session: Session, actor: Actor, batch_id: str) -> CertificateBatch:
    query = within(select(CertificateBatch), actor, CertificateBatch.issuer_id).where(CertificateBatch.id == batch_id)
    found: CertificateBatch = one(session, query)
    return found


def list_batches(session: Session, actor: Actor, limit: int = 20) -> list[CertificateBatch]:
    query = within(select(CertificateBatch), actor, CertificateBatch.issuer_id)
    return list(session.exec(query.order_by(col(CertificateBatch.made_at).desc()).limit(limit)))


def issued_between(session: Session, issuer_id: str, kind: CertificateKind, first: date, last: date) -> list[str]:
    """Papers that still hold; what ended is not printed in bulk."""
    ended = select(CertificateEnd.certificate_id)
    query = select(Certificate.id).where(
        Certificate.issuer_id == issuer_id, Certificate.kind == kind, Certificate.issued_on >= first,
        Certificate.issued_on <= last, col(Certificate.id).not_in(ended),
    )  # fmt: skip
    return list(session.exec(query.order_by(col(Certificate.seq))))


def batch_without_scope(session: Session, batch_id: str) -> CertificateBatch:
    """For the job, which was started by somebody whose reach was checked then."""
    found = session.get(CertificateBatch, batch_id)
    if found is None:
        raise NotFound
    return found
