"""What the verbs about persons are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "change_head": N_("换户主"),
    "close_account": N_("停用账号"),
    "decline_resident": N_("居民转来：说没有来"),
    "end_other_home": N_("别处的住处：不是了"),
    "hand_resident_over": N_("居民转走：由那边接手"),
    "merge_persons": N_("合并两份居民登记"),
    "move_resident": N_("居民搬家"),
    "not_same_person": N_("居民登记：不是同一人"),
    "note_other_home": N_("别处的住处：记下"),
    "record_death": N_("登记去世"),
    "send_resident_on": N_("居民转走：报给那边"),
    "take_resident_over": N_("居民转来：接手"),
    "undo_death": N_("撤回去世登记"),
    "undo_merge": N_("撤回居民合并"),
}
