"""What the verbs of the micro-platform are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "agree_to_market": N_("同意微平台的同意书"),
    "change_seeker": N_("改了找活的想法"),
    "check_placement": N_("问了还在不在岗"),
    "complain_of_shop": N_("投诉一家店"),
    "confirm_listing": N_("商户再确认"),
    "decide_complaint": N_("投诉有了结论"),
    "end_pair": N_("记一对没谈成"),
    "enter_seeker": N_("登记想找活的人"),
    "fill_listing": N_("招满了"),
    "lift_suspension": N_("恢复一家店用微平台"),
    "make_shop_link": N_("给商户出了链接"),
    "pause_listing": N_("招工或优惠先停"),
    "propose_match": N_("告诉本人一份活"),
    "publish_listing": N_("招工或优惠登出来"),
    "renew_listing": N_("到期的招工或优惠再登"),
    "rewrite_listing": N_("改了招工或优惠"),
    "seeker_answers": N_("本人回了话"),
    "send_back_listing": N_("招工或优惠退给商户"),
    "set_wage_floor": N_("填了最低工资标准"),
    "shop_answers": N_("店家回了话"),
    "start_placement": N_("记上岗"),
    "submit_listing": N_("商户确认，交给社区看"),
    "suspend_shop": N_("暂停一家店用微平台"),
    "take_down_listing": N_("撤下招工或优惠"),
    "withdraw_from_market": N_("撤回微平台的同意"),
    "write_listing": N_("写了一条招工或优惠"),
}
