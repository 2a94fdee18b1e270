"""Issue, end and replace papers. What is issued is never changed; the database refuses to."""

import hashlib
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.data import db, ids
from webapp.core.paper import fonts
from webapp.core.text import masks
from webapp.core.text.i18n import N_, gettext, lazy
from webapp.core.time import clock
from webapp.core.trust import history, signing, vault
from webapp.core.web import site_address
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org
from webapp.people.org.models import Unit, UnitKind
from webapp.volunteering.certificates import queries, rules
from webapp.volunteering.certificates.models import (
    Certificate,
    CertificateEnd,
    CertificateKind,
    CertificateSeries,
    EndKind,
)

NEWEST_DESIGN = 1
TOKEN_BYTES = 12


class IssuerWithoutCode(DomainError):
    message = N_("“%(unit)s”还没有区划代码，证书编不了号。请区管理员先补上。")


class AlreadyEnded(DomainError):
    """A number ends once; a second ending would rewrite the first one's reason."""

    message = N_("这张证书已经%(word)s，不能再改。")


class CharacterMissing(DomainError):
    """Better no paper than a name with an empty box in it."""

    status = 422
    message = N_("“%(letters)s”这几个字，这台机器的字体里没有，印出来会是空框。请先装上 fonts-noto-cjk。")


def issue(
    session: Session,
    actor: Actor | None,
    *,
    issuer: Unit,
    kind: CertificateKind,
    party_id: str,
    cause: str,
    said: dict[str, Any],
    private: dict[str, str] | None = None,
    issued_on: date | None = None,
    reissued_on: date | None = None,
) -> Certificate:
    """`said` holds at least name, issuer and level. The same cause gets the same paper, however often it is asked."""
    if (known := queries.by_cause(session, cause)) is not None:
        return known
    if not issuer.code:
        raise IssuerWithoutCode(unit=issuer.name)
    if letters := fonts.undrawable(said["name"]):
        raise CharacterMissing(letters=letters, field="name")
    day = issued_on or clock.today()
    made = _numbered(session, issuer, kind, reissued_on or day)
    made.issued_on, made.reissued_on = day, reissued_on
    made.party_id, made.cause = party_id, cause
    made.said = rules.canonical(said)
    made.private = rules.canonical(private) if private else None
    made.said_hash = hashlib.sha256(f"{made.number}\n{made.said}\n{made.private or ''}".encode()).hexdigest()
    made.issued_by = actor.account_id if actor else None
    made.link = link(made, said)
    session.add(made)
    session.flush()
    history.record(
        session, actor, "issue_certificate", made, community_id=made.community_id,
        after={"number": made.number, "kind": kind.value, "hash": made.said_hash},
    )  # fmt: skip
    return made


def end(session: Session, actor: Actor | None, certificate: Certificate, *, reason: str) -> CertificateEnd:
    """作废: the paper stays readable and says so."""
    return _end(session, actor, certificate, EndKind.VOID, reason, None)


def replace(
    session: Session,
    actor: Actor | None,
    certificate: Certificate,
    *,
    said: dict[str, Any],
    reason: str,
    private: dict[str, str] | None = None,
) -> Certificate:
    """换发: a new number for the same honour, which keeps its date; the old number says that it was replaced."""
    today = clock.today()
    issuer = session.get_one(Unit, certificate.issuer_id)
    _refuse_ended(session, certificate)
    fresh = issue(
        session, actor, issuer=issuer, kind=certificate.kind, party_id=certificate.party_id,
        cause=f"replaces:{certificate.id}", said=said | {"reissued": clock.chinese_day(today)},
        private=private or certificate.hidden, issued_on=certificate.issued_on, reissued_on=today,
    )  # fmt: skip
    _end(session, actor, certificate, EndKind.REPLACED, reason, fresh.id)
    return fresh


def note_print(session: Session, actor: Actor, certificate: Certificate, way: str) -> None:
    history.record(
        session, actor, "print_certificate", certificate, community_id=certificate.community_id,
        after={"number": certificate.number, "way": way},
    )  # fmt: skip


def token(certificate_id: str) -> str:
    """The secret in the QR code. Derived, not stored: a copy of the database opens no check page."""
    return signing.pack(vault.keyed("certificate-token", certificate_id)[:TOKEN_BYTES])


def mark(certificate_id: str) -> str:
    """What the list of ended papers carries: enough to recognise the secret, too little to guess it."""
    return hashlib.sha512(token(certificate_id).encode()).hexdigest()[:12]


def public_keys() -> dict[str, str]:
    return {signing.QR_KEY: signing.pack(signing.public_key())}


def check_list() -> dict[str, Any]:
    """What a phone needs to check a code by itself; the page's shell carries it without a list of its own."""
    kinds = {rules.LETTERS[kind]: gettext(words) for kind, words in rules.KIND_WORDS.items()}
    levels = {level: gettext(level) for level in (*rules.STARS[1:], "小时")}
    return {"keys": public_keys(), "kinds": kinds, "levels": levels, "ended": [], "on": ""}


def whole_check_list(session: Session) -> dict[str, Any]:
    """With the papers that no longer hold; `version` names it, so that a phone need not fetch what it has."""
    ended, version = queries.ended_marks(session), queries.ended_version(session)
    return check_list() | {"ended": ended, "on": clock.today().isoformat(), "version": version}


def public_words(session: Session, certificate: Certificate) -> dict[str, Any]:
    """What whoever holds the paper may learn: kind, level, month, masked name, issuer, whether it holds and since when
    not. Neither why nor its number."""
    ending = queries.ends_of(session, [certificate]).get(certificate.id)
    now_called = session.get_one(Unit, certificate.issuer_id).name
    issuer = certificate.words["issuer"]
    return {
        "kind": rules.KIND_WORDS[certificate.kind],
        "level": certificate.words["level"],
        "month": certificate.issued_on.strftime("%Y-%m"),
        "again": certificate.reissued_on.strftime("%Y-%m") if certificate.reissued_on else "",
        "name": masks.name(certificate.words["name"]),
        "issuer": issuer,
        "renamed": "" if now_called in issuer else now_called,
        "state": ending.kind.value if ending else "valid",
        "since": clock.local(ending.ended_at).date() if ending else None,
    }


def link(certificate: Certificate, said: dict[str, Any]) -> str:
    """The address in the QR code; behind the # what a phone can check without network."""
    secret = token(certificate.id)
    month, name = certificate.issued_on.strftime("%Y%m"), masks.name(said["name"])
    words = rules.qr_words(certificate.kind, said["level"], month, name, said["issuer"])
    signature = signing.sign_words(rules.signed_bytes(secret, words))
    return f"{site_address.base_url()}/c/{secret}#{signing.pack(words.encode())}.{signature}"


def _numbered(session: Session, issuer: Unit, kind: CertificateKind, day: date) -> Certificate:
    seq = _next(session, issuer.id, day.year)
    certificate_id = ids.new()
    return Certificate(
        id=certificate_id, issuer_id=issuer.id, kind=kind, year=day.year, seq=seq, issued_on=day, issued_at=clock.now(),
        community_id=issuer.id if issuer.kind is UnitKind.COMMUNITY else None,
        number=rules.number(issuer.code, kind, day.year, seq), party_id="", cause="", said="", said_hash="", link="",
        design=NEWEST_DESIGN, token_hash=vault.hashed(token(certificate_id)),
    )  # fmt: skip


def _next(session: Session, issuer_id: str, year: int) -> int:
    """The row is locked until the transaction ends; one that rolls back gives its number back."""
    db.insert_once(session, CertificateSeries(issuer_id=issuer_id, year=year, last=0))
    query = select(CertificateSeries).where(
        CertificateSeries.issuer_id == issuer_id, col(CertificateSeries.year) == year
    )
    series = session.exec(query.with_for_update().execution_options(populate_existing=True)).one()
    series.last += 1
    session.add(series)
    session.flush()
    return series.last


def skip_numbers(session: Session) -> None:
    """After a restore: papers given since the backup are out in the world, so their numbers are not given again."""
    year = clock.today().year
    for issuer_id in org.ids_of_kinds(session, UnitKind.COMMUNITY, UnitKind.STREET, UnitKind.DISTRICT):
        series = session.get(CertificateSeries, (issuer_id, year)) or CertificateSeries(issuer_id=issuer_id, year=year)
        series.last = ids.beyond(series.last)
        session.add(series)
    session.flush()


def _end(
    session: Session, actor: Actor | None, certificate: Certificate, kind: EndKind, reason: str, fresh_id: str | None
) -> CertificateEnd:
    _refuse_ended(session, certificate)
    ending = CertificateEnd(
        certificate_id=certificate.id, issuer_id=certificate.issuer_id, kind=kind, reason=reason, ended_at=clock.now(),
        ended_by=actor.account_id if actor else None, replacement_id=fresh_id, mark=mark(certificate.id),
    )  # fmt: skip
    session.add(ending)
    session.flush()
    history.record(
        session, actor, f"{kind.value}_certificate", certificate, community_id=certificate.community_id, reason=reason
    )
    return ending


def _refuse_ended(session: Session, certificate: Certificate) -> None:
    ending = session.exec(select(CertificateEnd).where(CertificateEnd.certificate_id == certificate.id)).first()
    if ending is not None:
        raise AlreadyEnded(word=lazy(rules.END_WORDS[ending.kind]))
