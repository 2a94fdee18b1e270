"""What a line of the history is about, said in the fewest words that let an auditor ask for the paper.

Table → (its word, the parts of its label). A part is a column; `~column` a person's name, masked; `=column` a word of
the catalogue, translated; `column>table` the label of the row it points to. Nothing sealed and nothing typed freely
by a resident stands in a label, so that reading the history reveals nobody.
"""

from collections.abc import Mapping
from typing import Any

from webapp.centre.assessment.rules import DEED_WORDS
from webapp.core.text.i18n import N_, gettext
from webapp.people.settings.rules import SETTINGS

# Columns that hold a code of ours: a label says its word.
CODES: dict[str, Mapping[Any, str]] = {
    "setting_change.name": {name: setting.label for name, setting in SETTINGS.items()}, "score_rule.deed": DEED_WORDS,
}  # fmt: skip

PERSON = ("party_id>party",)
VOLUNTEER = ("volunteer_id>volunteer",)
PROMISE = ("promise_id>promise",)
MEETING = ("meeting_id>council_meeting",)

OBJECTS: dict[str, tuple[str, tuple[str, ...]]] = {
    # the ground floor
    "unit": (N_("机构"), ("name",)),
    "change_order": (N_("调整单"), ("unit_id>unit", "effective_on")),
    "party": (N_("人或单位"), ("~name",)),
    "account": (N_("账号"), PERSON),
    "post": (N_("岗位"), ("account_id>account", "unit_id>unit")),
    "sign_in": (N_("登录"), ("account_id>account",)),
    "handover": (N_("交接单"), ("unit_id>unit", "from_id>account", "to_id>account")),
    "complaint": (N_("投诉建议"), ("receipt",)),
    "notice_channel": (N_("通知渠道"), ("unit_id>unit",)),
    "photo": (N_("照片"), ("unit_id>unit",)),
    "door_place": (N_("住户"), ("label",)),
    # assessment
    "score_rule": (N_("考核计分"), ("deed", "valid_from")),
    "score_period": (N_("考核月"), ("community_id>unit", "month")),
    "score_check": (N_("得分复核"), ("period_id>score_period",)),
    "score_appeal": (N_("考核申诉"), ("party_id>party", "period_id>score_period")),
    "grid_difficulty": (N_("网格难度"), ("grid_id>unit", "year")),
    "saved_view": (N_("保存的视图"), ("title",)),
    "passkey": (N_("通行密钥"), ("account_id>account",)),
    "setting_change": (N_("设置"), ("name",)),
    "installation": (N_("这套满格"), ("made_at",)),
    "api_key": (N_("接口钥匙"), ("name", "unit_id>unit")),
    "backup_proof": (N_("备份试还原"), ("file",)),
    # the register
    "building": (N_("楼栋"), ("estate", "name")),
    "plan_mark": (N_("楼在平面图上的位置"), ("building_id>building",)),
    "entrance": (N_("单元门"), ("building_id>building", "name")),
    "dwelling": (N_("房屋"), ("entrance_id>entrance", "room")),
    "household": (N_("住户"), ("label", "~head_name")),
    "resident": (N_("居民"), ("~name", "household_id>door_place")),
    "person_request": (N_("个人信息请求"), ("place", "asked_at")),
    "person_consent": (N_("本人同意"), ("resident_id>resident",)),
    "household_member": (N_("居民"), ("resident_id>resident",)),
    "other_home": (N_("别处的住处"), ("resident_id>resident",)),
    "person_act": (N_("合并和去世的登记"), ("resident_id>resident",)),
    "person_transfer": (N_("转走的居民"), ("resident_id>resident",)),
    "not_same_person": (N_("居民登记：不是同一人"), ("first_id>resident",)),
    "merchant": (N_("商户"), ("name",)),
    "employee": (N_("从业人员"), ("~name", "merchant_id>merchant")),
    "partner": (N_("共建单位"), ("name",)),
    "export_request": (N_("导出申请"), ("unit_id>unit", "asked_at")),
    "register_upload": (N_("名册表"), ("made_at",)),
    "visit": (N_("走访"), ("household_id>door_place", "happened_at")),
    "revisit": (N_("再访"), ("household_id>door_place",)),
    "garden": (N_("微花园"), ("name",)),
    "garden_plot": (N_("地块"), ("garden_id>garden", "number")),
    "garden_keeping": (N_("认养"), ("plot_id>garden_plot", "began_on")),
    "garden_waiting": (N_("候补"), ("garden_id>garden", "number")),
    "garden_care": (N_("微花园养护"), ("plot_id>garden_plot", "happened_at")),
    "door_note": (N_("门上的条"), ("household_id>door_place",)),
    "liaison": (N_("联络员"), PERSON),
    "liaison_candidate": (N_("联络员"), PERSON),
    "liaison_household": (N_("住户"), ("household_id>door_place",)),
    "liaison_round": (N_("联络员选定"), ("name",)),
    # opinion rounds
    "opinion_round": (N_("征求意见"), ("title",)),
    "opinion_line": (N_("征求意见的一户"), ("round_id>opinion_round",)),
    "opinion_ballot": (N_("征求意见的答复"), ("round_id>opinion_round",)),
    "opinion_sheet": (N_("征求意见表"), ("round_id>opinion_round",)),
    # problems
    "case_category": (N_("事项类别"), ("=name",)),
    "task_order": (N_("任务"), ("title", "unit_id>unit")),
    "task": (N_("任务"), ("order_id>task_order", "grid_id>unit")),
    "task_answer": (N_("任务答案"), ("task_id>task", "household_id>door_place")),
    "task_objection": (N_("任务退回"), ("task_id>task",)),
    "questionnaire": (N_("问卷"), ("title",)),
    "questionnaire_version": (N_("问卷"), ("questionnaire_id>questionnaire", "number")),
    "task_routine": (N_("例行任务"), ("title",)),
    "burden_limit": (N_("每周上限"), ("document",)),
    "duty_entry": (N_("事项清单"), ("code", "name")),
    "grid_case": (N_("事项"), ("number", "category_id>case_category")),
    "case_order": (N_("督办单"), ("case_id>grid_case",)),
    "case_extension": (N_("事项"), ("case_id>grid_case",)),
    "case_ladder": (N_("催办天数"), ("valid_from",)),
    "public_notice": (N_("公示"), ("title",)),
    "objection": (N_("异议"), ("notice_id>public_notice",)),
    # council
    "council_series": (N_("议事厅"), ("name",)),
    "council_rule": (N_("议事规则"), ("name",)),
    "council_seat": (N_("席位"), ("title", "party_id>party")),
    "council_meeting": (N_("议事会"), ("series_id>council_series", "held_on")),
    "agenda_line": (N_("议程"), ("position", *MEETING)),
    "recusal": (N_("回避"), ("line_id>agenda_line",)),
    "attendance_mark": (N_("到会"), (*PERSON, *MEETING)),
    "council_vote": (N_("表决"), ("line_id>agenda_line",)),
    "resolution": (N_("决议"), ("line_id>agenda_line",)),
    "wording": (N_("决议"), ("resolution_id>resolution",)),
    "minutes": (N_("纪要"), ("number", *MEETING)),
    "minutes_signature": (N_("纪要"), ("minutes_id>minutes",)),
    "minutes_objection": (N_("纪要"), ("minutes_id>minutes",)),
    "promise": (N_("承诺"), ("number",)),
    "promise_step": (N_("承诺"), PROMISE),
    "promise_part": (N_("承诺"), (*PROMISE, "position")),
    "part_done": (N_("承诺"), ("part_id>promise_part",)),
    "promise_link": (N_("承诺"), PROMISE),
    "promise_reminder": (N_("承诺"), PROMISE),
    "promise_extension": (N_("承诺"), PROMISE),
    "promise_parking": (N_("承诺"), PROMISE),
    # volunteers, points, shop
    "volunteer": (N_("志愿者"), ("number", "~name")),
    "volunteer_device": (N_("志愿者"), VOLUNTEER),
    "counter_code": (N_("志愿者"), VOLUNTEER),
    "qualification": (N_("资质"), VOLUNTEER),
    "department": (N_("服务部"), ("name",)),
    "membership": (N_("服务部"), ("department_id>department", *VOLUNTEER)),
    "activity": (N_("活动"), ("title",)),
    "shift": (N_("班次"), ("activity_id>activity", "starts_at")),
    "sign_up": (N_("报名"), (*VOLUNTEER, "shift_id>shift")),
    "attendance": (N_("到岗"), (*VOLUNTEER, "came_at")),
    "hours_line": (N_("服务时长"), (*VOLUNTEER, "on")),
    "demand": (N_("点单"), ("raised_at",)),
    "demand_rating": (N_("点单"), ("demand_id>demand",)),
    "passbook": (N_("存折"), ("number", "party_id>party")),
    "ledger_entry": (N_("存折"), ("passbook_id>passbook",)),
    "correction": (N_("改积分"), ("passbook_id>passbook",)),
    "earn_rule": (N_("积分规则"), ("name",)),
    "redemption_stop": (N_("停兑换"), ("made_at",)),
    "proof": (N_("对账"), ("at",)),
    "goods": (N_("货品"), ("code", "name")),
    "goods_price": (N_("货品"), ("goods_id>goods",)),
    "allocation": (N_("货品"), ("goods_id>goods",)),
    "stock_move": (N_("货品"), ("goods_id>goods",)),
    "stocktake": (N_("盘点"), ("begun_at",)),
    "market_wage_floor": (N_("最低工资"), ("unit_id>unit", "valid_from")),
    "market_listing": (N_("招工和优惠"), ("title", "merchant_id>merchant")),
    "market_link": (N_("给商户的链接"), ("merchant_id>merchant",)),
    "market_seeker": (N_("想找活的人"), ("grid_id>unit", "made_at")),
    "market_match": (N_("招工和优惠"), ("listing_id>market_listing",)),
    "market_placement": (N_("上岗"), ("match_id>market_match",)),
    "market_placement_check": (N_("上岗"), ("placement_id>market_placement",)),
    "market_complaint": (N_("投诉"), ("merchant_id>merchant", "case_id>grid_case")),
    "market_suspension": (N_("暂停使用的店"), ("merchant_id>merchant",)),
    "shop_order": (N_("兑换单"), ("party_id>party", "at")),
    "offline_sale": (N_("兑换单"), ("party_id>party", "sold_at")),
    "market_day": (N_("集市"), ("on", "venue")),
    # the tool station
    "tool_station": (N_("工具站点"), ("name",)),
    "tool_model": (N_("工具"), ("name",)),
    "tool": (N_("工具"), ("model_id>tool_model", "number")),
    "access_card": (N_("门禁卡"), ("resident_id>resident",)),
    "tool_loan": (N_("借用"), ("tool_id>tool", "resident_id>resident")),
    "tool_reservation": (N_("预约"), ("model_id>tool_model", "resident_id>resident")),
    "tool_suspension": (N_("暂停借用"), ("resident_id>resident",)),
    # stars, contest, papers
    "star_rule_set": (N_("评星规则"), ("name",)),
    "rating_round": (N_("评定"), ("name",)),
    "round_entry": (N_("参评"), ("number", "~name", "round_id>rating_round")),
    "star_application": (N_("申请"), ("entry_id>round_entry",)),
    "award": (N_("荣誉"), ("title", "~name")),
    "award_appeal": (N_("申诉"), PERSON),
    "award_revocation": (N_("撤销荣誉"), ("award_id>award",)),
    "door_consent": (N_("挂牌"), ("award_id>award",)),
    "certificate": (N_("证书"), ("number", "party_id>party")),
    "certificate_batch": (N_("一批证书"), ("title",)),
    "contest": (N_("评选"), ("name",)),
    "contest_criteria": (N_("评分标准"), ("name",)),
    "contest_judge": (N_("评委"), ("~name", "contest_id>contest")),
    "nomination": (N_("推荐"), ("~name", "contest_id>contest")),
    "score_sheet": (N_("评分表"), ("nomination_id>nomination",)),
    "contest_award": (N_("奖项"), ("title", "~name")),
    "contest_withdrawal": (N_("奖项"), ("award_id>contest_award",)),
    "talent_entry": (N_("人才库"), ("~name",)),
    "talent_outcome": (N_("人才库"), ("entry_id>talent_entry",)),
    # the phone
    "sync_phone": (N_("手机"), ("account_id>account",)),
    "sync_review": (N_("待核记录"), ("captured_at",)),
    "sync_clash": (N_("两份记录"), ("captured_at",)),
}  # fmt: skip
OTHERS = {"invitation": N_("登录条"), "liaison_cover": N_("联络员"), "volunteer_pin": N_("志愿者")}
TABLES = {"door_place": "household"}  # a label under another name: the home without whoever lives there


def noun(table: str) -> str:
    """What a row of the table is called, in the reader's language."""
    word = OBJECTS[table][0] if table in OBJECTS else OTHERS.get(table, N_("别的记录"))
    return gettext(word)
