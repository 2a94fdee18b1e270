"""People and their posts in one sheet. Nobody's first password is written anywhere: a slip lets each choose one."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.text.pinyin import pinyin_of
from webapp.core.time import clock
from webapp.people.accounts import queries as accounts
from webapp.people.accounts import services
from webapp.people.accounts.models import Account, Post, Role
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.rules import ROLE_WORDS
from webapp.people.org import queries as org
from webapp.people.org import services as org_services
from webapp.people.org.models import Party, PartyKind, Unit, UnitKind
from webapp.register.intake.cell_rules import choice, day, phone, text
from webapp.register.intake.kind_rules import Field, Ground, Kind, Known, Values
from webapp.register.intake.unit_services import SEPARATOR, STREET, names, places, settle, tree

UNUSABLE = "!"  # no password fits it; the slip sets the first one
COLUMNS = {UnitKind.STREET: "street", UnitKind.COMMUNITY: "community", UnitKind.GRID: "grid",
           UnitKind.MICRO_GRID: "micro"}  # fmt: skip
LEVEL = {
    Role.GRID_WORKER: UnitKind.GRID, Role.LIAISON: UnitKind.GRID, Role.MICRO_HEAD: UnitKind.MICRO_GRID,
    Role.HOST: UnitKind.COMMUNITY, Role.COUNTER: UnitKind.COMMUNITY, Role.STREET: UnitKind.STREET,
}  # fmt: skip
WORDS = {role: ROLE_WORDS[role] for role in Role if role is not Role.VOLUNTEER}
SHORT = {"社区书记": Role.HOST, "书记": Role.HOST, "联络员": Role.LIAISON, "街道": Role.STREET, "区": Role.DISTRICT}
NEEDED = N_("这个岗位要写上%(what)s")
NO_PLACE = N_("没有“%(given)s”，先导入网格和微网格")
TAKEN = N_("这个登录名或手机号是%(name)s的，和这一行的姓名不一样")
LEVEL_WORDS = {UnitKind.STREET: N_("街道"), UnitKind.COMMUNITY: N_("社区"), UnitKind.GRID: N_("网格"),
               UnitKind.MICRO_GRID: N_("微网格")}  # fmt: skip
_one_role = choice(WORDS)


def _role(cell: str, today: Any) -> Role:
    """As offices say it, too: 书记 is a host."""
    found: Role = SHORT[cell] if cell in SHORT else _one_role(cell, today)
    return found


def _survey(session: Session, unit_id: str) -> Ground:
    every, below = tree(session, unit_id)
    inside = {unit.id: unit for unit in below}
    today = clock.today()
    query = (
        select(Post, Account, Party.name)
        .join(Account, col(Account.id) == Post.account_id)
        .join(Party, col(Party.id) == Account.party_id)
        .where(col(Post.role) != Role.VOLUNTEER, col(Account.closed_at).is_(None))
        .where((col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= today))
    )
    known: list[Known] = []
    people: dict[str, str] = {}
    for post, account, name in session.exec(query):
        people |= {account.login: name} | ({account.phone: name} if account.phone else {})
        if post.unit_id in inside:
            said = _place(every, inside[post.unit_id])
            known.append(Known(post.id, {
                **said, "name": name, "phone": account.phone, "login": account.login, "role": post.role,
                "since": post.valid_from,
            }))  # fmt: skip
    return Ground(unit_id, known, {"unit": places(every, below), "people": people})


def _place(every: dict[str, Unit], unit: Unit) -> dict[str, str]:
    said = dict.fromkeys(COLUMNS.values(), "")
    return said | dict(zip(COLUMNS.values(), names(every, unit), strict=False))


def _check(ground: Ground, values: Values) -> Iterator[tuple[str, str, Values]]:
    level = LEVEL.get(values["role"], UnitKind.DISTRICT)
    wanted = [kind for kind in COLUMNS if org_services.LEVELS.index(kind) <= org_services.LEVELS.index(level)]
    asked = [kind for kind in wanted if kind is level or kind is not UnitKind.STREET]
    missing = next((kind for kind in asked if not values[COLUMNS[kind]]), None)
    if missing is not None:
        yield COLUMNS[missing], NEEDED, {"what": LEVEL_WORDS[missing]}
        return
    if UnitKind.COMMUNITY in wanted and (wrong := list(settle(ground, values))):
        yield from wrong
        return
    for kind in COLUMNS:
        if kind not in wanted:
            values[COLUMNS[kind]] = ""
    label = _label(values)
    if label and label not in ground.places["unit"]:
        yield COLUMNS[level], NO_PLACE, {"given": label.replace(SEPARATOR, "")}
    yield from _same_person(ground, values)


def _same_person(ground: Ground, values: Values) -> Iterator[tuple[str, str, Values]]:
    for column in ("phone", "login"):
        name = ground.places["people"].get(values[column] or "")
        if name is not None and name != values["name"]:
            yield column, TAKEN, {"name": name}


def _label(values: Values) -> str:
    return SEPARATOR.join(values[column] for column in COLUMNS.values() if values[column])


def _add(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    """Whoever has an account gets the post; a newcomer the account too."""
    unit_id = ground.places["unit"].get(_label(values)) or _top(session, ground.community_id)
    told = [one for one in (values["phone"], values["login"]) if one]
    account = next(filter(None, (accounts.account_by_login(session, one) for one in told)), None)
    if account is None:
        account = _newcomer(session, actor, values, unit_id)
        ground.places["people"][account.login] = values["name"]
    since = values["since"] or clock.today()
    services.give_post(session, actor, account, role=values["role"], unit_id=unit_id, valid_from=since)


def _newcomer(session: Session, actor: Any, values: Values, unit_id: str) -> Account:
    home = org.community_of(session, unit_id)
    person = org_services.make_party(
        session, actor, kind=PartyKind.PERSON, name=values["name"], community_id=home, unit_id=unit_id,
        phone=values["phone"],
    )  # fmt: skip
    login = values["login"] or _free_login(session, values["name"])
    return services.open_account(
        session, actor, party=person, login=login, password="", password_hash=UNUSABLE, phone=values["phone"],
        must_change=False,
    )  # fmt: skip


def _free_login(session: Session, name: str) -> str:
    """The name in pinyin; the second 王伟 is wangwei2."""
    stem, number = pinyin_of(name)[0] or "user", 1
    while accounts.account_by_login(session, f"{stem}{number if number > 1 else ''}") is not None:
        number += 1
    return f"{stem}{number if number > 1 else ''}"


def _top(session: Session, unit_id: str) -> str:
    return org.ancestors(session, org.unit(session, unit_id))[0].id


def _nothing(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    """A post is given and ended, not rewritten: its page does that, with the reason."""


PEOPLE = Kind(
    "people", N_("人员和岗位"), N_("一行一个岗位；一个人两个岗位写两行，手机号一样就是同一个人。导完打登录条。"),
    (
        Field("name", N_("姓名"), required=True, example="王小红", read=text(40, must=True)),
        Field("role", N_("岗位"), choices=tuple(WORDS.values()), required=True, example=WORDS[Role.GRID_WORKER],
              read=_role, words=WORDS, width=22),
        STREET, Field("community", N_("社区"), example="冬梅轩社区", read=text(80)),
        Field("grid", N_("网格"), example="第一网格", read=text(80)),
        Field("micro", N_("微网格"), example="1号楼微网格", read=text(80)),
        Field("phone", N_("手机号"), example="13800000000", read=phone, is_private=True, is_fixed=True),
        Field("login", N_("登录名"), example="wangxiaohong", read=text(60), is_fixed=True),
        Field("since", N_("从哪天起"), example="2026-01-01", read=day, is_fixed=True),
    ),
    lambda values: [
        (key, values[key] or "", values["role"], _label(values)) for key in ("phone", "login", "name") if values[key]
    ],
    _survey, _add, _nothing, _check, action=Action.MANAGE_ACCOUNTS, is_wide=True,
)  # fmt: skip
KINDS = (PEOPLE,)
