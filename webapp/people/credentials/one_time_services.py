"""Six digits from an authenticator app (RFC 6238): one step of clock drift is forgiven, no code opens twice."""

import pyotp
from sqlalchemy import update
from sqlmodel import Session, col

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor
from webapp.people.credentials import queries
from webapp.people.credentials.models import OneTimeSecret

STEP = 30  # seconds
DRIFT = 1  # steps to either side
ISSUER = "FullGrid"


class WrongOneTime(DomainError):
    status = 422
    message = N_("动态码不对，或已经用过。等它跳到下一个再试；老是不对，看看手机的时间准不准。")


def begin(session: Session, actor: Actor) -> OneTimeSecret:
    """A secret to be scanned; without force until its first code comes back. One in force is left alone."""
    known = queries.one_time(session, actor.account_id)
    if known is not None and known.confirmed_at is not None:
        return known
    if known is not None:
        session.delete(known)
        session.flush()
    made = OneTimeSecret(account_id=actor.account_id, secret=pyotp.random_base32(), made_at=clock.now())
    session.add(made)
    session.flush()
    return made


def address(secret: OneTimeSecret, login: str) -> str:
    """What the app reads from the QR code."""
    return pyotp.TOTP(secret.secret or "").provisioning_uri(name=login, issuer_name=ISSUER)


def confirm(session: Session, actor: Actor, code: str) -> None:
    """The generator counts only after one code from it was read back."""
    secret = queries.one_time(session, actor.account_id)
    if secret is None:
        raise NotFound
    spend(session, secret, code)
    secret.confirmed_at = secret.confirmed_at or clock.now()
    history.record(session, actor, "add_one_time_code", session.get_one(Account, actor.account_id))
    session.flush()


def end(session: Session, actor: Actor) -> None:
    secret = queries.one_time(session, actor.account_id)
    if secret is not None:
        session.delete(secret)
        history.record(session, actor, "remove_one_time_code", session.get_one(Account, actor.account_id))
        session.flush()


def spend(session: Session, secret: OneTimeSecret, code: str) -> None:
    """Raises WrongOneTime. The step is moved on by the database, so that two at once with one code are one."""
    step = _step_of(secret.secret or "", code)
    later = (col(OneTimeSecret.id) == secret.id, col(OneTimeSecret.last_step) < (step or 0))
    moved = session.execute(update(OneTimeSecret).where(*later).values(last_step=step or 0))
    if step is None or moved.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongOneTime(field="code")


def _step_of(secret: str, code: str) -> int | None:
    digits = "".join(letter for letter in code if letter.isdecimal())
    now = int(clock.now().timestamp())
    totp = pyotp.TOTP(secret, interval=STEP)
    for drift in range(-DRIFT, DRIFT + 1):
        at = now + drift * STEP
        if len(digits) == 6 and totp.verify(digits, for_time=at):
            return at // STEP
    return None
