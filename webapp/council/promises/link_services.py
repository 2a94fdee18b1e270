"""One-time links for owners without an account: each opens one promise for one act. For a few minutes a used one says
again what was done and shows the next: a second tap or a page loaded again must not cost its owner the next link."""

import hmac
import secrets
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, signing, vault
from webapp.core.web.errors import DomainError, NotFound
from webapp.council.promises import promise_services, proof_services, queries
from webapp.council.promises.models import Promise, PromiseLink
from webapp.council.promises.rules import Act, Way
from webapp.people.accounts.scope import Actor

LIFE, AGAIN = timedelta(days=30), timedelta(minutes=10)


class LinkUsed(DomainError):
    status = 410
    message = N_("这个链接已经用过了。要再改，请打电话给社区。")


class LinkTooOld(DomainError):
    status = 410
    message = N_("这个链接过期了，请社区再发一个。")


def make_link(
    session: Session, actor: Actor | None, promise: Promise, *, purpose: Act, sent_to: str = "", token: str = ""
) -> str:
    """The token is never stored. It is signed and names promise and purpose, so that a link that was sent still opens
    when the database comes back from a day before it was made."""
    now = clock.now()
    token = token or _token(promise.id, purpose, now, secrets.token_bytes(4))
    made = PromiseLink(
        promise_id=promise.id, token_hash=vault.hashed(token), purpose=purpose, sent_to=sent_to, made_at=now,
        ends_at=now + LIFE,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "make_link", made, after={"purpose": purpose}, community_id=promise.community_id)
    return token


def open_link(session: Session, token: str) -> tuple[PromiseLink, Promise]:
    """The link and its promise; one of ours that the database has forgotten is taken up again."""
    found = queries.link_by_token(session, token)
    return found or _remembered(session, token)


def use(
    session: Session, link: PromiseLink, promise: Promise, *, act: Act, note: str, photo: bytes | None = None
) -> str:
    """Does the one thing the link is for and, where more is to come, gives the next link."""
    refuse_spent(link)
    who = link.sent_to or promise.owner_role
    if link.purpose is Act.CONFIRM and act is Act.CONFIRM:
        promise_services.confirm(session, None, promise, way=Way.LINK, note=note, by_words=who)
    elif link.purpose is Act.CONFIRM:
        promise_services.decline(session, None, promise, reason=note, by_words=who)
    else:
        _finish(session, promise, note=note, photo=photo, who=who)
    link.used_at = clock.now()
    session.add(link)
    session.flush()
    if act is Act.DECLINE or link.purpose is not Act.CONFIRM:
        return ""
    token = _next_token(link, promise)
    return make_link(session, None, promise, purpose=Act.REPORT, sent_to=link.sent_to, token=token)


def is_just_used(link: PromiseLink) -> bool:
    return link.used_at is not None and clock.now() - link.used_at < AGAIN


def done_by(session: Session, link: PromiseLink, promise: Promise) -> tuple[Act, str]:
    """What a used link did, and the next link's token while that one is good."""
    if link.purpose is not Act.CONFIRM:
        return link.purpose, ""
    token = _next_token(link, promise)
    following = queries.link_by_token(session, token)
    if following is None:
        return Act.DECLINE, ""
    return Act.CONFIRM, token if following[0].used_at is None else ""


def _next_token(link: PromiseLink, promise: Promise) -> str:
    """Follows from the used link, so that it can be shown again and is still nowhere."""
    chance = vault.keyed("promise-next", link.token_hash)[:4]
    return _token(promise.id, Act.REPORT, link.used_at or clock.now(), chance)


def _finish(session: Session, promise: Promise, *, note: str, photo: bytes | None, who: str) -> None:
    """For a counted promise the owner's one sentence cannot tick 66 rows: it is kept as progress."""
    if any(line.done is None for line in queries.parts(session, promise.id)):
        proof_services.note_progress(session, None, promise, note=note, photo=photo, by_words=who)
    else:
        proof_services.report_done(session, None, promise, note=note, photo=photo, by_words=who)


PURPOSES = (Act.CONFIRM, Act.REPORT)
SIGNED = 16 + 1 + 5 + 4  # bytes: the promise, the purpose, the second, four of chance


def _token(promise_id: str, purpose: Act, at: datetime, chance: bytes) -> str:
    said = bytes.fromhex(promise_id.replace("-", "")) + bytes([PURPOSES.index(purpose)])
    said += int(at.timestamp()).to_bytes(5, "big") + chance
    return signing.pack(said + _seal(said))


def _seal(said: bytes) -> bytes:
    return vault.keyed("promise-link", said)[:12]


def _remembered(session: Session, token: str) -> tuple[PromiseLink, Promise]:
    try:
        raw = signing.unpack(token)
    except ValueError:
        raise NotFound from None
    said, seal = raw[:SIGNED], raw[SIGNED:]
    if len(said) < SIGNED or not hmac.compare_digest(seal, _seal(said)):
        raise NotFound
    promise = session.get(Promise, ids.from_bytes(said[:16]))
    if promise is None:
        raise NotFound
    made_at = datetime.fromtimestamp(int.from_bytes(said[17:22], "big"), UTC)
    link = PromiseLink(
        promise_id=promise.id, token_hash=vault.hashed(token), purpose=PURPOSES[said[16]], made_at=made_at,
        ends_at=made_at + LIFE,
    )  # fmt: skip
    return link, promise


def refuse_spent(link: PromiseLink) -> None:
    if link.used_at is not None:
        raise LinkUsed
    if clock.now() > link.ends_at:
        raise LinkTooOld
