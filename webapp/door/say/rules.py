"""The steps of a case as a resident sees them by the receipt: fewer than inside."""

from webapp.core.text.i18n import N_

MOST_PHOTOS = 3

# state → the step a resident sees; what happens inside the house stays inside
STEPS = {
    "reported": N_("收到了"), "accepted": N_("有人接了"), "dispatched": N_("有人接了"), "received": N_("有人接了"),
    "returned": N_("有人接了"), "handling": N_("正在办"), "parked": N_("先放一放，到日子再看"),
    "handled": N_("办好了，等核查"), "feedback": N_("办好了，会回访您"), "closed": N_("办结了"),
    "rejected": N_("没有受理"), "merged": N_("和另一件一样的事一起办"), "reopened": N_("重新办"),
}  # fmt: skip

# kind of unit → whom a resident is told; a street is named, bodies outside carry their own name
HOLDERS = {
    "grid": N_("网格员"), "micro_grid": N_("网格员"), "community": N_("社区居委会"), "street": N_("街道"),
    "district": N_("区网格中心"),
}  # fmt: skip
