from typing import Any

from wtforms import validators

from webapp.core.data import ids
from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    CodeField,
    DateField,
    FileField,
    IdField,
    LongText,
    MomentField,
    NumberField,
    OnceForm,
    PickField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_, lazy
from webapp.core.time import clock
from webapp.exchange.shop import rules

CLOCK = [validators.Regexp(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z", message=lazy(N_("请写成 09:30 这样的时间。")))]
DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class OrderForm(BaseForm):
    order_id = IdField(N_("兑换单"))
    quantity = NumberField(N_("换几份"), least=1, most=rules.EACH, default=1)
    points_each = NumberField(N_("每份多少分"), least=1)


class CollectForm(BaseForm):
    code = CodeField(N_("取货码"), most=12, render_kw=DIGITS | {"data-scan": "", "autofocus": ""})
    proxy_name = Text(N_("代领人姓名"), optional=True, most=40)


class CounterForm(BaseForm):
    """The basket travels in the page: one line a kind of goods, as id:count."""

    order_id = IdField(N_("兑换单"))
    basket = Text(N_("要换的东西"), most=2000)
    told = NumberField(N_("合计"), least=1)
    proxy_name = Text(N_("代领人姓名"), optional=True, most=40)


class CardForm(BaseForm):
    card = CodeField(N_("刷一下卡"), most=64, render_kw={"autocomplete": "off"})


class RefusalForm(BaseForm):
    why = Text(N_("为什么取消"), most=100, hint=N_("本人会看到。"))


class ReturnForm(BaseForm):
    reason = Text(N_("哪里有问题"), most=120)


class GoodsForm(BaseForm):
    code = CodeField(N_("编码"), most=40, hint=N_("条码，或自己定一个"))
    name = Text(N_("叫什么"), most=40)
    measure = Text(N_("单位"), most=8, default="份", hint=N_("袋、瓶、提 …"))
    points = NumberField(N_("换一份要几分"), least=1, most=100_000)
    best_before = DateField(N_("保质期到"), optional=True, hint=N_("剩 15 天就自动下架"))
    limit_each = NumberField(N_("每人 30 天最多换几份"), optional=True, least=1, most=rules.EACH)
    is_for_adults = TickField(N_("只换给成年人"))


class ReceiveForm(BaseForm):
    quantity = NumberField(N_("来了多少"), least=1, most=100_000)
    donor_id = PickField(N_("谁捐的"), optional=True, hint=N_("买来的不用选"))
    note = Text(N_("单号或说明"), optional=True, most=200)
    key = IdField(N_("入库单"))


class SpoilForm(BaseForm):
    quantity = NumberField(N_("坏了多少"), least=1, most=100_000)
    note = Text(N_("怎么坏的"), most=200)
    key = IdField(N_("报损单"))


class PictureForm(BaseForm):
    photos = FileField(N_("照片"), accept="image/*", hint=N_("拍一张货品本身，不要拍到人"))


class PriceForm(BaseForm):
    points = NumberField(N_("换一份要几分"), least=1, most=100_000)
    valid_from = DateField(N_("从哪天起"), planned=True)


class AllotForm(OnceForm):
    goods_id = PickField(N_("哪样东西"))
    account_id = PickField(N_("谁带去"))
    counter = Text(N_("带去哪里"), most=40)
    quantity = NumberField(N_("带多少"), least=1, most=10_000)


class TakeBackForm(OnceForm):
    quantity = NumberField(N_("拿回多少"), least=1, most=10_000)


class LossForm(BaseForm):
    returned = NumberField(N_("数出来带回多少"), least=0, most=10_000, default=0)
    note = Text(N_("怎么丢的"), most=120)


class CountForm(BaseForm):
    goods_id = IdField(N_("货品"))
    counted = NumberField(N_("数出来多少"), least=0, most=1_000_000)
    note = Text(N_("说明"), optional=True, most=120)


class MarketDayForm(BaseForm):
    on = DateField(N_("哪天"), planned=True)
    opens = Text(N_("几点开始"), most=5, rules=CLOCK, render_kw={"type": "time"})
    closes = Text(N_("几点结束"), most=5, rules=CLOCK, render_kw={"type": "time"})
    venue = Text(N_("在哪里"), most=80)
    note = Text(N_("带什么、注意什么"), optional=True, most=200)


class StopForm(BaseForm):
    reason = LongText(N_("为什么停"), most=200)


class CounterSaleForm(BaseForm):
    """The market day's page and its phone. Version 1: id, allocation_id, who, quantity, captured_at."""

    id = IdField(N_("记录编号"), optional=True)
    allocation_id = ChoiceField(N_("换什么"))
    who = CodeField(N_("存折编号，或刷卡"), most=64, render_kw={"autocomplete": "off"})
    quantity = NumberField(N_("几份"), least=1, most=rules.EACH, default=1)
    captured_at = MomentField(N_("什么时候"), optional=True)

    def validate(self, extra_validators: Any = None) -> bool:
        """On the phone the choices are those it was loaded with; the service finds the lot or refuses."""
        self.allocation_id.offer([(self.allocation_id.data, self.allocation_id.data or "")])
        return super().validate(extra_validators)

    @property
    def told(self) -> dict[str, Any]:
        return {
            "sale_id": self.id.data or ids.new(),
            "allocation_id": self.allocation_id.data,
            "who": self.who.data,
            "quantity": self.quantity.data,
            "sold_at": self.captured_at.data or clock.now(),
        }
