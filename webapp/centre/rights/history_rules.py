"""What the verbs of the rights are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "ask_person_request": N_("收到个人信息请求"),
    "block_for_person": N_("按本人请求封存"),
    "block_resident": N_("封存一位居民"),
    "check_identity": N_("核对了身份"),
    "correct_person": N_("按本人请求改正"),
    "end_consent": N_("撤回了同意"),
    "erase_for_person": N_("按本人请求删除"),
    "give_consent": N_("记下本人同意"),
    "match_person_request": N_("请求对上名册里的人"),
    "open_person_sheet": N_("本人看了自己的信息"),
    "print_person_sheet": N_("给本人打印了本人的信息"),
    "ready_person_copy": N_("备好一份给本人"),
    "refuse_person_request": N_("没有办个人信息请求"),
    "release_resident": N_("解除封存"),
    "speak_person_code": N_("打电话念验证码"),
    "withdraw_for_person": N_("按本人请求撤回同意"),
}
