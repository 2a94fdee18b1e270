"""What the verbs of assessment are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "check_score_month": N_("开始核对考核月"),
    "recheck_score": N_("复核得分"),
    "open_score_appeals": N_("开始考核申诉期"),
    "appeal_score": N_("考核申诉"),
    "answer_score_appeal": N_("答复考核申诉"),
    "confirm_score_month": N_("确认考核月"),
    "lock_score_month": N_("锁定考核月"),
    "set_score_rule": N_("定考核计分"),
    "decide_difficulty": N_("定网格难度"),
}
