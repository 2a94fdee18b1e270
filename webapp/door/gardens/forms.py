from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    DateField,
    HiddenField,
    IdField,
    LongText,
    MomentField,
    NumberField,
    PhoneField,
    PickField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.door.gardens.models import CareAct, EndReason
from webapp.door.gardens.rules import CARE_WORDS, END_WORDS, MONTHS
from webapp.door.opinions.models import Land
from webapp.door.opinions.rules import LAND_WORDS

BAD_NUMBER = N_("请填大于 0 的数，最多两位小数。")
MOST_METRES = Decimal(200)
MOST_AREA = Decimal(20_000)
TERM = timedelta(days=365)


class GardenForm(BaseForm):
    """A founding; width and height are those of the plan, in metres."""

    round_id = HiddenField(N_("哪一轮征求意见"), optional=True, most=36)
    name = Text(N_("叫什么"), most=40)
    building_id = PickField(N_("在哪栋楼下"))
    place = Text(N_("具体位置"), most=80, hint=N_("比如 3号楼南侧绿地"))
    land = ChoiceField(
        N_("用的是谁的地"), [(one.value, words) for one, words in LAND_WORDS.items() if one is not Land.NONE]
    )
    approval = Text(N_("凭什么同意的"), most=120, hint=N_("征求意见的结果、物业或主管部门的回复"))
    area = Text(N_("面积（平方米）"), most=9)
    budget = NumberField(N_("预算（元）"), least=0, most=10_000_000, optional=True)
    width = Text(N_("图宽（米）"), most=6)
    height = Text(N_("图高（米）"), most=6)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        for name, most in (("area", MOST_AREA), ("width", MOST_METRES), ("height", MOST_METRES)):
            if self[name].data and number_of(self[name].data, most) is None:
                self.fail(name, gettext(BAD_NUMBER))
                fine = False
        return fine

    def hundredths(self, name: str) -> int:
        return int(Decimal(self[name].data) * 100)


class PlanForm(BaseForm):
    plan = LongText(N_("各块的角"), most=20_000, optional=True, hint=N_("一行一块：编号，再写各个角，单位分米"))


class PlotForm(BaseForm):
    plants = Text(N_("种什么"), most=60, optional=True)
    rests = TickField(N_("休耕"))


class KeeperForm(BaseForm):
    keeper = Text(N_("认养人"), most=40)
    phone = PhoneField(N_("电话"))
    door = Text(N_("门牌"), most=40, optional=True, hint=N_("写了能在搬走时提醒，比如 3-2-602"))
    co_keeper = Text(N_("共同认养人"), most=40, optional=True)
    co_phone = PhoneField(N_("共同认养人电话"), optional=True)
    until = DateField(N_("认养到哪天"), not_before_today=True)
    is_minor = TickField(N_("认养人未满 18 岁"))
    guardian = Text(N_("监护人"), most=40, optional=N_("未满 18 岁要写"))
    shows_name = TickField(N_("本人同意把姓名写上名牌和公开的图"))

    @classmethod
    def usual(cls) -> "KeeperForm":
        return cls(until=clock.today() + TERM)


class EndForm(BaseForm):
    reason = ChoiceField(N_("为什么了结"), [(one.value, words) for one, words in END_WORDS.items()])

    @property
    def why(self) -> EndReason:
        return EndReason(self.reason.data)


class WaitingForm(BaseForm):
    keeper = Text(N_("您怎么称呼"), most=40)
    phone = PhoneField(N_("电话"), hint=N_("轮到您时打这个电话"))


class CareForm(BaseForm):
    """The page's form and the phone's. Version 1: id, plot_id, act, photos."""

    id = IdField(N_("记录编号"), optional=True)
    plot_id = IdField(N_("哪一块"))
    act = ChoiceField(N_("做了什么"), [(one.value, words) for one, words in CARE_WORDS.items()])
    photos = HiddenField(N_("照片"), optional=True, most=400)
    captured_at = MomentField(N_("什么时候"), optional=True)

    @property
    def told(self) -> dict[str, Any]:
        return {
            "id": self.id.data, "plot_id": self.plot_id.data, "act": CareAct(self.act.data),
            "captured_at": self.captured_at.data,
        }  # fmt: skip


class DangerForm(BaseForm):
    category = ChoiceField(N_("哪一类"))
    words = LongText(N_("怎么回事"), most=500)


class SeasonForm(BaseForm):
    for _n in range(1, 13):
        locals()[f"m{_n}"] = NumberField(MONTHS[_n - 1], least=1, most=120)
    del _n

    @property
    def days(self) -> dict[int, int]:
        return {n: self[f"m{n}"].data for n in range(1, 13)}


def number_of(text: str, most: Decimal) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    fine = found.is_finite() and 0 < found <= most and -int(found.as_tuple().exponent) <= 2
    return found if fine else None
