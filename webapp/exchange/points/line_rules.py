"""A passbook's lines in the reader's language. The ledger keeps one Chinese sentence an entry, in a few shapes; what is
data in them (an activity's title, a reason) stays as it was written. Pure."""

import re

from webapp.core.text import cleaning
from webapp.core.text.i18n import N_, gettext, language

SHAPES = tuple(
    (re.compile(shape), words)
    for shape, words in (
        (r"(?P<title>.+)做了 (?P<h>\d+) 小时 (?P<m>\d+) 分钟", N_("%(title)s做了 %(h)s 小时 %(m)s 分钟")),
        (r"(?P<title>.+)做了 (?P<h>\d+) 小时", N_("%(title)s做了 %(h)s 小时")),
        (r"(?P<title>.+)做了 (?P<m>\d+) 分钟", N_("%(title)s做了 %(m)s 分钟")),
        (r"换 (?P<things>.+)", N_("换 %(things)s")),
        (r"领走：(?P<things>.+)", N_("领走：%(things)s")),
        (r"取消兑换，分退回来了", N_("取消兑换，分退回来了")),
        (r"社区取消了兑换，分退回来了：(?P<why>.*)", N_("社区取消了兑换，分退回来了：%(why)s")),
        (r"过了日子没来领，分退回来了", N_("过了日子没来领，分退回来了")),
        (r"捐了 (?P<n>\d+) 分给爱心池", N_("捐了 %(n)s 分给爱心池")),
        (r"(?P<y>\d+)年(?P<m>\d+)月的 (?P<n>\d+) 分到期", N_("%(y)s年%(m)s月的 %(n)s 分到期")),
        (r"更正 (?P<n>\d+) 分：(?P<why>.*)", N_("更正 %(n)s 分：%(why)s")),
        (r"免去欠的 (?P<n>\d+) 分：(?P<why>.*)", N_("免去欠的 %(n)s 分：%(why)s")),
        (r"冲正“(?P<line>.+)”：(?P<why>.*)", N_("冲正“%(line)s”：%(why)s")),
        (r"同一个人的两本存折合并：(?P<why>.*)", N_("同一个人的两本存折合并：%(why)s")),
        (r"两本存折分开：(?P<why>.*)", N_("两本存折分开：%(why)s")),
        (r"旧存折转入 (?P<n>\d+) 分", N_("旧存折转入 %(n)s 分")),
        (r"旧存折转入 (?P<n>\d+) 分（(?P<why>.*)）", N_("旧存折转入 %(n)s 分（%(why)s）")),
    )
)


def said(sentence: str) -> str:
    """As it was written where Chinese is read, or where no shape fits (a sentence cut at its end)."""
    sentence = cleaning.as_now(sentence)
    if language() != "en":
        return sentence
    for shape, words in SHAPES:
        if (found := shape.fullmatch(sentence)) is not None:
            values = found.groupdict()
            if line := values.get("line"):
                values["line"] = said(line)
            return gettext(words, **values)
    return sentence
