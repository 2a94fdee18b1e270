"""The council chapter: 名都园社区 meets through the year, promises 66 lamps, keeps most of its word, meets tonight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlmodel import Session

from webapp.core.time import clock
from webapp.council.councils import agenda_services, meeting_services, queries, seat_services
from webapp.council.councils.models import CouncilMeeting, CouncilSeries, SeatKind
from webapp.council.minutes import services as minutes_services
from webapp.council.minutes.models import SignerRole
from webapp.council.promises import promise_services, proof_services, supervision_services
from webapp.council.promises import queries as promises
from webapp.council.promises.models import Promise
from webapp.council.promises.rules import Delay, Way
from webapp.council.sittings import (
    attendance_services,
    resolution_services,
    sitting_services,
    vote_services,
)
from webapp.council.sittings.models import MarkWay, ResolutionKind, VoteWay
from webapp.council.sittings.vote_rules import Stand
from webapp.demo.council_voices import GATE, at, open_gate_case, speak, speak_again
from webapp.demo.town import Town
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.org import services as org
from webapp.people.org.models import Party, PartyKind

EVENING = time(19, 0)
PEOPLE = (
    # name, kind, title
    ("陈芳", SeatKind.PARTY, "副书记"),
    ("赵磊", SeatKind.COMMITTEE, "居委会主任"),
    ("许琳", SeatKind.COMMITTEE, "居委会委员"),
    ("孙玉珍", SeatKind.RESIDENT, ""),
    ("刘淑珍", SeatKind.RESIDENT, ""),
    ("高福林", SeatKind.RESIDENT, ""),
    ("冯秀英", SeatKind.RESIDENT, ""),
    ("郭强", SeatKind.RESIDENT, ""),
    ("邓丽", SeatKind.RESIDENT, ""),
    ("曹阳", SeatKind.RESIDENT, ""),
    ("周海", SeatKind.PROPERTY, "名都园物业经理"),
    ("唐宁", SeatKind.PARTNER, "华新供电服务站"),
    ("许燕", SeatKind.PARTNER, "华新街社区卫生服务中心"),
    ("范涛", SeatKind.PARTNER, "华新实验学校"),
    ("谢红", SeatKind.OWNERS, "业委会"),
    ("何志军", SeatKind.POLICE, "社区民警"),
)
ALTERNATES = {"范涛": "白雪", "谢红": "董建民"}
AWAY = {"彭军", "何志军", "范涛"}
LAMPS_DONE = 58
DONE = {
    "4号楼东侧划": (4, 28), "清走楼道里的": (4, 9), "清理2、3号": (6, 8),
    "倒掉花盆、轮": (6, 29), "空地改成微花": (8, 18), "添轮椅共2辆": (10, 20),
    "修好3号楼的": (11, 8),
}  # fmt: skip
LAMPS = "装灭蚊灯，一栋一盏，共66盏 @周海 7.31"


@dataclass(frozen=True)
class Told:
    """One evening: what was asked by how many, and the lines that were typed."""

    on: tuple[int, int]
    topics: tuple[tuple[str, int, tuple[str, ...]], ...]


YEAR = (
    Told(
        (3, 24),
        (("楼道堆电动车", 88, ("4号楼东侧划停车棚，装充电插座 @周海 4.30", "清走楼道里的废旧家具 @赵磊 4.10")),),
    ),
    Told((5, 26), (("雨后楼前积水", 52, ("清理2、3号楼之间的积水沟 @周海 6.10",)),)),
    Told((6, 23), (("夏天蚊子多，楼下坐不住", 66, (LAMPS, "倒掉花盆、轮胎里的积水，微网格长上门说 @孙玉珍 6.30")),)),
    Told((7, 28), (("3号楼前空地种什么", 41, ("空地改成微花园，共12块，居民认养 @高福林 8.20",)),)),
    Told((9, 22), (("工具站想添轮椅", 17, ("添轮椅共2辆 @许燕 10.15",)), ("老楼想装电梯", 34, ("加装电梯",)))),
    Told(
        (10, 27),
        (
            ("东门路灯不亮", 29, ("修好东门路灯 @周海 11.15",)),
            (GATE, 26, ("修好3号楼的门禁 @周海 11.10",)),
            ("入冬怕跳闸", 23, ("各楼配电箱查一遍 @华新供电服务站 12.10",)),
            ("楼道飞线充电", 19, ("劝走飞线，装充电桩共6个 @赵磊 11.20",)),
        ),
    ),
)


def told_year(today: date) -> int:
    """The newest year whose evenings have all been: in spring the council still lives by what last year decided."""
    return today.year if date(today.year, *YEAR[-1].on) < today else today.year - 1


def tell(session: Session, town: Town) -> None:
    year = told_year(town.today)
    with at(date(year, 3, 1)):
        host = town.actor("li", Action.HOLD_COUNCILS)
        series = meeting_services.found_series(
            session, host, community_id=town.units["mingdu"], name="名都园社区议事厅", place="社区议事厅（12号楼底商）",
            week=4, weekday=1,
        )  # fmt: skip
        _seats(session, town, host, series)
    for told in YEAR:
        day = date(year, *told.on)
        if day < town.today:
            _keep(session, host, series, day)
            _meet(session, town, host, series, told, day)
    _keep(session, host, series, town.today)
    with at(town.today, 8, 30):
        supervision_services.climb(session)
    speak(session, town)
    speak_again(session, town)
    _tonight(session, town, host, series)


def _seats(session: Session, town: Town, host: Actor, series: CouncilSeries) -> None:
    since = clock.today()
    workers = [town.parties[town.workers[grid]] for grid in town.grids["mingdu"][:3]]
    seated = [(session.get_one(Party, host.party_id), SeatKind.PARTY, "社区党委书记")]
    seated += [(session.get_one(Party, party_id), SeatKind.GRID, "") for party_id in workers]
    for name, kind, title in PEOPLE:
        person = org.make_party(
            session, host, kind=PartyKind.PERSON, name=name, community_id=series.community_id, title=title,
            phone=town.next_phone(), silent=True,
        )  # fmt: skip
        seated.append((person, kind, title))
    for place, (party, kind, title) in enumerate(seated):
        seat_services.seat_member(
            session, host, series, kind=kind, party=party, valid_from=since, title=title, position=place,
            valid_to=date(since.year + 3, 2, 28) if kind is SeatKind.RESIDENT else None,
            alternate_id=_alternate(session, town, host, party),
        )  # fmt: skip


def _alternate(session: Session, town: Town, host: Actor, party: Party) -> str | None:
    name = ALTERNATES.get(party.name)
    if name is None:
        return None
    return org.make_party(
        session, host, kind=PartyKind.PERSON, name=name, community_id=town.units["mingdu"], title="",
        phone=town.next_phone(), silent=True,
    ).id  # fmt: skip


def _meet(session: Session, town: Town, host: Actor, series: CouncilSeries, told: Told, day: date) -> None:
    sitters = queries.sitters(session, series.id, day)
    recorder = next(one for one in sitters if one.name == "许琳")
    with at(day - timedelta(days=5), 10):
        meeting = meeting_services.plan_meeting(
            session, host, series, held_on=day, starts_at=EVENING, recorder_id=recorder.party.id
        )
        for title, households, _ in told.topics:
            case = open_gate_case(session, town, day) if title == GATE else None
            line = agenda_services.add_line(
                session, host, meeting, title=title, reason="按走访和征求意见的户数", case_id=case.id if case else None
            )
            line.households, line.reason = households, ""
        agenda_services.fix_agenda(session, host, meeting, case_ids=[])
    with at(day, 18, 50):
        for sitter in sitters:
            stand = Stand.EXCUSED if sitter.name in AWAY else Stand.PRESENT
            attendance_services.mark(session, host, meeting, sitter, stand=stand, way=MarkWay.QR)
    with at(day):
        sitting_services.open_sitting(session, host, meeting)
        _talk(session, host, meeting, told)
    with at(day, 20, 25):
        sitting_services.close_sitting(session, host, meeting)
    _paper(session, town, host, meeting, day)


def _talk(session: Session, host: Actor, meeting: CouncilMeeting, told: Told) -> None:
    lines = {line.title: line for line in queries.agenda(session, meeting.id)}
    for title, _, typed in told.topics:
        for words in typed:
            made = resolution_services.record_line(session, host, meeting, lines[title], line=words)
            if "@" not in words:
                resolution_services.detail(
                    session, host, meeting, made, kind=ResolutionKind.LATER,
                    later_month=f"{meeting.held_on.year + 1}-03", flags=["owners", "money"],
                )  # fmt: skip
            elif "66盏" in words:
                vote_services.hold_vote(
                    session, host, meeting, lines[title], question="每栋楼装一盏灭蚊灯", way=VoteWay.HANDS,
                    hands=vote_services.Hands(15, 1, 1), resolution=made,
                )  # fmt: skip


def _paper(session: Session, town: Town, host: Actor, meeting: CouncilMeeting, day: date) -> None:
    with at(day + timedelta(days=1), 10):
        minutes = minutes_services.draft(session, host, meeting)
        minutes_services.open_review(session, host, meeting, minutes)
    resident = next(one for one in queries.sitters(session, meeting.series_id, day) if one.name == "孙玉珍")
    assert minutes.review_until and meeting.recorder_id
    with at(minutes.review_until + timedelta(days=1), 15):
        for role, party_id in (
            (SignerRole.HOST, meeting.host_id), (SignerRole.RECORDER, meeting.recorder_id),
            (SignerRole.RESIDENT, resident.party.id),
        ):  # fmt: skip
            minutes_services.sign(session, host, meeting, minutes, role=role, party_id=party_id)
        minutes_services.finalise(session, host, meeting, minutes)
        minutes_services.publish(session, host, minutes)


def _keep(session: Session, host: Actor, series: CouncilSeries, until: date) -> None:
    """What became of each promise before the next meeting: most in time, one late, 58 of 66 lamps lit."""
    host = host.wearing(Action.SUPERVISE_PROMISES)
    for promise in promises.of_series(session, series.id, only_open=True):
        key, year = promise.deed[:6], promise.decided_on.year
        if key in DONE and (day := date(year, *DONE[key])) < until:
            _finish(session, host, promise, day)
        elif key == "装灭蚊灯，一":
            _lamps(session, host, promise, until)
        elif key == "劝走飞线，装" and date(year, 11, 19) < until:
            _report(session, host, promise, date(year, 11, 19))
        elif key == "各楼配电箱查" and date(year, 11, 20) < until:
            _ask_for_time(session, promise, date(year, 11, 20))
        elif key == "修好东门路灯" and date(year, 11, 20) < until:
            _late(session, host, promise, date(year, 11, 20))


def _finish(session: Session, host: Actor, promise: Promise, day: date) -> None:
    _report(session, host, promise, day)
    with at(day + timedelta(days=1), 9):
        proof_services.verify(
            session, host, promise, before="居民反映的样子，会上有照片", after="到现场看过，办好了",
            witnesses="孙玉珍、高福林",
        )  # fmt: skip


def _report(session: Session, host: Actor, promise: Promise, day: date) -> None:
    owner = session.get_one(Party, promise.owner_id)
    with at(day, 16):
        if promise.state == "unconfirmed":
            promise_services.confirm(session, host, promise, way=Way.PHONE, note="电话里说没问题", by_words=owner.name)
        for line in promises.parts(session, promise.id):
            proof_services.tick_part(
                session, None, promise, line.part, evidence="办好了，住户看过", done_on=day, by_words=owner.name
            )
        proof_services.report_done(session, None, promise, note="办好了，请来看", by_words=owner.name)


def _lamps(session: Session, host: Actor, promise: Promise, until: date) -> None:
    """Three a day in July, one a day in October; the second delivery was late, so the date moved once."""
    year = promise.decided_on.year
    if promise.extended == 0 and date(year, 7, 27) < until:
        with at(date(year, 7, 27), 10):
            supervision_services.ask_extension(
                session, None, promise, delay=Delay.MATERIALS, new_due=date(year, 11, 30), reason="后一批灯十月才到货"
            )
            supervision_services.decide_extension(session, host, promise, granted=True, answer="公开板上两个日子都写")
    for place, line in enumerate(promises.parts(session, promise.id)[:LAMPS_DONE]):
        day = date(year, 7, 6) + timedelta(days=place // 3)
        if place >= 40:
            day = date(year, 10, 12) + timedelta(days=place - 40)
        if line.done is None and day < until:
            with at(day, 17):
                proof_services.tick_part(
                    session, None, promise, line.part, evidence="灯亮了，门长和住户一起看的", done_on=day,
                    by_words="周海",
                )  # fmt: skip


def _ask_for_time(session: Session, promise: Promise, day: date) -> None:
    """By the partner's own word, over its one-time link; waits for the host's answer."""
    with at(day, 11):
        supervision_services.ask_extension(
            session, None, promise, delay=Delay.OTHER, new_due=date(day.year, 12, 20), reason="两名电工在外县支援"
        )


def _late(session: Session, host: Actor, promise: Promise, day: date) -> None:
    with at(day - timedelta(days=4), 9):
        supervision_services.nudge(session, host, promise, words="过期一天了，哪天能亮？")
    with at(day, 9):
        proof_services.note_progress(session, None, promise, note="线断在地下，等配件", by_words="周海")
        supervision_services.order(session, host, promise, words="请写明哪天修好，三个工作日内回。")


def _tonight(session: Session, town: Town, host: Actor, series: CouncilSeries) -> None:
    """Announced last week by the count as it stood; the hall opens at seven."""
    recorder = next(one for one in queries.sitters(session, series.id, town.today) if one.name == "许琳")
    with at(town.today - timedelta(days=5), 10):
        meeting = meeting_services.plan_meeting(
            session, host, series, held_on=town.today, starts_at=EVENING, recorder_id=recorder.party.id
        )
        counts = agenda_services.propose(session, host, meeting)
        rule = queries.rule_of(session, meeting)
        chosen = agenda_services.agenda_rules.choose(counts, rule.agenda_places, rule.reserved_places)
        if len(chosen) < 3:
            for title, households in (("10号楼前停车堵住消防通道", 31), ("暖气不热", 24), ("楼下快递堆门口", 12)):
                line = agenda_services.add_line(session, host, meeting, title=title, reason="按走访的户数")
                line.households, line.reason = households, ""
        agenda_services.fix_agenda(session, host, meeting, case_ids=[one.asked.case_id for one in chosen])
