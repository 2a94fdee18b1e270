"""What the verbs of the shop are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "add_goods": N_("上了一样货品"),
    "allot_goods": N_("分了货品"),
    "begin_stocktake": N_("开始盘点"),
    "bind_card": N_("绑了卡"),
    "cancel_market_day": N_("取消集市"),
    "close_stocktake": N_("盘点结束"),
    "collect_order": N_("领了兑换的东西"),
    "offer_goods": N_("货品上架"),
    "place_order": N_("下兑换单"),
    "plan_market_day": N_("排集市"),
    "pull_goods": N_("货品下架"),
    "resume_redemption": N_("恢复兑换"),
    "return_order": N_("退兑换"),
    "sell_offline": N_("断网时兑换"),
    "set_price": N_("定货品积分"),
    "show_goods": N_("给货品配照片"),
    "spoil_goods": N_("货品报损"),
    "stop_redemption": N_("停兑换"),
    "lose_stall": N_("摊位设备报丢失"),
    "take_back_allocation": N_("收回分配"),
}
