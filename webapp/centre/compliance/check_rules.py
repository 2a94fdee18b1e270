"""What the audit looks for. A place that only looks like it has its reason here, in the open."""

import re
from collections.abc import Iterable

from webapp.centre.compliance.audit_rules import Ban, Check, Excuse, Must, Picture
from webapp.core.text.i18n import N_

SEEN = Excuse(N_("只为安全和断网：久不用的登录要失效，哪部手机还有没发的记录"), (
    "sign_in.seen_at", "sync_phone.seen_at", "volunteer_device.seen_at",
))  # fmt: skip
REFUSED_WORDS = Excuse(N_("这里写的是不准用的词：评选标准里出现就存不下"), ("webapp/volunteering/contest/rules.py",))
MEETING = Excuse(N_("开会签到，为法定人数；不是上班打卡"), (
    "council_meeting.check_in_token", "table attendance_mark", "/check-in/", "/councils/", "webapp/council/",
    "templates/council/", "webapp/core/trust/history_words.py",
))  # fmt: skip
SERVICE = Excuse(N_("志愿活动的到和走，由系统记、两个人确认，时长归本人；不是上班打卡"), (
    "table attendance", "confirmation.attendance_id", "/attendance", "webapp/volunteering/activities/",
))  # fmt: skip
RESTORED = Excuse(N_("说恢复备份以后会上和活动的签到码还能用"), (
    "templates/centre/machine/machine.html", "webapp/core/data/backup_commands.py",
))  # fmt: skip
COMPLAINT = Excuse(N_("请人来投诉被催打卡的那一句"), ("templates/people/accounts/complaint.html",))
TOPICS = Excuse(N_("排的是事情，不是人"), ("case_voice_bound.rank", "templates/council/councils/notice.html"))
STAR_WAYS = Excuse(N_("星级评选的两种办法（按时长、社区评议），和行踪无关"), ("star_rule_set.track",))
VOTES = Excuse(N_("议事会和征求意见里居民的表决，不用来考核谁"), ("webapp/council/", "templates/council/"))


ACTIONS = re.compile(r"visit|photo|sign_?in|log_?in|open|click|message|knock|online|step|minutes|count|share")


def _unguarded(picture: Picture) -> Iterable[str]:
    return (route.place for route in picture.routes if not route.door)


def _no_complaint(picture: Picture) -> Iterable[str]:
    if not any(one.endpoint == "accounts.file_complaint" and one.door == "public" for one in picture.routes):
        yield "accounts.file_complaint"
    feet = ("templates/layout/bare.html", "templates/layout/desk.html", "templates/people/accounts/me.html")
    yield from (file for file in feet if "complaint_url" not in picture.sources.get(file, ""))


def _no_purpose(picture: Picture) -> Iterable[str]:
    return (column for column in picture.personal if column not in picture.purposes)


def _foreign_host(picture: Picture) -> Iterable[str]:
    if not picture.headers.get("Content-Security-Policy", "").startswith("default-src 'none'"):
        yield "Content-Security-Policy"
    for file, text in picture.sources.items():
        if file.startswith("templates/") and ('src="http' in text or '<link href="http' in text):
            yield file


def _may_locate(picture: Picture) -> Iterable[str]:
    if "geolocation=()" not in picture.headers.get("Permissions-Policy", ""):
        yield "Permissions-Policy"


def _no_ground(picture: Picture) -> Iterable[str]:
    if not any("duty_id IS NOT NULL OR emergency" in one for one in picture.conditions):
        yield "task_order.duty_id"


def _scored_actions(picture: Picture) -> Iterable[str]:
    return (f"deed {one}" for one in picture.deeds if ACTIONS.search(one))


def _machine_decides(picture: Picture) -> Iterable[str]:
    wanted = ("score_result.confirmed_by", "score_period.confirmed_by", "score_appeal.decided_by")
    return (one for one in wanted if one not in picture.columns)


CHECKS = (
    Check("online", N_("在线时长、登录次数、最后在线"), Ban(
        r"online|log_?in_count|sign_in_count|(time|minutes|hours|seconds)_(spent|in_app|active)"
        r"|active_(time|minutes|days)|dwell(_|$)|screen_time|streak|last_(active|seen)|^seen_at$|heartbeat|presence",
        r"在线时长|在线时间|登录次数|活跃度|日活|使用时长|学习时长"
        r"|online_(time|seconds|minutes)|log_?in_count", (SEEN, REFUSED_WORDS),
    )),
    Check("tracks", N_("轨迹、里程、定位"), Ban(
        r"latitude|longitude|\b(lat|lng|lon|gps)\b|_(lat|lng|lon|gps)\b|geo_?(loc|point|json)|(^|[._/])tracks?\b|mileage"
        r"|waypoint|pedometer|step_count|whereabouts",
        r"轨迹|里程|步数|行踪|geolocation\.|watchPosition|DeviceMotion|sendBeacon", (STAR_WAYS, REFUSED_WORDS),
    )),
    Check("check-in", N_("上班打卡"), Ban(
        r"check_?-?in\b|check_in|clock_?in|punch|attendance|on_duty_at|roll_call", r"打卡|签到|考勤",
        (MEETING, SERVICE, RESTORED, COMPLAINT, REFUSED_WORDS),
    )),
    Check("ranking", N_("公开排名、末位"), Ban(
        r"(^|[._/-])rank(s|ing|ings|ed)?\b|league|leaderboard|top_?(ten|n)\b|best_of|worst",
        r"排名|排行|名次|末位|红黑榜",
        (TOPICS, REFUSED_WORDS),
    )),
    Check("clicks", N_("拿点赞、转发、投票数考核"), Ban(
        r"(^|[._/])(likes?|forwards?|reposts?|clicks?|page_?views?|read_count)\b", r"点赞|转发数|转载|阅读量|票数",
        (REFUSED_WORDS, VOTES),
    )),
    Check("app-scores", N_("不给动作计分：敲门数、拍照、登录"), Must(_scored_actions)),
    Check("forced-photos", N_("强制上传照片、视频"), Ban(
        r"(photo|video|picture|location)s?_(required|needed|forced)|must_(photo|video|locate)", "", (
            Excuse(N_("就是下面的减负开关，平时关着"), ("setting must_photo",)),
        ),
    )),
    Check("locating", N_("浏览器的定位是关死的"), Must(_may_locate)),
    Check("business", N_("广告和买卖"), Ban(
        r"(^|[._/])(adverts?|ads|payments?|pay_order|wechat_pay|alipay|sponsor)\b",
    )),
    Check("ground", N_("没有清单条目或应急代码，数据库就不收任务"), Must(_no_ground)),
    Check("person-decides", N_("考核由人确认，不由机器定"), Must(_machine_decides)),
    Check("complaints", N_("每页都有投诉建议"), Must(_no_complaint)),
    Check("doors", N_("每个地址都写明谁能进"), Must(_unguarded)),
    Check("purposes", N_("写到人的每一栏都有用途和期限"), Must(_no_purpose)),
    Check("hosts", N_("页面不向境内外别的网站要东西"), Must(_foreign_host)),
)  # fmt: skip
