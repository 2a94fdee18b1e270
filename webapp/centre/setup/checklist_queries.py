"""上线清单: each line answered by the rows themselves, within the reader's reach."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, SQLModel, col, func, select

from webapp.casework.catalogue.models import Category
from webapp.centre.machine import queries
from webapp.centre.setup import rules
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.council.councils.models import CouncilSeat, CouncilSeries
from webapp.door.visits.models import Visit
from webapp.exchange.shop.models import Goods
from webapp.people.accounts.models import Post, Role
from webapp.people.accounts.scope import Actor, within
from webapp.people.org.models import Unit, UnitKind
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name
from webapp.register.register.models import Household


@dataclass(frozen=True)
class Answer:
    line: rules.Line
    is_done: bool
    detail: str
    is_put_off: bool = False

    @property
    def is_open(self) -> bool:
        return not self.is_done and not self.is_put_off


def answers(session: Session, actor: Actor, *, is_https: bool) -> list[Answer]:
    """Every line this person has a part in; `is_https`: whether this very page came that way."""
    whole = any(hat.role is Role.DISTRICT for hat in actor.hats)
    put_off = settings.value(session, Name.PUT_OFF)
    found = []
    for line in rules.LINES:
        if line.whole_district and not whole:
            continue
        is_done, detail = ASKED[line.key](session, actor, is_https)
        found.append(Answer(line, is_done, detail, line.may_wait and line.key in put_off))
    return found


def _units(session: Session, actor: Actor, kind: UnitKind) -> int:
    query = select(func.count()).where(Unit.kind == kind, col(Unit.valid_to).is_(None))
    return int(session.exec(within(query, actor, Unit.id)).one())


def _divisions(session: Session, actor: Actor, _: bool) -> tuple[bool, str]:
    streets, communities = _units(session, actor, UnitKind.STREET), _units(session, actor, UnitKind.COMMUNITY)
    words = gettext(N_("%(streets)s 个街道、%(communities)s 个社区"), streets=streets, communities=communities)
    return communities > 0, words


def _grids(session: Session, actor: Actor, _: bool) -> tuple[bool, str]:
    grids, micro = _units(session, actor, UnitKind.GRID), _units(session, actor, UnitKind.MICRO_GRID)
    begun = select(func.count(func.distinct(Unit.parent_id))).where(
        Unit.kind == UnitKind.GRID, col(Unit.valid_to).is_(None)
    )
    communities = session.exec(within(begun, actor, Unit.id)).one()
    words = N_("%(grids)s 个网格、%(micro)s 个微网格，在 %(communities)s 个社区")
    return grids > 0, gettext(words, grids=grids, micro=micro, communities=communities)


def _people(session: Session, actor: Actor, _: bool) -> tuple[bool, str]:
    hosts, workers = _posts(session, actor, Role.HOST), _posts(session, actor, Role.GRID_WORKER)
    served = select(Post.unit_id).where(Post.role == Role.GRID_WORKER, *_held())
    vacant = select(func.count()).where(
        Unit.kind == UnitKind.GRID, col(Unit.valid_to).is_(None), col(Unit.id).not_in(served)
    )
    words = N_("%(hosts)s 位社区书记、%(workers)s 位网格员；%(vacant)s 个网格还没有人")
    left = session.exec(within(vacant, actor, Unit.id)).one()
    return hosts > 0 and workers > 0, gettext(words, hosts=hosts, workers=workers, vacant=left)


def _posts(session: Session, actor: Actor, role: Role) -> int:
    query = select(func.count()).where(Post.role == role, *_held())
    return int(session.exec(within(query, actor, Post.unit_id)).one())


def _held() -> tuple[Any, ...]:
    today = clock.today()
    return (Post.valid_from <= today, (col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= today))


def _rows(model: type[SQLModel], words: str) -> Any:
    """A line that is done when there is one row within reach."""

    def ask(session: Session, actor: Actor, _: bool) -> tuple[bool, str]:
        query = select(func.count()).select_from(model)
        count = int(session.exec(within(query, actor, model.community_id)).one())  # type: ignore[attr-defined]
        return count > 0, gettext(words, count=f"{count:,}")

    return ask


def _seats(session: Session, actor: Actor, _: bool) -> tuple[bool, str]:
    query = select(func.count(col(CouncilSeat.id))).join(CouncilSeries, col(CouncilSeries.id) == CouncilSeat.series_id)
    count = session.exec(within(query, actor, CouncilSeries.community_id)).one()
    return count > 0, gettext(N_("%(count)s 个席位"), count=count)


def _catalogue(session: Session, actor: Actor, _: bool) -> tuple[bool, str]:
    count = session.exec(select(func.count()).select_from(Category).where(col(Category.valid_to).is_(None))).one()
    return count > 0, gettext(N_("%(count)s 类事"), count=count)


def _backup(session: Session, actor: Actor, _: bool) -> tuple[bool, str]:
    proof = queries.last_proof(session)
    if proof is None:
        return False, gettext(N_("还没有试过"))
    return True, gettext(N_("%(day)s 试过，打得开"), day=clock.local(proof.made_at).date().isoformat())


def _https(session: Session, actor: Actor, is_https: bool) -> tuple[bool, str]:
    site = settings.value(session, Name.SITE)
    done = is_https or str(site).startswith("https://")
    return done, (site or gettext(N_("现在就是"))) if done else gettext(N_("现在不是 https"))


ASKED: dict[str, Any] = {
    "divisions": _divisions, "grids": _grids, "people": _people,
    "register": _rows(Household, N_("%(count)s 户")), "catalogue": _catalogue,
    "seats": _seats, "goods": _rows(Goods, N_("%(count)s 样货品")),
    "backup": _backup, "https": _https, "visit": _rows(Visit, N_("%(count)s 次走访")),
}  # fmt: skip
