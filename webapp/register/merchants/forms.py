from typing import Any

from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    CodeField,
    DateField,
    LongText,
    OnceForm,
    PhoneField,
    PickField,
    Text,
    TickField,
)
from webapp.core.forms.versioned_form import VersionedForm
from webapp.core.text.i18n import N_
from webapp.register.merchants.models import PARTNER_WORDS


class MerchantForm(OnceForm, VersionedForm):
    grid_id = PickField(N_("归哪个网格"))
    name = Text(N_("店名"), most=80)
    trade = Text(N_("做什么生意"), optional=True, most=40)
    shop_no = Text(N_("铺位号"), optional=True, most=30)
    credit_code = CodeField(N_("统一社会信用代码"), optional=True, most=18)
    contact_name = Text(N_("负责人"), optional=True, most=40)
    phone = PhoneField(N_("电话"), optional=True)

    @property
    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.values.items() if name not in ("version", "base", "grid_id")}


class EmployeeForm(OnceForm):
    name = Text(N_("姓名"), most=40)
    job = Text(N_("岗位"), optional=True, most=40)
    phone = PhoneField(N_("电话"), optional=True)


class CloseForm(BaseForm):
    on = DateField(N_("哪天关的"))


class PartnerForm(BaseForm):
    community_id = PickField(N_("哪个社区"))
    name = Text(N_("单位名称"), most=80)
    kind = ChoiceField(N_("是什么单位"), [(kind.value, said) for kind, said in PARTNER_WORDS.items()])
    contact_name = Text(N_("联系人"), optional=True, most=40)
    phone = PhoneField(N_("电话"), optional=True)
    offers = LongText(N_("能帮什么"), optional=True, most=200)


class PartnerChangeForm(BaseForm):
    contact_name = Text(N_("联系人"), optional=True, most=40)
    phone = PhoneField(N_("电话"), optional=True)
    offers = LongText(N_("能帮什么"), optional=True, most=200)
    has_left = TickField(N_("不再共建了"))
