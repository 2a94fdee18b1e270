"""What the verbs of opinion rounds are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "announce_opinion_round": N_("征求意见：公告"),
    "archive_opinion_round": N_("征求意见：归档"),
    "change_opinion_round": N_("征求意见：改了题目或范围"),
    "close_opinion_round": N_("征求意见：截止"),
    "count_opinion_round": N_("征求意见：统计"),
    "decide_ballot": N_("征求意见：定了以哪一份为准"),
    "draft_opinion_round": N_("征求意见：草拟"),
    "enter_opinion_sheet": N_("征求意见：录入纸质意见"),
    "extend_opinion_round": N_("征求意见：延期"),
    "make_answer_codes": N_("征求意见：发答复码"),
    "make_round_case": N_("征求意见：转成事项"),
    "open_opinion_round": N_("征求意见：开始"),
    "publish_opinion_round": N_("征求意见：公示"),
    "record_ballot": N_("征求意见：记下一户"),
    "tell_areas": N_("征求意见：录入面积"),
    "withdraw_ballot": N_("征求意见：撤回一户"),
}
