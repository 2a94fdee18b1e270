"""Where each post starts and which tabs it has: (label, endpoint, icon). A slice adds its line here.

An endpoint that this installation lacks is left out by the frame.
"""

from webapp.core.text.i18n import N_
from webapp.people.accounts.models import Role

ME = (N_("我的"), "accounts.me", "user")

HOMES = {
    Role.GRID_WORKER: "visits.today",
    Role.HOST: "councils.index",
    Role.STREET: "overview.index",
    Role.DISTRICT: "overview.index",
    Role.COUNTER: "counter.index",
    Role.JUDGE: "judging.index",
    Role.AUDITOR: "dashboards.history",
    Role.MICRO_HEAD: "liaisons.index",
    Role.LIAISON: "liaisons.index",
    Role.VOLUNTEER: "passbook.mine",
}

TABS = {
    Role.GRID_WORKER: (
        (N_("今天"), "visits.today", "calendar"),
        (N_("住户"), "register.index", "building"),
        (N_("事项"), "cases.index", "list"),
        ME,
    ),
    Role.HOST: (
        (N_("议事厅"), "councils.index", "chat"),
        (N_("事项"), "cases.index", "list"),
        (N_("住户"), "register.index", "building"),
        (N_("总览"), "overview.index", "chart"),
        ME,
    ),
    Role.STREET: (
        (N_("总览"), "overview.index", "chart"),
        (N_("督办"), "cases.late", "clock"),
        (N_("议事厅"), "councils.index", "chat"),
        (N_("住户"), "register.index", "building"),
        ME,
    ),
    Role.DISTRICT: (
        (N_("总览"), "overview.index", "chart"),
        (N_("督办"), "cases.late", "clock"),
        (N_("议事厅"), "councils.index", "chat"),
        (N_("评选"), "contest.index", "star"),
        (N_("机构"), "organisation.index", "building"),
        ME,
    ),
    Role.COUNTER: (
        (N_("兑换"), "counter.index", "gift"),
        (N_("借还"), "lending.index", "tool"),
        (N_("货品"), "stock.index", "box"),
        (N_("志愿者"), "volunteers.index", "people"),
        ME,
    ),
    Role.JUDGE: ((N_("评选"), "judging.index", "star"), ME),
    Role.AUDITOR: ((N_("记录"), "dashboards.history", "list"), (N_("谁看过"), "readings.index", "eye"),
                   (N_("合规"), "compliance.index", "check"), ME),
    Role.MICRO_HEAD: (
        (N_("我的楼"), "liaisons.index", "building"),
        (N_("说过的事"), "liaisons.told", "list"),
        ME,
    ),
    Role.LIAISON: (
        (N_("我的楼"), "liaisons.index", "building"),
        (N_("说过的事"), "liaisons.told", "list"),
        ME,
    ),
    Role.VOLUNTEER: (
        (N_("存折"), "passbook.mine", "book"),
        (N_("活动"), "coming.index", "calendar"),
        (N_("换东西"), "shop.index", "gift"),
        ME,
    ),
}

# Everything else, room by room: 我的 shows all of them, the desk's navigation all but the first.
# (title, icon, ((action, label, endpoint), …)); a line is shown to whoever may and has no tab for it.
ROOMS = (
    (N_("我自己的"), "user", (
        ("use_own_account", N_("等我办"), "desk.index"),
        ("use_own_account", N_("通知"), "notices.index"),
        ("use_own_account", N_("早上的小结"), "digest.index"),
        ("keep_promises", N_("我认领的"), "promises.mine"),
        ("use_outbox", N_("待发送"), "outbox.show"),
        ("own_score", N_("我的得分"), "score.mine"),
        ("use_own_account", N_("找活和优惠"), "market_mine.entry"),
        ("use_own_account", N_("借工具"), "tool_door.index"),
        ("use_own_account", N_("我的证书"), "certificates.mine"),
        ("own_passbook", N_("我的评选"), "star_appeals.mine"),
        ("own_passbook", N_("怎么登录"), "passbook.access"),
        ("use_own_account", N_("使用手册"), "guide.index"),
    )),
    (N_("网格和住户"), "building", (
        ("see_overview", N_("没声音的地方"), "silence.index"),
        ("see_overview", N_("网格时光机"), "timeline.index"),
        ("see_register", N_("住户清单"), "register.households"),
        ("see_register", N_("居民清单"), "register.residents"),
        ("change_register", N_("等着接手的人"), "moves.arrivals"),
        ("merge_persons", N_("疑似同一人"), "twins.index"),
        ("see_visits", N_("走访记录"), "visits.index"),
        ("see_register", N_("商户"), "merchants.index"),
        ("see_organisation", N_("机构和网格"), "organisation.index"),
        ("see_liaisons", N_("联络员"), "roster.index"),
        ("take_rights", N_("个人信息请求"), "rights.index"),
        ("import_lists", N_("Excel 导入"), "intake.index"),
        ("see_opinions", N_("征求意见"), "opinions.index"),
        ("see_gardens", N_("微花园"), "gardens.index"),
        ("export_register", N_("导出名册"), "exports.index"),
        ("review_sync", N_("待核的记录"), "outbox.reviews"),
        ("watch_phones", N_("手机和没发的记录"), "outbox.phones"),
    )),
    (N_("任务派发"), "send", (
        ("do_tasks", N_("我的任务"), "tasks.index"),
        ("send_tasks", N_("发出的任务"), "orders.index"),
        ("send_tasks", N_("任务清单"), "tasks.every"),
        ("send_tasks", N_("网格任务总表"), "orders.matrix"),
        ("send_tasks", N_("例行任务"), "routines.index"),
        ("send_tasks", N_("问卷"), "questionnaires.index"),
        ("see_tasks", N_("事项清单"), "duties.index"),
    )),
    (N_("事项和督办"), "list", (
        ("see_cases", N_("全部事项"), "cases.index"),
        ("supervise_cases", N_("回访"), "oversight.answers"),
        ("see_councils", N_("议定事项"), "promises.index"),
        ("see_cases", N_("事项目录"), "catalogue.index"),
        ("answer_complaints", N_("收到的投诉建议"), "accounts.complaints"),
    )),
    (N_("微平台"), "shop", (
        ("match_work", N_("招工和优惠"), "market_desk.index"),
        ("match_work", N_("谁想找活"), "seekers.index"),
        ("watch_market", N_("微平台的数字"), "market_watch.figures"),
        ("set_wage_floor", N_("本地最低工资"), "market_watch.floors"),
    )),
    (N_("志愿和积分"), "gift", (
        ("see_volunteers", N_("志愿者"), "volunteers.index"),
        ("run_activities", N_("活动和服务部"), "activities.index"),
        ("raise_demand", N_("替居民点单"), "demands.index"),
        ("confirm_service", N_("待确认的时长"), "attendance.waiting"),
        ("see_volunteers", N_("服务时长"), "attendance.services_done"),
        ("see_points", N_("积分"), "points.index"),
        ("see_points", N_("分录"), "points.entries"),
        ("serve_counter", N_("兑换单"), "counter.orders"),
        ("see_points", N_("对账"), "proof.index"),
        ("keep_stock", N_("货品"), "stock.index"),
    )),
    (N_("考核"), "chart", (
        ("see_assessment", N_("考核"), "assessment.index"),
        ("see_score_rules", N_("计分规则"), "score_rules.index"),
        ("run_assessment", N_("网格难度"), "score_rules.classes"),
    )),
    (N_("便民工具站"), "tool", (
        ("lend_tools", N_("借还"), "lending.index"),
        ("keep_tools", N_("工具和站点"), "tool_upkeep.index"),
        ("see_tools", N_("工具用得怎么样"), "tool_upkeep.use"),
    )),
    (N_("星级和评选"), "star", (
        ("see_ratings", N_("星级评选"), "awards.index"),
        ("see_certificates", N_("证书"), "certificates.index"),
        ("nominate", N_("推荐金牌网格员"), "nominations.index"),
        ("see_contest", N_("金牌网格员评选"), "contest.index"),
        ("run_contest", N_("人才库"), "talents.index"),
    )),
    (N_("人员和系统"), "people", (
        ("manage_accounts", N_("人员和岗位"), "staff.index"),
        ("hand_over", N_("交接单"), "people.handovers"),
        ("manage_channels", N_("通知渠道"), "notices.channels"),
        ("see_history", N_("操作记录"), "dashboards.history"),
        ("trace_reading", N_("谁看过"), "readings.index"),
        ("see_compliance", N_("合规"), "compliance.index"),
        ("see_checklist", N_("上线清单"), "checklist.index"),
        ("change_settings", N_("设置"), "settings.index"),
        ("change_settings", N_("机器、备份和版本"), "machine.index"),
    )),
)  # fmt: skip
