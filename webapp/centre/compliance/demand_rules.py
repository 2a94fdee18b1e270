"""What the State Council's measure asks of software for government work, point by point, and how each is held here.
Our own words; the paper itself is the source."""

from dataclasses import dataclass

from webapp.core.text.i18n import N_
from webapp.people.settings.rules import Name


@dataclass(frozen=True)
class Demand:
    """Every one has an answer: `held` says how; `checks` are the audit's that prove it, `code` and `tests` where it
    lives, `switches` what the district decides, `district` what it must do itself because no software can."""

    asks: str
    held: str
    article: str = ""
    checks: tuple[str, ...] = ()
    switches: tuple[Name, ...] = ()
    code: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    district: str = ""


MEASURE = (
    Demand(N_("同一件事不让基层重复填"), N_("没有清单条目或应急代码派不出任务；派之前先看负担表；名册里有的只请核对"),
           checks=("ground",), code=("webapp/casework/dispatch/burden_queries.py",),
           tests=("tests/casework/dispatch/test_orders.py",), district=N_("事项清单由区里定，要公布")),
    Demand(N_("不搞强制打卡签到"), N_("没有打卡；开会签到和志愿时长是另一回事，名单在自查里"), checks=("check-in",)),
    Demand(N_("不搞积分排名"), N_("没有排名的页面和表；网格员只看自己的分，主持人按网格次序看"), checks=("ranking",),
           code=("webapp/centre/assessment/period_queries.py",), tests=("tests/centre/assessment/test_periods.py",)),
    Demand(N_("不统计在线时长"), N_("没有这样的栏；只有登录安全要用的时间"), checks=("online",)),
    Demand(N_("不强推安装，不下登录指标"), N_("网页打开就用，不用装；登录几次不计数"), checks=("online",),
           district=N_("不给下级定注册率、登录率")),
    Demand(N_("不把软件当成日常考核的载体"), N_("只给办成的事计分，敲门、拍照、登录不计；月底由人确认，能申诉"),
           checks=("app-scores", "person-decides"), switches=(Name.SCORE_PAY,),
           code=("webapp/centre/assessment/rules.py",), tests=("tests/centre/assessment/test_entries.py",)),
    Demand(N_("不拿点赞、转发、投票数、学习时长考核"), N_("评选标准里写了这些词就存不下"), checks=("clicks",),
           code=("webapp/volunteering/contest/rules.py",), tests=("tests/volunteering/contest/test_contest.py",)),
    Demand(N_("非必要不强制上传照片、视频、轨迹"), N_("照片和地点都能空着，办结写一句话就行；没有视频和轨迹"),
           checks=("forced-photos", "tracks", "locating"), switches=(Name.MUST_PHOTO,),
           code=("webapp/casework/cases/handling_services.py",),
           tests=("tests/casework/questionnaires/test_workbooks.py",)),
    Demand(N_("不做商业活动"), N_("没有广告和收款；商户优惠是免费告示"), checks=("business",)),
    Demand(N_("要有投诉建议的入口"), N_("每页都有，不登录也能提，社区或区里答复"), checks=("complaints",),
           code=("webapp/people/accounts/complaint_services.py",), tests=("tests/people/accounts/test_posts.py",)),
    Demand(N_("县级以下原则上不建软件"), N_("一个区一套，主办单位写在每页下面"), switches=(Name.OWNER,),
           district=N_("由区一级以上的单位主办，按规定备案")),
)  # fmt: skip
