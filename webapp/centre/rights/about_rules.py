"""告知卡: what a household is told at the door of what is kept about it. The words are those of the table of purposes,
so that the card, the public page and the purge say the same."""

from webapp.centre.keeping import table_rules as keeping
from webapp.core.text.i18n import N_

AT_THE_DOOR = (
    keeping.HOMES, keeping.SENSITIVE, keeping.VISITS, keeping.TASKS, keeping.OPINIONS, keeping.RIGHTS, keeping.TRACES,
)  # fmt: skip
IF_AGREED = (
    keeping.VOICES, keeping.PHOTOS, keeping.MARKET, keeping.DEMANDS, keeping.GARDENS, keeping.TOOLS,
    keeping.VOLUNTEERS,
)  # fmt: skip
RIGHTS = (
    N_("看存了您什么、谁看过，要一份带走。"),
    N_("写错了，要求改正。"),
    N_("同意过的，随时撤回；不同意，也照样给您办事。"),
    N_("要求删除，或先封存不用；依法要留的，会说明为什么。"),
    N_("去世亲人的信息，近亲属可以来看、来改、来删。"),
)
HOW = N_("当面看证件，或打您登记的电话核对，核对好了才给。十五个工作日内答复；不办的写明理由。")
ON = N_("不服答复，可以写投诉建议，向网信部门投诉，或到法院起诉（个人信息保护法第五十条）。")
