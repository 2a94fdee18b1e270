"""A garden and its plan; who keeps a plot, who waits, and the log of care."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, tokens
from webapp.core.web.errors import DomainError, Invalid, NotFound
from webapp.door.gardens import queries, rules
from webapp.door.gardens.models import Care, CareAct, CareInterval, EndReason, Garden, Keeping, Plot, Waiting
from webapp.door.opinions.models import Land
from webapp.people.accounts.scope import Actor
from webapp.register.persons import guardian_services
from webapp.register.register import queries as register
from webapp.register.register.models import Resident

FUTURE_ALLOWED = timedelta(minutes=5)


class NameTaken(Invalid):
    message = N_("这个社区已经有叫这个名字的微花园。")


class PlotStillKept(DomainError):
    message = N_("%(n)s 号地块有人认养，先了结认养再从图上去掉。")


class PlotTaken(DomainError):
    message = N_("这块地已经有人认养。")


class PlotRests(DomainError):
    message = N_("这块地在休耕。")


class NothingKept(DomainError):
    message = N_("这块地现在没有人认养。")


class GuardianMissing(Invalid):
    message = N_("认养人未满 18 岁，要写监护人。")


class NobodyWaits(DomainError):
    message = N_("现在没有人候补。")


@dataclass(frozen=True)
class GardenPlan:
    """What a host writes down: area in hundredths of a square metre, plan in decimetres, budget in yuan."""

    name: str
    place: str
    building_id: str
    land: Land
    approval: str
    area: int
    budget: int = 0
    width: int = 200
    height: int = 120
    round_id: str | None = None


@dataclass(frozen=True)
class KeeperTold:
    keeper: str
    phone: str | None
    until: date
    co_keeper: str | None = None
    co_phone: str | None = None
    guardian: str | None = None
    shows_name: bool = False
    is_minor: bool = False
    household_id: str | None = None


def found_garden(session: Session, actor: Actor, plan: GardenPlan) -> Garden:
    """The grid is that of the building's first entrance. Metres and whole yuan."""
    building = register.get_building(session, actor, plan.building_id)
    entrance = register.list_entrances(session, actor, building.id)[0]
    same = select(Garden.id).where(Garden.community_id == building.community_id, Garden.name == plan.name)
    if session.exec(same).first() is not None:
        raise NameTaken(field="name")
    made = Garden(
        community_id=building.community_id, grid_id=entrance.grid_id, building_id=building.id, round_id=plan.round_id,
        name=plan.name, place=plan.place, land=plan.land, approval=plan.approval, area=plan.area, budget=plan.budget,
        width=plan.width, height=plan.height,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "found_garden", made, after={"name": made.name})
    return made


def draw_plan(session: Session, actor: Actor, garden: Garden, text: str) -> list[Plot]:
    """Plots are known by their number: a drawn one is moved, a new one made, a missing one closed unless kept."""
    drawn = rules.read_plan(text, garden.width, garden.height)
    known = {bed.plot.number: bed for bed in queries.beds(session, garden, clock.today())}
    for number, bed in known.items():
        if number not in drawn:
            if bed.keeping is not None:
                raise PlotStillKept(field="plan", n=number)
            bed.plot.closed_on = clock.today()
            session.add(bed.plot)
    plots = []
    for number, corners in drawn.items():
        plot = known[number].plot if number in known else _plot(session, garden, number)
        plot.corners = [list(corner) for corner in corners]
        session.add(plot)
        plots.append(plot)
    session.flush()
    history.record(session, actor, "draw_garden", garden, after={"plots": len(plots)})
    return plots


def describe_plot(session: Session, actor: Actor, plot: Plot, *, plants: str, rests: bool) -> Plot:
    """A plot with a keeper cannot be put to rest."""
    if rests and queries.running_keeping(session, plot) is not None:
        raise PlotTaken(field="rests")
    plot.plants, plot.rests = plants, rests
    session.add(plot)
    session.flush()
    history.record(session, actor, "describe_plot", plot, after={"plants": plants, "rests": rests})
    return plot


def keep_plot(session: Session, actor: Actor, plot: Plot, told: KeeperTold) -> Keeping:
    """One keeping a plot; the database refuses a second. A keeper of the register is known by name within the
    household, so that moving and dying are noticed."""
    if queries.running_keeping(session, plot) is not None:
        raise PlotTaken(field="keeper")
    if plot.rests:
        raise PlotRests(field="keeper")
    if told.is_minor:
        if not told.guardian:
            raise GuardianMissing(field="guardian")
        guardian_services.require_other(
            session, actor, guardian=told.guardian, phone=told.phone, minor=told.keeper,
            community_id=plot.community_id, field="guardian",
        )  # fmt: skip
    made = Keeping(
        community_id=plot.community_id, plot_id=plot.id, resident_id=_resident(session, actor, told),
        keeper=told.keeper, phone=told.phone, co_keeper=told.co_keeper, co_phone=told.co_phone,
        guardian=told.guardian, shows_name=told.shows_name, until=told.until, made_by=actor.account_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "keep_plot", made, after={"plot": plot.number})
    return made


def sign_keeping(session: Session, actor: Actor, keeping: Keeping) -> Keeping:
    keeping.signed_on = keeping.signed_on or clock.today()
    session.add(keeping)
    session.flush()
    history.record(session, actor, "sign_keeping", keeping)
    return keeping


def show_name(session: Session, actor: Actor, keeping: Keeping, *, shows: bool) -> Keeping:
    keeping.shows_name = shows
    session.add(keeping)
    session.flush()
    history.record(session, actor, "show_keeper", keeping, after={"shows": shows})
    return keeping


def end_keeping(session: Session, actor: Actor | None, plot: Plot, reason: EndReason) -> Keeping:
    """The name leaves the sign on the same day."""
    keeping = queries.running_keeping(session, plot)
    if keeping is None:
        raise NothingKept
    keeping.ended_on, keeping.end_reason, keeping.shows_name = clock.today(), reason, False
    session.add(keeping)
    session.flush()
    history.record(session, actor, "end_keeping", keeping, after={"reason": reason.value})
    return keeping


def hand_to_co_keeper(session: Session, actor: Actor, plot: Plot, reason: EndReason) -> Keeping:
    """The co-keeper goes on under a new agreement of the same term."""
    ended = end_keeping(session, actor, plot, reason)
    if not ended.co_keeper:
        raise NothingKept
    told = KeeperTold(ended.co_keeper, ended.co_phone, max(ended.until, clock.today() + timedelta(days=90)))
    return keep_plot(session, actor, plot, told)


def give_to_next(session: Session, actor: Actor, garden: Garden, plot: Plot) -> Keeping:
    """Whoever registered first; what runs there is ended as neglected."""
    queue = queries.waiting(session, garden)
    if not queue:
        raise NobodyWaits
    if queries.running_keeping(session, plot) is not None:
        end_keeping(session, actor, plot, EndReason.NEGLECTED)
    first = queue[0]
    first.settled_at = clock.now()
    session.add(first)
    told = KeeperTold(first.keeper or "", first.phone, clock.today() + timedelta(days=365))
    return keep_plot(session, actor, plot, told)


def register_waiting(session: Session, actor: Actor | None, garden: Garden, *, keeper: str, phone: str) -> Waiting:
    """The number is the place in the queue. The same phone waits once."""
    for known in queries.waiting(session, garden):
        if known.phone == phone:
            return known
    made = Waiting(
        community_id=garden.community_id, garden_id=garden.id, number=queries.last_number(session, garden.id) + 1,
        keeper=keeper, phone=phone,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "register_waiting", made, after={"number": made.number})
    return made


def leave_queue(session: Session, actor: Actor, waits: Waiting) -> Waiting:
    waits.settled_at = waits.settled_at or clock.now()
    session.add(waits)
    session.flush()
    history.record(session, actor, "leave_queue", waits)
    return waits


def record_care(
    session: Session, actor: Actor | None, plot: Plot, *, act: CareAct, id: str | None = None,
    captured_at: datetime | None = None, happened_at: datetime | None = None,
) -> Care:  # fmt: skip
    """Idempotent by id. A late delivery does not put the last care back."""
    if id and (known := session.get(Care, id)) is not None:
        if known.plot_id != plot.id or known.account_id != (actor.account_id if actor else None):
            raise NotFound
        return known
    now = clock.now()
    told = happened_at or captured_at or now
    at = told if told <= now + FUTURE_ALLOWED else now
    made = Care(
        id=id or ids.new(), community_id=plot.community_id, grid_id=plot.grid_id, plot_id=plot.id, act=act,
        account_id=actor.account_id if actor else None, captured_at=captured_at or at, happened_at=at,
    )  # fmt: skip
    session.add(made)
    plot.cared_at = max(plot.cared_at, at) if plot.cared_at else at
    session.add(plot)
    session.flush()
    history.record(session, actor, "record_care", made, after={"act": act.value})
    return made


def set_seasons(session: Session, actor: Actor, community_id: str, days: dict[int, int]) -> None:
    known = {
        row.month: row for row in session.exec(select(CareInterval).where(CareInterval.community_id == community_id))
    }
    for month, count in days.items():
        row = known.get(month) or CareInterval(community_id=community_id, month=month, days=count)
        row.days = count
        session.add(row)
    session.flush()
    history.record(session, actor, "set_care_seasons", None, after=_by_month(days), community_id=community_id)


def _by_month(days: dict[int, int]) -> dict[str, int]:
    return {str(month): count for month, count in days.items()}


def _plot(session: Session, garden: Garden, number: int) -> Plot:
    """A number that was closed is opened again: signs outlive a redrawn plan."""
    query = select(Plot).where(col(Plot.garden_id) == garden.id, Plot.number == number)
    plot = session.exec(query).first() or Plot(
        community_id=garden.community_id, grid_id=garden.grid_id, garden_id=garden.id, number=number,
        token=tokens.unused(session, col(Plot.token), "plot", garden.community_id, garden.name, str(number)),
    )  # fmt: skip
    plot.closed_on = None
    return plot


def _resident(session: Session, actor: Actor, told: KeeperTold) -> str | None:
    if not told.household_id:
        return None
    household = register.get_household(session, actor, told.household_id)
    query = select(Resident.id).where(Resident.household_id == household.id, Resident.name == told.keeper)
    return session.exec(query).first()
