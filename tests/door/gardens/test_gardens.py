"""A garden from its plan to its keepers, its queue and its neglect."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import DomainError, NotFound
from webapp.door.gardens import neglect_services, queries, rules, services
from webapp.door.gardens.models import Care, CareAct, EndReason, Garden, Keeping, Plot, Stage
from webapp.door.gardens.rules import Kept
from webapp.door.gardens.services import GardenPlan, KeeperTold
from webapp.door.opinions.models import Land
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice
from webapp.register.register import resident_services

PLAN = "1 0,0 40,0 40,30 0,30\n2 40,0 80,0 80,30 40,30\n3 100,0 140,20 120,60"


def found(session: Session, town: Town, plan: str = PLAN, building_name: str = "3号楼") -> Garden:
    host = town.actor("li", Action.KEEP_GARDENS)
    building = homes.build(session, town, name=building_name)
    made = services.found_garden(session, host, GardenPlan(
        name="冬梅轩微花园", place="3号楼南侧", building_id=building.id, land=Land.SHARED, approval="征求意见通过",
        area=18_000, budget=6000,
    ))  # fmt: skip
    services.draw_plan(session, host, made, plan)
    return made


def keep(session: Session, town: Town, plot: Plot, name: str = "高阿姨", **more: object) -> Keeping:
    told = {"keeper": name, "phone": "13800000001", "until": clock.today() + timedelta(days=365), **more}
    return services.keep_plot(session, town.actor("li", Action.KEEP_GARDENS), plot, KeeperTold(**told))  # type: ignore[arg-type]


def plots(session: Session, garden: Garden) -> list[Plot]:
    return [bed.plot for bed in queries.beds(session, garden, clock.today())]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("一号地", rules.BadPlot), ("1 0,0 10,0", rules.PlotTooSmall),
        ("1 0,0 40,0 40,30\n1 50,0 90,0 90,30", rules.PlotTwice),
        ("1 0,0 240,0 240,30", rules.PlotOutside), ("1 0,0 4,0 4,4 0,4", rules.PlotTooSmall),
        ("1 0,0 40,30 40,0 0,30", rules.PlotTooSmall),
        ("1 0,0 40,0 40,30 0,30\n2 20,10 60,10 60,40", rules.PlotsOverlap),
        ("1 0,0 80,0 80,80 0,80\n2 20,20 40,20 40,40 20,40", rules.PlotsOverlap),
        ("1 0,0 40,0 40,30 0,30\n2 0,0 40,0 40,30 0,30", rules.PlotsOverlap),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_says_why(text: str, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        rules.read_plan(text, 200, 120)


BOXES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), unique=True, min_size=1, max_size=12)


@given(BOXES)
def test_neighbours_that_share_a_border_do_not_overlap_and_a_plan_reads_back(cells: list[tuple[int, int]]) -> None:
    drawn = {
        n: ((20 * x, 20 * y), (20 * x + 20, 20 * y), (20 * x + 20, 20 * y + 20), (20 * x, 20 * y + 20))
        for n, (x, y) in enumerate(cells, 1)
    }
    assert rules.read_plan(rules.write_plan(drawn), 200, 120) == drawn


def test_redrawing_keeps_plots_by_number_and_their_signs(session: Session, town: Town) -> None:
    host = town.actor("li", Action.KEEP_GARDENS)
    with db.transaction():
        garden = found(session, town)
        first, second, _ = plots(session, garden)
        keep(session, town, first)
        services.draw_plan(session, host, garden, "1 0,0 50,0 50,30 0,30")
        assert [plot.number for plot in plots(session, garden)] == [1]
        services.draw_plan(session, host, garden, PLAN)
        assert [(plot.id, plot.token) for plot in plots(session, garden)][1] == (second.id, second.token)
        with pytest.raises(services.PlotStillKept):
            services.draw_plan(session, host, garden, "2 0,0 50,0 50,30 0,30")


def test_a_plot_has_one_keeper_at_a_time(session: Session, town: Town) -> None:
    host = town.actor("li", Action.KEEP_GARDENS)
    with db.transaction():
        garden = found(session, town)
        first, second, third = plots(session, garden)
        keep(session, town, first)
        with pytest.raises(services.PlotTaken):
            keep(session, town, first, "别人")
        services.describe_plot(session, host, second, plants="", rests=True)
        with pytest.raises(services.PlotRests):
            keep(session, town, second)
        with pytest.raises(services.GuardianMissing):
            keep(session, town, third, is_minor=True)
        services.end_keeping(session, host, first, EndReason.RETURNED)
        keep(session, town, first, "下一位")
        assert [one.end_reason for one in queries.past_keepings(session, first)] == [EndReason.RETURNED]


def test_the_queue_is_served_in_order_and_the_same_phone_waits_once(session: Session, town: Town) -> None:
    host = town.actor("li", Action.KEEP_GARDENS)
    with db.transaction():
        garden = found(session, town)
        plot = plots(session, garden)[0]
        with pytest.raises(services.NobodyWaits):
            services.give_to_next(session, host, garden, plot)
        for name, phone in (("甲", "13800000011"), ("乙", "13800000012"), ("甲", "13800000011")):
            services.register_waiting(session, None, garden, keeper=name, phone=phone)
        assert [one.number for one in queries.waiting(session, garden)] == [1, 2]
        keep(session, town, plot)
        given_ = services.give_to_next(session, host, garden, plot)
        assert given_.keeper == "甲"
        assert queries.past_keepings(session, plot)[0].end_reason is EndReason.NEGLECTED
        services.leave_queue(session, host, queries.waiting(session, garden)[0])
        assert services.register_waiting(session, None, garden, keeper="丙", phone="13800000013").number == 3


def test_care_is_one_row_a_tap_and_a_late_one_does_not_turn_the_clock_back(session: Session, town: Town) -> None:
    worker, record = town.actor("wang", Action.TEND_GARDENS), ids.new()
    with db.transaction():
        garden = found(session, town)
        plot, other, _ = plots(session, garden)
        for _ in range(3):
            services.record_care(session, worker, plot, act=CareAct.WATERED, id=record)
        last = plot.cared_at
        services.record_care(session, worker, plot, act=CareAct.WEEDED, happened_at=clock.now() - timedelta(days=3))
        assert plot.cared_at == last
        assert len(session.exec(select(Care)).all()) == 2
        with pytest.raises(NotFound):
            services.record_care(session, worker, other, act=CareAct.WATERED, id=record)


@pytest.mark.parametrize(
    ("days", "co_keeper", "stage"),
    [
        (2, True, None), (4, True, Stage.KEEPER), (8, True, Stage.CO_KEEPER), (12, True, Stage.NEXT),
        (8, False, Stage.NEXT), (90, True, Stage.NEXT),
    ],
)  # fmt: skip
def test_neglect_goes_from_keeper_to_co_keeper_to_the_next(days: int, co_keeper: bool, stage: Stage | None) -> None:
    today = date(2026, 5, 30)
    kept = Kept(date(2026, 1, 1), today - timedelta(days=days), co_keeper)
    assert rules.stage(kept, rules.USUAL_DAYS, today) is stage
    assert rules.stage(kept, {5: 120}, today) is None


def test_each_stage_is_said_once_and_care_ends_it(session: Session, town: Town) -> None:
    with db.transaction():
        garden = found(session, town)
        plot = plots(session, garden)[0]
        kept = keep(session, town, plot, co_keeper="高叔叔")
        kept.began_on = clock.today() - timedelta(days=400)
        services.set_seasons(
            session, town.actor("li", Action.KEEP_GARDENS), town.community, dict.fromkeys(range(1, 13), 5)
        )
        services.record_care(session, None, plot, act=CareAct.WATERED, happened_at=clock.now() - timedelta(days=6))
        today = clock.today()
        said = [neglect_services.look_after(session, today + timedelta(days=n)) for n in (0, 0, 4, 5, 9, 30)]
        assert said == [1, 0, 1, 0, 1, 0]
        assert queries.beds(session, garden, today + timedelta(days=9))[0].status == rules.NEGLECTED
        services.record_care(session, None, plot, act=CareAct.WATERED)
        assert neglect_services.look_after(session, today) == 0
        assert {one.account_id for one in session.exec(select(Notice))} == {town.wang, town.li}


def test_who_moves_away_or_dies_leaves_the_plot(session: Session, town: Town) -> None:
    host = town.actor("li", Action.CHANGE_REGISTER)
    with db.transaction():
        garden = found(session, town)
        building = queries.building_of(session, garden)
        home = homes.settle(session, town, building, head="高振华")
        other = homes.settle(session, town, building, room="601", head="刘奶奶")
        first, second, third = plots(session, garden)
        keep(session, town, first, "高振华", household_id=home.id)
        keep(session, town, second, "刘奶奶", household_id=other.id, co_keeper="刘叔叔")
        keep(session, town, third, "不在名册的人")
        for one, has_died in ((home, False), (other, True)):
            [(_, resident)] = homes.queries.list_members(session, one)
            resident_services.remove_resident(session, host, resident, on=clock.today(), has_died=has_died)
        assert neglect_services.look_after(session, clock.today()) >= 2
        assert [one.end_reason for plot in (first, second) for one in queries.past_keepings(session, plot)] == [
            EndReason.MOVED, EndReason.DIED
        ]  # fmt: skip
        assert queries.running_keeping(session, third) is not None


def test_the_co_keeper_goes_on_and_names_are_shown_only_by_consent(session: Session, town: Town) -> None:
    host = town.actor("li", Action.KEEP_GARDENS)
    with db.transaction():
        garden = found(session, town)
        plot = plots(session, garden)[0]
        kept = keep(session, town, plot, shows_name=True, co_keeper="高叔叔", co_phone="13800000002")
        assert queries.beds(session, garden, clock.today())[0].public_name == "高阿姨"
        services.show_name(session, host, kept, shows=False)
        assert queries.beds(session, garden, clock.today())[0].public_name == ""
        passed = services.hand_to_co_keeper(session, host, plot, EndReason.RETURNED)
        assert (passed.keeper, passed.phone, passed.shows_name) == ("高叔叔", "13800000002", False)
