"""Each line of the machine's page, answered by rows and by the machine itself."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlmodel import Session, col, func, select

from webapp.casework.catalogue import queries as catalogue
from webapp.centre.machine import drill_rules, queries, rules
from webapp.centre.machine.light_rules import ACT, GOOD, LOOK, ORDER, Light, light
from webapp.centre.overview import proof_queries as overview
from webapp.centre.sync.models import SyncPhone
from webapp.core.crypto import sm2
from webapp.core.scale import partitions
from webapp.core.text.i18n import N_
from webapp.core.time import clock, generations
from webapp.core.trust import holders, signing, tls
from webapp.core.web import site_address
from webapp.core.work import jobs
from webapp.core.work.jobs import Job, JobState
from webapp.exchange.points.models import Proof
from webapp.people.notices.models import Channel, Delivery
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name

DAY = timedelta(days=1)
COMING_YEAR_FROM = 11  # the month in which the next year is asked for
SEAL_RENEW_DAYS = 60  # an authority takes its time


class Machine(NamedTuple):
    """What the page needs to know that stands in no row."""

    folder: Path
    has_room: bool


def lights(session: Session, machine: Machine) -> list[Light]:
    """The worst first."""
    found = [ask(session, machine) for ask in ASKED]
    return sorted(found, key=lambda one: ORDER.index(one.colour))


def _backup(session: Session, machine: Machine) -> Light:
    newest = next(iter(generations.listed(machine.folder / "backups")), None)
    todo = N_("点下面“现在备份并试一遍”；做不成会说为什么。")
    if newest is None:
        began = settings.installation(session)
        is_new = began is None or clock.now() - began.made_at < 2 * DAY
        return light("backup", LOOK if is_new else ACT, N_("还没有备份，每天夜里两点半做。"), todo)
    at, proof = generations.made_at(newest.name), queries.last_proof(session)
    age, figures = clock.now() - at, {"when": _moment(at), "tried": _moment(proof.made_at) if proof else ""}
    if age > DAY + timedelta(hours=3):
        words = N_("最近的备份是 %(when)s 的。")
        return light("backup", ACT if age > 2 * DAY + timedelta(hours=3) else LOOK, words, todo, **figures)
    if proof is None:
        return light("backup", LOOK, N_("%(when)s 做好，写完读过一遍；还没有人试过。"), todo, **figures)
    return light("backup", GOOD, N_("%(when)s 做好，写完读过一遍；%(tried)s 试过，打得开。"), **figures)


def _second(session: Session, machine: Machine) -> Light:
    address, newest, good = (
        queries.second_address(session), queries.last_copy(session), queries.last_copy(session, good=True)
    )  # fmt: skip
    if address is None:
        words = N_("备份只在这台机器上，机器坏了就都没了。")
        return light("second", LOOK, words, N_("在“设置 → 机器和备份”写上第二个地方。"), "settings.group")
    if newest is None:
        return light("second", LOOK, N_("设好了，还没有送过。"), N_("点下面“现在送一份”。"))
    when = _moment(newest.made_at)
    if not newest.is_good:
        is_long = good is None or clock.now() - good.made_at > 2 * DAY
        words, todo = N_("%(when)s 没送到：%(why)s。"), N_("改好以后点“现在送一份”；一小时后也会自己再试。")
        return light("second", ACT if is_long else LOOK, words, todo, when=when, why=rules.said(newest.trouble))
    if clock.now() - newest.made_at > 2 * DAY:
        return light("second", ACT, N_("最近一次送到是 %(when)s。"), N_("点下面“现在送一份”。"), when=when)
    if _same_disk(address.url, machine.folder):
        words = N_("%(when)s 送到了，但和数据在同一块盘上，盘坏了两份都没了。")
        return light("second", LOOK, words, N_("换成另一块盘、网络盘或 S3。"), "settings.group", when=when)
    return light("second", GOOD, N_("%(when)s 送到了，读回来一样。"), when=when)


def _same_disk(url: str, folder: Path) -> bool:
    place = Path(url)
    return url.startswith("/") and place.exists() and place.stat().st_dev == folder.stat().st_dev


def _keys(session: Session, machine: Machine) -> Light:
    known = holders.holding(machine.folder)
    if known is None:
        words = N_("钥匙只在这台机器上，机器坏了备份就打不开了。")
        return light("keys", LOOK, words, N_("印三张钥匙纸，交给三个人。"), "machine.keys")
    figures: dict[str, Any] = {"number": known.number, "day": (known.tried_on or known.made_on).isoformat()}
    if known.tried_on is None:
        words = N_("第 %(number)s 套 %(day)s 印了，还没有试过。")
        return light("keys", LOOK, words, N_("在服务器上运行 flask keys try。"), "machine.keys", **figures)
    if clock.today() - known.tried_on > timedelta(days=400):
        words = N_("第 %(number)s 套上次试是 %(day)s，一年多了。")
        return light("keys", LOOK, words, N_("在服务器上运行 flask keys try。"), "machine.keys", **figures)
    return light("keys", GOOD, N_("第 %(number)s 套，%(day)s 试过。"), "", "machine.keys", **figures)


def _drill(session: Session, machine: Machine) -> Light:
    row = queries.last_drill(session)
    if row is None:
        words = N_("还没有演练过，不知道恢复要多久、会缺什么。")
        return light("drill", LOOK, words, N_("点下面“演练一次恢复”。"))
    when = _moment(row.made_at)
    if not row.is_good:
        bad = next(drill_rules.said(one) for one in row.findings if not one["good"])
        return light("drill", ACT, N_("%(when)s 演练没有通过：%(why)s。"),
                     N_("先备份一次再演练；还不行请保留这份备份，联系我们。"), when=when, why=bad)  # fmt: skip
    if clock.now() - row.made_at > 100 * DAY:
        return light("drill", LOOK, N_("上次演练是 %(when)s，一个季度前了。"), N_("点下面“演练一次恢复”。"), when=when)
    return light("drill", GOOD, N_("%(when)s 演练通过，用了 %(seconds)s 秒。"), when=when,
                 seconds=max(1, round(row.milliseconds / 1000)))  # fmt: skip


def _jobs(session: Session, machine: Machine) -> Light:
    if late := jobs.count_late(session, minutes=60):
        words = N_("有 %(count)s 件活超过一小时没做。")
        return light("jobs", ACT, words, N_("请重启满格；还不行就看日志。"), count=late)
    failed = select(func.count()).where(Job.state == JobState.FAILED, col(Job.slot).is_not(None),
                                        col(Job.finished_at) > clock.now() - DAY)  # fmt: skip
    if count := session.exec(failed).one():
        words = N_("一天里有 %(count)s 件定时的活没做成。")
        return light("jobs", LOOK, words, N_("明天还这样就看日志。"), count=count)
    return light("jobs", GOOD, N_("都按时做了。"))


def _phones(session: Session, machine: Machine) -> Light:
    days = settings.value(session, Name.PHONE_SILENT)
    waits = (SyncPhone.unsent > 0, col(SyncPhone.wiped_at).is_(None), SyncPhone.seen_at < clock.now() - days * DAY)
    silent = session.exec(select(SyncPhone.seen_at).where(*waits).order_by(col(SyncPhone.seen_at))).all()
    count = len(silent)
    if not count:
        return light("phones", GOOD, N_("没有手机压着记录超过 %(days)s 天。"), "", "outbox.phones", days=days)
    is_long = clock.now() - silent[0] > 4 * days * DAY
    words = N_("%(count)s 部手机有记录没发，%(days)s 天以上没联系。")
    todo = N_("打电话请本人连一下网，打开满格。")
    return light("phones", ACT if is_long else LOOK, words, todo, "outbox.phones", count=count, days=days)


def _certificate(session: Session, machine: Machine) -> Light:
    ends = tls.ends_at(machine.folder / "tls")
    if ends is None:
        return light("certificate", GOOD, N_("这里没有自己的证书：由前面的代理管，或只在本机用。"))
    left, day = (ends - clock.now()).days, clock.local(ends).date().isoformat()
    if left < tls.RENEW_DAYS:
        words, todo = N_("证书 %(day)s 到期，还有 %(left)s 天。"), N_("重启满格，会自己换新的。")
        return light("certificate", ACT if left < 7 else LOOK, words, todo, day=day, left=left)
    return light("certificate", GOOD, N_("证书用到 %(day)s。"), day=day)


def _seal(session: Session, machine: Machine) -> Light:
    """Told before somebody wants a paper signed, who could do nothing about it."""
    keys = machine.folder / "keys"
    if signing.needs_sm2(keys) and not sm2.is_there():
        todo = N_("在服务器上运行 apt install openssl（要 3 以上的）。")
        return light("seal", ACT, N_("印章是国密 SM2 的，这台机器上没有能用的 OpenSSL 程序，证书签不了。"), todo)
    ends = signing.ends_at(keys)
    if ends is None:
        return light("seal", GOOD, N_("还没有用过，第一次用时自己做。"), "", "keys.index")
    left, day = (ends - clock.now()).days, clock.local(ends).date().isoformat()
    if left < SEAL_RENEW_DAYS:
        words = N_("印章的证书 %(day)s 到期，还有 %(left)s 天。") if left >= 0 else N_("印章的证书 %(day)s 到期了。")
        todo = N_("换一张新的放进 keys 文件夹，名字不变。")
        return light("seal", ACT if left < 7 else LOOK, words, todo, "keys.index", day=day, left=left)
    return light("seal", GOOD, N_("印章的证书用到 %(day)s。"), "", "keys.index", day=day)


def _ledger(session: Session, machine: Machine) -> Light:
    newest = select(Proof.community_id, func.max(Proof.at).label("at")).group_by(col(Proof.community_id)).subquery()
    query = select(Proof).join(
        newest, (col(Proof.community_id) == newest.c.community_id) & (col(Proof.at) == newest.c.at)
    )
    proofs = session.exec(query).all()
    if not proofs:
        return light("ledger", GOOD, N_("还没有积分要对。"))
    if bad := [one for one in proofs if not one.is_clean]:
        words = N_("%(count)s 个社区的积分账对不上，那里已经停兑。")
        return light("ledger", ACT, words, N_("请社区书记在“对账”里看差在哪里。"), count=len(bad))
    at = max(one.at for one in proofs)
    if clock.now() - at > 2 * DAY:
        return light("ledger", LOOK, N_("上次对账是 %(when)s。"), N_("看“定时做的活”那一行。"), when=_moment(at))
    return light("ledger", GOOD, N_("%(when)s 对过 %(count)s 个社区，都平。"), when=_moment(at), count=len(proofs))


def _audit(session: Session, machine: Machine) -> Light:
    query = select(Job).where(Job.kind == "core.audit", col(Job.finished_at).is_not(None))
    last = session.exec(query.order_by(col(Job.finished_at).desc()).limit(1)).first()
    if last is None or last.finished_at is None:
        return light("audit", GOOD, N_("还没有到第一个夜里；每天三点二十核一遍。"))
    if last.state is JobState.FAILED:
        return light("audit", ACT, N_("%(when)s %(why)s"), N_("不要动数据，联系审计。"),
                     when=_moment(last.finished_at), why=last.message)  # fmt: skip
    return light("audit", GOOD, N_("%(when)s 核过，一环扣一环。"), when=_moment(last.finished_at))


def _figures(session: Session, machine: Machine) -> Light:
    proof = overview.last_proof(session)
    if proof is None:
        return light("figures", GOOD, N_("总览的数还没有和记录核对过，每天夜里四点四十核一次。"))
    figures: dict[str, Any] = {"when": _moment(proof.at), "n": proof.compared, "ms": proof.milliseconds}
    if not proof.is_clean:
        words = N_("%(when)s 核出来和记录对不上：%(what)s")
        todo = N_("请在服务器上运行 flask figures rebuild。")
        return light("figures", ACT, words, todo, when=figures["when"], what="；".join(proof.faults[:3]))
    words = N_("%(when)s 核过总览的数：%(n)s 个网格，和记录都对得上（%(ms)s 毫秒）。")
    return light("figures", GOOD, words, **figures)


def _disk(session: Session, machine: Machine) -> Light:
    usage = shutil.disk_usage(machine.folder)
    figures: dict[str, Any] = {"free": round(usage.free / 1e9, 1), "total": round(usage.total / 1e9, 1)}
    todo = N_("清理磁盘，或换大一点的。")
    if not machine.has_room:
        return light("disk", ACT, N_("磁盘快满了，照片已经停收。还剩 %(free)s GB。"), todo, **figures)
    if usage.free < usage.total / 10:
        return light("disk", LOOK, N_("还剩 %(free)s GB，不到一成。"), todo, **figures)
    return light("disk", GOOD, N_("还剩 %(free)s GB，一共 %(total)s GB。"), **figures)


def _partitions(session: Session, machine: Machine) -> Light:
    """Nothing is lost without the coming part: its rows lie in the one for wrong clocks, and move when it is made."""
    on = session.connection()
    cut = [partitions.reach(on, table) for table in partitions.cut_tables(on)]
    if not cut:
        return light("partitions", GOOD, N_("没有分，一个区的数据这样就够；大了运行 flask db partition。"))
    until, strays = min(one.until for one in cut), sum(one.strays for one in cut)
    todo = N_("在服务器上运行 flask db partition。")
    if until <= clock.today() + 31 * DAY:
        colour = ACT if until <= clock.today() else LOOK
        return light("partitions", colour, N_("只分到 %(day)s，没有往后分。"), todo, day=until.isoformat())
    if strays:
        words = N_("分到 %(day)s；有 %(count)s 行的日子不在里面，是钟不准的手机写的。")
        return light("partitions", LOOK, words, N_("不用办；那天到了会自己归位。"), day=until.isoformat(), count=strays)
    return light("partitions", GOOD, N_("分到 %(day)s。"), day=until.isoformat())


def _calendar(session: Session, machine: Machine) -> Light:
    """The State Council publishes the coming year in autumn; limits of a month reach into it from December on."""
    today, known = clock.today(), catalogue.calendar(session)
    todo = N_("等国务院公布后，在“事项目录 → 工作日历”下载空表，填好再导入。")
    for year in (today.year, today.year + 1):
        if known.knows(year):
            continue
        if year == today.year:
            words = N_("%(year)s 年的放假和调休还没导入：按工作日算的期限空着，催办和例行任务停在那里。")
            return light("calendar", ACT, words, todo, "catalogue.calendar", year=year)
        if today.month >= COMING_YEAR_FROM:
            words = N_("%(year)s 年的放假和调休还没导入，跨到那一年的工作日期限会空着。")
            return light("calendar", LOOK, words, todo, "catalogue.calendar", year=year)
    return light("calendar", GOOD, N_("放假和调休都有了。"), "", "catalogue.calendar")


def _address(session: Session, machine: Machine) -> Light:
    """Codes are printed and put up at doors: they must not lead to wherever their maker happened to sit."""
    todo = N_("在“设置 → 名称和地址”写上外面的手机打得开的网站地址，再打一次纸。")
    if not site_address.is_decided():
        words = N_("没有设定网址：二维码印的是做纸的人当时用的地址，别的手机可能打不开。")
        return light("address", LOOK, words, todo, "settings.group")
    host = urlsplit(site_address.base_url()).hostname or ""
    if site_address.dead_address():
        words = N_("二维码里的网址是 %(host)s，外面的手机打不开。")
        return light("address", LOOK, words, todo, "settings.group", host=host)
    return light("address", GOOD, N_("二维码里的网址是 %(host)s。"), "", "settings.group", host=host)


def _outward(session: Session, machine: Machine) -> Light:
    there = session.exec(select(func.count()).select_from(Channel).where(col(Channel.closed_at).is_(None))).one()
    if not there:
        words = N_("没有设群机器人和邮箱，这一页变红了没有人会知道。")
        return light("outward", LOOK, words, N_("给区里设一个通知渠道。"), "notices.channels")
    gone = select(func.count(func.distinct(Delivery.channel_id))).where(
        col(Delivery.sent_at).is_(None), Delivery.error != "", Delivery.error != "closed",
        Delivery.made_at > clock.now() - 3 * DAY, Delivery.tries >= 3,
    )  # fmt: skip
    if count := session.exec(gone).one():
        words = N_("三天里有 %(count)s 个渠道发不出去。")
        return light("outward", LOOK, words, N_("看是哪一个、为什么。"), "notices.channels", count=count)
    return light("outward", GOOD, N_("%(count)s 个渠道，都发得出去。"), "", "notices.channels", count=there)


def _moment(at: object) -> str:
    return clock.local(at).strftime("%m-%d %H:%M")  # type: ignore[arg-type]


ASKED: tuple[Callable[[Session, Machine], Light], ...] = (
    _backup, _second, _keys, _drill, _disk, _jobs, _phones, _audit, _ledger, _figures, _certificate,
    _seal, _partitions, _calendar, _address, _outward,
)  # fmt: skip
