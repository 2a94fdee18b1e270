"""What the verbs of lending are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "approve_tool_reservation": N_("同意借工具"),
    "bind_access_card": N_("绑了门禁卡"),
    "call_borrower": N_("提醒了借用人"),
    "cancel_tool_reservation": N_("取消预约"),
    "check_tool": N_("验了工具"),
    "end_access_card": N_("门禁卡挂失"),
    "give_loan_code": N_("给了查询码"),
    "lapse_tool_reservation": N_("预约过期没取"),
    "lend_tool": N_("借出工具"),
    "lift_suspension": N_("恢复借用"),
    "lose_on_loan": N_("借出的工具遗失"),
    "miss_accessory": N_("还回的工具缺配件"),
    "move_due_day": N_("闭站，归还日顺延"),
    "ready_tool": N_("预约的工具到了"),
    "renew_loan": N_("续借工具"),
    "reserve_tool": N_("预约工具"),
    "return_tool": N_("还回工具"),
    "see_need": N_("看过用具需要"),
    "show_borrower_phone": N_("看了借用人电话"),
    "suspend_borrower": N_("暂停借用"),
    "tell_tool_ready": N_("告诉预约人来取"),
}
