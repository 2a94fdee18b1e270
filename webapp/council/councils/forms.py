import re
from datetime import time
from typing import Any

from wtforms import validators

from webapp.core.forms.field_rules import within_a_year
from webapp.core.forms.forms import BaseForm, ChoiceField, DateField, NumberField, OnceForm, PhoneField, PickField, Text
from webapp.core.text.i18n import N_, gettext

WEEKS = (("1", N_("第一个")), ("2", N_("第二个")), ("3", N_("第三个")), ("4", N_("第四个")), ("-1", N_("最后一个")))
WEEKDAYS = (
    ("0", N_("周一")), ("1", N_("周二")), ("2", N_("周三")), ("3", N_("周四")), ("4", N_("周五")), ("5", N_("周六")),
    ("6", N_("周日")),
)  # fmt: skip
KIND_WORDS = {
    "party": N_("社区党委"), "committee": N_("居委会"), "grid": N_("网格员"), "resident": N_("居民代表"),
    "partner": N_("共建单位"), "property": N_("物业"), "owners": N_("业委会"), "police": N_("民警"),
    "observer": N_("列席"),
}  # fmt: skip
BASES = (("present", N_("到会的人")), ("all", N_("全部席位")), ("cast", N_("投赞成和反对的")))


def _clock_time(form: Any, field: Any) -> None:
    if field.data and not re.fullmatch(r"([01]?\d|2[0-3])[:：][0-5]\d", field.data):
        raise validators.ValidationError(gettext(N_("写成 19:00 这样的时间。")))


class ClockField(Text):
    """A wall-clock time, written 19:00."""

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, most=5, rules=[_clock_time], **kw)

    @property
    def time(self) -> time:
        hours, minutes = str(self.data).replace("：", ":").split(":")
        return time(int(hours), int(minutes))


class SeriesForm(OnceForm):
    name = Text(N_("叫什么"), most=80, hint=N_("例：名都园社区议事厅"))
    place = Text(N_("在哪儿开"), most=80)
    week = ChoiceField(N_("每月第几个"), WEEKS, default="2")
    weekday = PickField(N_("周几"), WEEKDAYS, default="2")
    starts_at = ClockField(N_("几点"), default="19:00")


class SeatForm(BaseForm):
    name = Text(N_("姓名或单位"), most=80)
    kind = PickField(N_("哪种席位"), list(KIND_WORDS.items()))
    title = Text(N_("职务"), optional=True, most=60)
    phone = PhoneField(N_("电话"), optional=True)
    alternate = Text(N_("替会人"), optional=True, most=80, hint=N_("本人来不了时替着开会的人"))
    valid_from = DateField(N_("任期从"))
    valid_to = DateField(N_("任期到"), optional=True)


class PlanForm(BaseForm):
    held_on = DateField(N_("哪天开"), rules=[within_a_year])
    starts_at = ClockField(N_("几点"))
    place = Text(N_("在哪儿"), most=80)
    host_id = PickField(N_("谁主持"))
    recorder_id = PickField(N_("谁记录"), optional=True)
    late_reason = Text(N_("为什么这么急"), optional=N_("离开会不到公布天数时要写"), most=200)


class MoveForm(BaseForm):
    held_on = DateField(N_("改到哪天"), rules=[within_a_year])
    starts_at = ClockField(N_("几点"))
    place = Text(N_("在哪儿"), most=80)
    reason = Text(N_("原因"), optional=N_("议程公布以后改期要写"), most=200)


class ReasonForm(BaseForm):
    reason = Text(N_("原因"), most=200)


class AddLineForm(OnceForm):
    title = Text(N_("加什么议题"), most=120)
    reason = Text(N_("为什么加"), most=200, hint=N_("会和议程一起印出来"))


class RuleForm(BaseForm):
    name = Text(N_("规则叫什么"), most=80)
    basis = Text(N_("依据"), optional=True, most=300, hint=N_("法条、章程或决议"))
    valid_from = DateField(N_("从哪天起用"))
    quorum_top = NumberField(N_("到会比例：几"), least=1, most=100, default=1)
    quorum_bottom = NumberField(N_("到会比例：几分之"), least=1, most=100, default=2)
    quorum_more = ChoiceField(N_("到会算法"), (("1", N_("超过")), ("0", N_("达到"))), default="1")
    majority_top = NumberField(N_("同意比例：几"), least=1, most=100, default=1)
    majority_bottom = NumberField(N_("同意比例：几分之"), least=1, most=100, default=2)
    majority_more = ChoiceField(N_("同意算法"), (("1", N_("超过")), ("0", N_("达到"))), default="1")
    majority_base = ChoiceField(N_("同意比例按谁算"), BASES, default="present")
    proxies_make_quorum = ChoiceField(N_("委托算不算到会"), (("0", N_("不算")), ("1", N_("算"))), default="0")
    window_days = NumberField(N_("数几天内的反映"), least=7, most=366, default=60)
    notice_days = NumberField(N_("提前几天公布议程"), least=0, most=60, default=3)
    agenda_places = NumberField(N_("几个议题"), least=1, most=20, default=5)
    reserved_places = NumberField(N_("给少数人的大危险留几席"), least=0, most=5, default=1)
    objection_days = NumberField(N_("纪要异议几个工作日"), least=1, most=20, default=2)
