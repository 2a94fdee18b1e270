"""What the verbs of the points are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "approve_points_correction": N_("同意改积分"),
    "ask_points_correction": N_("申请改积分"),
    "end_earn_rule": N_("停了积分规则"),
    "merge_passbooks": N_("合并存折"),
    "part_passbooks": N_("把合并的存折分开"),
    "refuse_points_correction": N_("不同意改积分"),
    "reverse_points": N_("冲回积分"),
    "set_earn_rule": N_("定积分规则"),
}
