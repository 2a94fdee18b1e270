from datetime import time
from typing import Any

from wtforms import validators

from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    DateField,
    LongText,
    ManyField,
    NumberField,
    PickField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_, lazy
from webapp.core.time import clock
from webapp.exchange.tools import rules
from webapp.exchange.tools.models import KIND_WORDS, Station, ToolKind, ToolModel
from webapp.exchange.tools.services import ModelTerms, StationTerms

CLOCK = [validators.Regexp(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z", message=lazy(N_("请写成 09:30 这样的时间。")))]
MONEY = [validators.Regexp(r"[0-9]{1,6}(\.[0-9]{1,2})?\Z", message=lazy(N_("请写成 320 或 320.50 这样的钱数。")))]
WEEKDAYS = tuple(zip(map(str, rules.WEEK), clock.WEEKDAYS, strict=True))


class StationForm(BaseForm):
    name = Text(N_("叫什么"), most=40, hint=N_("比如 便民工具站"))
    venue = Text(N_("在哪儿"), most=80, hint=N_("楼号、哪个门，陌生人找得到"))
    weekdays = ManyField(N_("周几开"), WEEKDAYS)
    opens = Text(N_("几点开门"), most=5, default="09:00", rules=CLOCK, render_kw={"type": "time"})
    closes = Text(N_("几点关门"), most=5, default="17:30", rules=CLOCK, render_kw={"type": "time"})
    phone = Text(N_("电话"), optional=True, most=20, render_kw={"inputmode": "tel"})
    has_box = TickField(N_("门口有归还箱，关门后也能还"))

    @property
    def terms(self) -> StationTerms:
        return StationTerms(
            name=self.name.data, venue=self.venue.data, weekdays=sorted(int(day) for day in self.weekdays.data),
            opens=time.fromisoformat(self.opens.data), closes=time.fromisoformat(self.closes.data),
            phone=self.phone.data or "", has_box=self.has_box.data,
        )  # fmt: skip

    @classmethod
    def of(cls, station: Station) -> "StationForm":
        return cls(
            data=station.model_dump() | {
                "weekdays": [str(day) for day in station.weekdays],
                "opens": station.opens.strftime("%H:%M"), "closes": station.closes.strftime("%H:%M"),
            }
        )  # fmt: skip


class ClosedDayForm(BaseForm):
    on = DateField(N_("哪天不开"), planned=True)
    why = Text(N_("为什么"), most=80)


class ModelForm(BaseForm):
    name = Text(N_("叫什么"), most=40, hint=N_("冲击钻、轮椅 …"))
    kind = ChoiceField(N_("哪一类"), [(kind.value, words) for kind, words in KIND_WORDS.items()])
    loan_days = NumberField(N_("借几天"), least=1, most=90, default=3)
    renewals = NumberField(N_("最多续几次"), least=0, most=9, default=1)
    limit_each = NumberField(N_("一户最多借几件"), least=1, most=9, default=1)
    care_days = NumberField(N_("看病养伤的借几天"), optional=N_("只有轮椅和助行要填"), least=1, most=365)
    accessories = LongText(N_("配件"), optional=True, most=600, hint=N_("一行一样，还的时候照着数"))
    safety_note = LongText(N_("安全提示"), optional=True, most=600, hint=N_("电动工具每次借都要念给借的人听"))
    inspect_months = NumberField(N_("几个月检查一次"), optional=True, least=1, most=60)
    value = Text(N_("买来多少元一件"), optional=True, most=10, rules=MONEY, render_kw={"inputmode": "decimal"})
    needs_approval = TickField(N_("要社区同意才能借"), hint=N_("贵的、危险的勾上：先预约，社区点了同意再来取"))

    @property
    def terms(self) -> ModelTerms:
        kept: dict[str, Any] = {
            name: self[name].data
            for name in ("name", "loan_days", "renewals", "limit_each", "care_days", "inspect_months", "needs_approval")
        }
        return ModelTerms(
            **kept, kind=ToolKind(self.kind.data), value_cents=rules.cents(self.value.data),
            safety_note=self.safety_note.data or "", accessories=rules.lines(self.accessories.data),
        )  # fmt: skip

    @classmethod
    def of(cls, model: ToolModel) -> "ModelForm":
        shown = {"accessories": "\n".join(model.accessories), "value": f"{model.value_cents / 100:g}"}
        return cls(data=model.model_dump() | {"kind": model.kind.value} | shown)


class CopiesForm(BaseForm):
    station_id = PickField(N_("放在哪个站点"))
    count = NumberField(N_("来了几件"), least=1, most=50, default=1)
