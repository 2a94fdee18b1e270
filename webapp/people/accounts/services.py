"""Signing in and out, and the posts people hold."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import Session, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.people.accounts import queries
from webapp.people.accounts.models import Account, Post, PostKind, Role, SignIn
from webapp.people.accounts.permissions import CENTRES
from webapp.people.accounts.scope import Actor, require_reach
from webapp.people.org.models import Party

HASHER = PasswordHasher()
HASHING_AT_ONCE = BoundedSemaphore(2)
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$WbVIBOxoIqAEZrVGEFGy1hLWsHpe1cAw7w0HvkU7ONY"

OWN_PHONE = (timedelta(days=3), timedelta(days=30))
SHARED_PHONE = (timedelta(minutes=30), timedelta(hours=12))
DESK = (timedelta(hours=2), timedelta(hours=12))
COMMON = Path(__file__).with_name("common_passwords.txt")
OURS = {"fullgrid", "满格", "mange", "网格", "wangge", "社区", "shequ"}  # no password, whatever numbers stand beside


class WrongSignIn(DomainError):
    """The same words for an unknown account, a closed one and a wrong password."""

    status = 422
    message = N_("手机号或密码不对。忘了密码请找社区管理员重设。")


class WeakPassword(DomainError):
    status = 422
    message = N_("密码至少 8 位，不要用 12345678 这类常见的，也不要和账号一样。")


class LoginTaken(DomainError):
    status = 422
    message = N_("这个登录名或手机号已经有账号了。")


class PostTwice(DomainError):
    message = N_("%(name)s已经在这个岗位上了。")


class OwnPostOnly(DomainError):
    message = N_("这份交接单要由本人签。")


class PostAboveOwn(DomainError):
    status = 403
    message = N_("只能任命自己这一级以下的岗位。")


class WrongDates(DomainError):
    status = 422
    message = N_("结束日期不能早于开始日期。")


def hash_password(password: str) -> str:
    with HASHING_AT_ONCE:
        return HASHER.hash(password)


def password_fits(stored: str, given: str) -> bool:
    with HASHING_AT_ONCE:
        try:
            return HASHER.verify(stored, given)
        except (VerificationError, InvalidHashError):
            return False


def check_password(session: Session, *, login: str, password: str) -> str:
    """The account's id. Takes as long for nobody as for somebody. Raises WrongSignIn."""
    account = queries.account_by_login(session, login)
    fits = password_fits(account.password if account else NOBODY, password)
    if account is None or not fits:
        raise WrongSignIn(field="password")
    return account.id


def start_sign_in(session: Session, *, account_id: str, device: str, shared: bool) -> str:
    """A new sign-in row; returns the token for the cookie, which is stored nowhere else."""
    token = secrets.token_urlsafe(32)
    idle, _ = _limits(session, account_id, shared)
    at = clock.now()
    session.add(
        SignIn(account_id=account_id, token_hash=vault.hashed(token), device=device[:80], shared=shared,
               started_at=at, seen_at=at, proved_at=at, ends_at=at + idle)
    )  # fmt: skip
    session.flush()
    return token


def keep_alive(session: Session, sign_in_id: str) -> None:
    """Idle time starts again, never beyond the absolute limit."""
    row = session.exec(select(SignIn).where(SignIn.id == sign_in_id)).one()
    idle, longest = _limits(session, row.account_id, row.shared)
    row.seen_at = clock.now()
    row.ends_at = min(row.seen_at + idle, row.started_at + longest)
    session.flush()


def end_sign_in(session: Session, actor: Actor, sign_in_id: str) -> None:
    for row in queries.live_sign_ins(session, actor.account_id, clock.now()):
        if row.id == sign_in_id:
            row.ended_at = clock.now()
    session.flush()


def end_all_sign_ins(session: Session, actor: Actor | None, account_id: str, *, keep: str | None = None) -> int:
    ended = [row for row in queries.live_sign_ins(session, account_id, clock.now()) if row.id != keep]
    for row in ended:
        row.ended_at = clock.now()
    account = session.exec(select(Account).where(Account.id == account_id)).one()
    history.record(session, actor, "end_sign_ins", account, after={"count": len(ended)})
    session.flush()
    return len(ended)


def open_account(
    session: Session,
    actor: Actor | None,
    *,
    party: Party,
    login: str,
    password: str,
    phone: str | None = None,
    must_change: bool = True,
    password_hash: str | None = None,
) -> Account:
    """`password_hash` lets the demo hash one password once."""
    if password_hash is None:
        judge_password(login, password)
    for name in filter(None, (login, phone)):
        if queries.account_by_login(session, name):
            raise LoginTaken(field="login")
    made = Account(
        party_id=party.id, login=login, phone=phone, phone_index=vault.blind_index(phone) if phone else None,
        password=password_hash or hash_password(password), must_change=must_change,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "open_account", made, community_id=party.community_id)
    return made


def judge_password(login: str, password: str) -> None:
    """Eight characters at least, three different ones; none of the common ones, not the login and not the product, with
    or without numbers beside. Raises WeakPassword."""
    plain = password.lower()
    bare = "".join(sign for sign in plain if sign.isalpha())
    if len(password) < 8 or len(set(password)) < 3 or plain in common_passwords() or login.lower() in (plain, bare):
        raise WeakPassword(field="password")
    if bare in OURS:
        raise WeakPassword(field="password")


@cache
def common_passwords() -> frozenset[str]:
    return frozenset(COMMON.read_text(encoding="utf-8").splitlines()[1:])


def choose_public_name(session: Session, actor: Actor, *, hides: bool) -> None:
    """Whoever is threatened at home may serve as 王网格员: residents keep the post and its number, not the name."""
    account = session.get_one(Account, actor.account_id)
    if account.hides_name is not hides:
        account.hides_name = hides
        history.record(session, actor, "choose_public_name", account, after={"hides_name": hides})


def change_password(session: Session, actor: Actor, account: Account, *, old: str, new: str) -> None:
    """Every other browser is signed out."""
    if not password_fits(account.password, old):
        raise WrongSignIn(field="old")
    judge_password(account.login, new)
    account.password, account.must_change = hash_password(new), False
    end_all_sign_ins(session, actor, account.id, keep=actor.sign_in_id)


def reset_password(session: Session, actor: Actor | None, account: Account) -> str:
    """A one-time password, told by word of mouth; all browsers are signed out."""
    fresh = secrets.token_hex(5)
    account.password, account.must_change = hash_password(fresh), True
    end_all_sign_ins(session, actor, account.id)
    return fresh


def give_post(
    session: Session,
    actor: Actor | None,
    account: Account,
    *,
    role: Role,
    unit_id: str,
    valid_from: date,
    valid_to: date | None = None,
    kind: PostKind = PostKind.MAIN,
    covers: Post | None = None,
    document: str = "",
) -> Post:
    if actor is not None:
        require_reach(session, actor, [unit_id])
        _below_own(actor, role)
    if valid_to is not None and valid_to < valid_from:
        raise WrongDates(field="valid_to")
    query = select(Post).where(Post.account_id == account.id, Post.role == role, Post.unit_id == unit_id)
    if any(post.is_held(valid_from) for post in session.exec(query)):
        name = session.exec(select(Party.name).where(Party.id == account.party_id)).one()
        raise PostTwice(name=name)
    made = Post(
        account_id=account.id, role=role, unit_id=unit_id, kind=kind, covers_id=covers.id if covers else None,
        valid_from=valid_from, valid_to=valid_to, document=document,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "give_post", made, after={"role": role.value, "unit": unit_id})
    return made


def end_post(session: Session, actor: Actor, post: Post, *, last_day: date, reason: str = "") -> None:
    """A post that ends yesterday ends this minute: the next request no longer has the hat."""
    _below_own(actor, post.role)
    post.valid_to = last_day
    history.record(session, actor, "end_post", post, after={"valid_to": str(post.valid_to)}, reason=reason)
    session.flush()


def cover_post(session: Session, actor: Actor, post: Post, by: Account, *, valid_from: date, valid_to: date) -> Post:
    """AB岗: another worker stands in for a while and acts with this post's reach, named as such."""
    return give_post(
        session, actor, by, role=post.role, unit_id=post.unit_id, valid_from=valid_from, valid_to=valid_to,
        kind=PostKind.COVER, covers=post,
    )  # fmt: skip


def _below_own(actor: Actor, role: Role) -> None:
    """A host may fill the community's posts, a centre also hosts; nobody makes an equal or a superior."""
    order: Sequence[Role] = (Role.DISTRICT, Role.STREET, Role.HOST)
    if role in order or role is Role.AUDITOR:
        own = [hat.role for hat in actor.hats]
        higher = order[: order.index(role)] if role in order else (Role.DISTRICT,)
        if not any(held in higher for held in own):
            raise PostAboveOwn


def _limits(session: Session, account_id: str, shared: bool) -> tuple[timedelta, timedelta]:
    if shared:
        return SHARED_PHONE
    roles = {post.role for post in queries.posts_of(session, account_id, clock.today())}
    return DESK if roles & (CENTRES | {Role.AUDITOR, Role.COUNTER}) else OWN_PHONE
