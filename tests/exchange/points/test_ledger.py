from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from tests.exchange.points.ground import PATROL, book_of, give, set_rule, with_points, yesterday
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.time.clock import today
from webapp.exchange.points import correction_services as corrections
from webapp.exchange.points import proof_queries, queries, services
from webapp.exchange.points.ledger_services import NotEnoughPoints, Unbalanced, lock, write
from webapp.exchange.points.models import EntryKind, Posting, Stop
from webapp.people.accounts.permissions import Action


def balance(session: Session, town: Town, name: str = "zhao") -> tuple[int, int, int]:
    found = queries.balance(session, town.party(name), town.community)
    return found.available, found.held, found.owed


def faults(session: Session, town: Town) -> list[str]:
    return proof_queries.ledger_faults(session, town.community)


def earn(session: Session, town: Town, key: str, minutes: int = 120, on: date | None = None) -> object:
    deed = services.Deed(PATROL, minutes, on or today(), key, "护学岗站了 2 小时")
    return services.credit(session, town.actor("wang"), town.party("zhao"), deed)


def test_an_act_earns_by_the_rule_of_its_day(session: Session, town: Town) -> None:
    with db.transaction():
        set_rule(session, town)
        set_rule(session, town, valid_from=today(), points=6)
        earn(session, town, "old", on=yesterday())
        earn(session, town, "new")
    assert balance(session, town) == (8 + 12, 0, 0)
    assert faults(session, town) == []


def test_the_same_cause_earns_once(session: Session, town: Town) -> None:
    with db.transaction():
        set_rule(session, town)
        first = earn(session, town, "visit:1")
    with db.transaction():
        again = earn(session, town, "visit:1")
    assert again.id == first.id  # type: ignore[attr-defined]
    assert balance(session, town) == (8, 0, 0)


def test_without_a_rule_nothing_is_earned(session: Session, town: Town) -> None:
    with db.transaction():
        assert earn(session, town, "x") is None
        set_rule(session, town, valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31))
        assert earn(session, town, "x") is None
    assert balance(session, town) == (0, 0, 0)


def test_caps_count_what_was_given_and_forget_what_was_reversed(session: Session, town: Town) -> None:
    with db.transaction():
        set_rule(session, town, cap_day=10)
        earn(session, town, "a")
        second = earn(session, town, "b")
        assert second.amount == 2  # type: ignore[attr-defined]
        assert earn(session, town, "c") is None
        corrections.reverse(session, town.actor("li"), second, reason="重复")  # type: ignore[arg-type]
        assert earn(session, town, "d").amount == 2  # type: ignore[attr-defined]


def test_every_line_says_what_earned_it(session: Session, town: Town) -> None:
    with db.transaction():
        set_rule(session, town)
        earn(session, town, "a")
    lines = queries.list_lines(session, book_of(session, town.party("zhao")).id)
    assert [(line.sentence, line.change) for line in lines] == [("护学岗站了 2 小时", 8)]


def test_a_hold_takes_the_oldest_lot_first_and_handing_over_is_no_second_line(session: Session, town: Town) -> None:
    with db.transaction():
        give(session, town.party("zhao"), 10, born_on=today() - timedelta(days=300))
        give(session, town.party("zhao"), 10)
        book = services.passbook_for(session, town.party("zhao"))
        held = services.hold(session, town.actor("zhao"), book, points=15, key="order:1", sentence="换 1 袋大米")
    assert balance(session, town) == (5, 15, 0)
    left = queries.list_endings(session, book.id, None)
    assert [(ending.points) for ending in left] == [5]
    with db.transaction():
        services.capture(session, town.actor("qian"), held, sentence="领走")
    assert balance(session, town) == (5, 0, 0)
    assert [line.change for line in queries.list_lines(session, book.id)] == [-15, 10, 10]
    assert faults(session, town) == []


def test_more_than_is_there_is_refused_and_leaves_no_trace(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10)
    with pytest.raises(NotEnoughPoints) as refused, db.transaction():
        book = services.passbook_for(session, town.party("zhao"))
        services.hold(session, town.actor("zhao"), book, points=11, key="k", sentence="换")
    assert refused.value.sentence() == "分不够：要 11 分，现在有 10 分。"
    assert balance(session, town) == (10, 0, 0)


def test_a_hold_ends_once(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10)
    with db.transaction():
        book = services.passbook_for(session, town.party("zhao"))
        held = services.hold(session, town.actor("zhao"), book, points=10, key="k", sentence="换")
        services.release(session, town.actor("zhao"), held, sentence="取消")
        with pytest.raises(services.HoldEnded):
            services.capture(session, town.actor("qian"), held, sentence="领走")
    assert balance(session, town) == (10, 0, 0)


def test_what_comes_back_after_its_day_has_a_month_to_run(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10, born_on=today(), months=1)
    with db.transaction():
        book = services.passbook_for(session, town.party("zhao"))
        held = services.hold(session, town.actor("zhao"), book, points=10, key="k", sentence="换")
    later = clock.now() + timedelta(days=40)
    with time_machine.travel(later, tick=False):
        with db.transaction():
            services.release(session, None, held, sentence="过期未取")
            services.end_lots(session, lock(session, book.id))
        assert queries.list_endings(session, book.id, None)[0].expires_on == today() + timedelta(days=30)
    assert balance(session, town) == (10, 0, 0)
    assert faults(session, town) == []


def test_lots_end_after_their_last_day_and_what_is_held_does_not(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10, months=1)
    with db.transaction():
        book = services.passbook_for(session, town.party("zhao"))
        services.hold(session, town.actor("zhao"), book, points=4, key="k", sentence="换")
    last = queries.list_endings(session, book.id)[0].expires_on
    with time_machine.travel(clock.end_of_day(last), tick=False), db.transaction():
        assert services.end_all_lots(session) == 0
    with time_machine.travel(clock.end_of_day(last) + timedelta(seconds=1), tick=False):
        with db.transaction():
            assert services.end_all_lots(session) == 1
        with db.transaction():
            assert services.end_all_lots(session) == 0
    assert balance(session, town) == (0, 4, 0)
    assert faults(session, town) == []


def test_ended_points_cannot_be_spent_before_the_night_job(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10, months=1)
    later = time_machine.travel(clock.now() + timedelta(days=60), tick=False)
    with later, pytest.raises(NotEnoughPoints), db.transaction():
        book = services.passbook_for(session, town.party("zhao"))
        services.hold(session, town.actor("zhao"), book, points=1, key="k", sentence="换")


def test_a_reversal_after_spending_leaves_a_debt_that_service_pays(session: Session, town: Town) -> None:
    with db.transaction():
        set_rule(session, town)
        entry = earn(session, town, "a")
        book = services.passbook_for(session, town.party("zhao"))
        held = services.hold(session, town.actor("zhao"), book, points=5, key="k", sentence="换")
        services.capture(session, town.actor("qian"), held, sentence="领走")
        corrections.reverse(session, town.actor("li"), entry, reason="没有去")  # type: ignore[arg-type]
    assert balance(session, town) == (0, 0, 5)
    with pytest.raises(services.OwesPoints), db.transaction():
        services.hold(session, town.actor("zhao"), services.passbook_for(session, town.party("zhao")), points=1,
                      key="m", sentence="换")  # fmt: skip
    with db.transaction():
        earn(session, town, "b")
    assert balance(session, town) == (3, 0, 0)
    assert faults(session, town) == []


def test_one_reversal_an_entry_and_none_of_a_reversal(session: Session, town: Town) -> None:
    with db.transaction():
        set_rule(session, town)
        entry = earn(session, town, "a")
        undone = corrections.reverse(session, town.actor("li"), entry, reason="记错")  # type: ignore[arg-type]
        with pytest.raises(corrections.AlreadyReversed):
            corrections.reverse(session, town.actor("li"), entry, reason="再一次")  # type: ignore[arg-type]
        with pytest.raises(corrections.NotReversible):
            corrections.reverse(session, town.actor("li"), undone, reason="冲回来")
    assert balance(session, town) == (0, 0, 0)


def test_donated_points_go_to_the_pool(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10)
    with db.transaction():
        book = services.passbook_for(session, town.party("zhao"))
        services.donate(session, town.actor("zhao"), book, points=4, key="d")
        services.donate(session, town.actor("zhao"), book, points=4, key="d")
        with pytest.raises(NotEnoughPoints):
            services.donate(session, town.actor("zhao"), book, points=7, key="e")
    assert balance(session, town) == (6, 0, 0)
    assert proof_queries.ledger_figures(session, town.community)["donated"] == 4


def test_a_correction_needs_a_second_person(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10)
    with db.transaction():
        book = services.passbook_for(session, town.party("zhao"))
        asked = corrections.ask_correction(
            session, town.actor("qian"), book, kind=EntryKind.ADJUST, amount=-4, reason="多记了一次"
        )
        with pytest.raises(corrections.OwnCorrection):
            corrections.approve_correction(session, town.actor("qian"), asked)
        corrections.approve_correction(session, town.actor("li"), asked)
        with pytest.raises(corrections.CorrectionDecided):
            corrections.approve_correction(session, town.actor("li"), asked)
    assert balance(session, town) == (6, 0, 0)
    assert queries.list_corrections(session, town.actor("li", Action.CORRECT_POINTS)) == []


def test_a_refused_correction_moves_nothing(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10)
    with db.transaction():
        book = services.passbook_for(session, town.party("zhao"))
        asked = corrections.ask_correction(
            session, town.actor("qian"), book, kind=EntryKind.ADJUST, amount=4, reason="补记"
        )
        corrections.refuse_correction(session, town.actor("li"), asked)
    assert balance(session, town) == (10, 0, 0)


def test_a_debt_may_be_written_off_but_not_more_than_it(session: Session, town: Town) -> None:
    with_points(town, "zhao", 3)
    with db.transaction():
        book = services.passbook_for(session, town.party("zhao"))
        taken = corrections.ask_correction(
            session, town.actor("qian"), book, kind=EntryKind.ADJUST, amount=-8, reason="错记"
        )
        corrections.approve_correction(session, town.actor("li"), taken)
        assert balance(session, town) == (0, 0, 5)
        for amount, fits in ((6, False), (5, True)):
            asked = corrections.ask_correction(
                session, town.actor("qian"), book, kind=EntryKind.WRITE_OFF, amount=amount, reason="家里困难"
            )
            if fits:
                corrections.approve_correction(session, town.actor("li"), asked)
            else:
                with pytest.raises(corrections.NothingOwed):
                    corrections.approve_correction(session, town.actor("li"), asked)
    assert balance(session, town) == (0, 0, 0)
    assert faults(session, town) == []


def test_merged_passbooks_keep_both_histories_and_each_lots_day(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10, born_on=today() - timedelta(days=100))
    with_points(town, "wu", 7)
    with db.transaction():
        keep = services.passbook_for(session, town.party("wu"))
        gone = services.passbook_for(session, town.party("zhao"))
        corrections.merge(session, town.actor("li"), keep, gone, reason="同一个人登记了两次")
        with pytest.raises(corrections.SamePassbook):
            corrections.merge(session, town.actor("li"), keep, gone, reason="再来")
        assert services.passbook_for(session, town.party("zhao")).id == keep.id
    assert balance(session, town, "wu") == (17, 0, 0)
    assert len(queries.list_endings(session, keep.id, None)) == 2
    assert [line.change for line in queries.list_lines(session, gone.id)] == [-10, 10]
    assert faults(session, town) == []


def test_what_was_earned_before_a_merge_is_taken_back_where_it_went(session: Session, town: Town) -> None:
    """And not as a debt of a passbook that is closed, which nobody would ever pay."""
    with_points(town, "wu", 7)
    with db.transaction():
        earned = give(session, town.party("zhao"), 10)
        keep, gone = (services.passbook_for(session, town.party(name)) for name in ("wu", "zhao"))
        corrections.merge(session, town.actor("li"), keep, gone, reason="同一个人登记了两次")
        corrections.reverse(session, town.actor("li"), earned, reason="那天没来")
    session.refresh(gone)
    assert balance(session, town, "wu") == (7, 0, 0) and (gone.available, gone.owed) == (0, 0)
    assert faults(session, town) == []


def test_a_merge_waits_for_open_orders(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10)
    with_points(town, "wu", 7)
    with db.transaction():
        gone = services.passbook_for(session, town.party("zhao"))
        services.hold(session, town.actor("zhao"), gone, points=4, key="k", sentence="换")
        keep = services.passbook_for(session, town.party("wu"))
        with pytest.raises(corrections.HoldOpen):
            corrections.merge(session, town.actor("li"), keep, gone, reason="同一个人")


def test_while_stopped_nobody_redeems_and_everybody_reads_why(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10)
    with db.transaction():
        session.add(Stop(community_id=town.community, reason="对账有差", made_at=clock.now()))
    with pytest.raises(services.RedemptionStopped) as stopped, db.transaction():
        book = services.passbook_for(session, town.party("zhao"))
        services.hold(session, town.actor("zhao"), book, points=4, key="k", sentence="换")
    assert "对账有差" in stopped.value.sentence()


@pytest.mark.parametrize("table", ["ledger_entry", "posting"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET amount = amount + 1", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_the_ledger(session: Session, town: Town, table: str, verb: str) -> None:
    with_points(town, "zhao", 10)
    with pytest.raises(DatabaseError, match="only grows"), db.transaction():
        session.execute(text(verb.format(table)))


@pytest.mark.parametrize("column", ["available", "held", "owed"])
def test_the_database_itself_refuses_a_figure_below_zero(session: Session, town: Town, column: str) -> None:
    with_points(town, "zhao", 10)
    with pytest.raises(DatabaseError), db.transaction():
        session.execute(text(f"UPDATE passbook SET {column} = -1"))


def test_unbalanced_postings_are_never_written(session: Session, town: Town) -> None:
    from webapp.exchange.points.ledger_services import Cause, LedgerAccount, Part

    with pytest.raises(Unbalanced), db.transaction():
        book = services.passbook_for(session, town.party("zhao"))
        write(session, book, EntryKind.ADJUST, [Part(LedgerAccount.ISSUED, -1)], Cause("k", "x", today()))


def test_the_proof_finds_a_figure_that_was_tampered_with(session: Session, town: Town) -> None:
    book_id = with_points(town, "zhao", 10)
    with db.transaction():
        session.execute(text("UPDATE passbook SET available = 11"))
    assert any(book_id in fault for fault in faults(session, town))
    with db.transaction():
        session.execute(text("UPDATE passbook SET available = 10"))
        session.execute(text("UPDATE points_lot SET remaining = 9"))
    assert any("批次" in fault for fault in faults(session, town))


def test_the_proof_finds_a_lone_posting(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10)
    with db.transaction():
        first = session.exec(select(Posting)).first()
        assert first is not None
        session.add(
            Posting(
                community_id=town.community, entry_id=first.entry_id, account=services.LedgerAccount.ISSUED, amount=-1
            )
        )
    found = faults(session, town)
    assert any("合计不是零" in fault for fault in found)
    assert any("不平" in fault for fault in found)


def test_a_stranger_finds_no_passbook(session: Session, town: Town) -> None:
    from webapp.core.web.errors import NotFound

    book_id = with_points(town, "zhao", 10)
    assert queries.get_passbook(session, town.actor("li", Action.SEE_POINTS), book_id).available == 10
    with pytest.raises(NotFound):
        queries.get_passbook(session, town.actor("far_host", Action.SEE_POINTS), book_id)
    assert queries.list_holders(session, town.actor("far_host", Action.SEE_POINTS)) == []


def test_holders_stand_by_name_page_after_page(session: Session, town: Town) -> None:
    for name in ("zhao", "wang", "li", "qian"):
        with_points(town, name, 10)
    actor = town.actor("li", Action.SEE_POINTS)
    everyone = [holder.name for holder in queries.list_holders(session, actor)]
    assert everyone == ["李静", "钱小梅", "王秀英", "赵国强"]
    first = queries.list_holders(session, actor, limit=2)
    second = queries.list_holders(session, actor, limit=2, after=first[-1].passbook_id)
    assert [holder.name for holder in first + second] == everyone
