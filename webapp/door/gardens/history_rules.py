"""What the verbs of micro-gardens are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "describe_plot": N_("微花园：改了一块地的说明"),
    "draw_garden": N_("微花园：画了平面图"),
    "end_keeping": N_("微花园：了结认养"),
    "found_garden": N_("微花园：建立"),
    "keep_plot": N_("微花园：认养"),
    "leave_queue": N_("微花园：退出候补"),
    "record_care": N_("微花园：记下养护"),
    "register_waiting": N_("微花园：登记候补"),
    "set_care_seasons": N_("微花园：定了几天养护一次"),
    "show_keeper": N_("微花园：名牌写不写姓名"),
    "sign_keeping": N_("微花园：签好约定"),
}
