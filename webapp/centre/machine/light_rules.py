"""The lines of the machine's page: what each is called, what is said of it, what to do, and what an alert says.

Nothing here names a resident, and what an alert carries outward is a sentence of this table and nothing else.
"""

from typing import Any, NamedTuple

from webapp.core.text.i18n import N_, gettext

GOOD, LOOK, ACT = "good", "look", "act"
ORDER = (ACT, LOOK, GOOD)
TAGS = {GOOD: (N_("好"), "ok"), LOOK: (N_("看一下"), "amber"), ACT: (N_("要办"), "red")}


class Light(NamedTuple):
    """One line. `words` say what is, `todo` what to do about it; empty where all is well."""

    key: str
    colour: str
    words: str
    todo: str = ""
    url: str = ""

    @property
    def title(self) -> str:
        return gettext(TITLES[self.key])

    @property
    def is_red(self) -> bool:
        return self.colour == ACT


def light(key: str, colour: str, words: str, todo: str = "", url: str = "", **figures: Any) -> Light:
    return Light(key, colour, gettext(words, **figures), gettext(todo), url)


TITLES = {
    "backup": N_("备份"),
    "second": N_("第二个地方"),
    "keys": N_("三份钥匙"),
    "drill": N_("恢复演练"),
    "jobs": N_("定时做的活"),
    "phones": N_("手机"),
    "certificate": N_("https 证书"),
    "seal": N_("电子印章"),
    "ledger": N_("积分账"),
    "audit": N_("留痕"),
    "figures": N_("总览的数"),
    "disk": N_("磁盘"),
    "partitions": N_("按时间分开的表"),
    "calendar": N_("工作日历"),
    "address": N_("网址"),
    "outward": N_("群机器人和邮件"),
}
# What goes out when a line turns red, and when it is no longer.
RED = {
    "backup": N_("机器：备份没有做成。请打开“机器、备份和版本”看怎么办。"),
    "second": N_("机器：备份没有送到第二个地方。请打开“机器、备份和版本”看怎么办。"),
    "drill": N_("机器：恢复演练没有通过。请打开“机器、备份和版本”看怎么办。"),
    "jobs": N_("机器：定时的活没有做。请打开“机器、备份和版本”看怎么办。"),
    "phones": N_("机器：有手机很多天没把记录发出来。请打开“机器、备份和版本”看怎么办。"),
    "certificate": N_("机器：https 证书快到期了。请打开“机器、备份和版本”看怎么办。"),
    "seal": N_("机器：电子印章用不了，或者快到期了。请打开“机器、备份和版本”看怎么办。"),
    "ledger": N_("机器：积分账对不上。请打开“机器、备份和版本”看怎么办。"),
    "audit": N_("机器：留痕对不上。请打开“机器、备份和版本”看怎么办。"),
    "figures": N_("机器：总览的数和记录对不上。请打开“机器、备份和版本”看怎么办。"),
    "disk": N_("机器：磁盘快满了。请打开“机器、备份和版本”看怎么办。"),
    "partitions": N_("机器：按时间分开的表没有往后分。请打开“机器、备份和版本”看怎么办。"),
    "calendar": N_("机器：今年的放假和调休还没导入，工作日算不出来。请打开“机器、备份和版本”看怎么办。"),
}
WELL = {
    "backup": N_("机器：备份又好了。"),
    "second": N_("机器：备份又送得到第二个地方了。"),
    "drill": N_("机器：恢复演练通过了。"),
    "jobs": N_("机器：定时的活又在做了。"),
    "phones": N_("机器：那些手机把记录发出来了。"),
    "certificate": N_("机器：https 证书换好了。"),
    "seal": N_("机器：电子印章又能用了。"),
    "ledger": N_("机器：积分账对上了。"),
    "audit": N_("机器：留痕对上了。"),
    "figures": N_("机器：总览的数对上了。"),
    "disk": N_("机器：磁盘又够了。"),
    "partitions": N_("机器：按时间分开的表又往后分好了。"),
    "calendar": N_("机器：放假和调休导入好了。"),
}
