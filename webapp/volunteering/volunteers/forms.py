from typing import Any

from wtforms import validators

from webapp.core.forms.forms import (
    BaseForm,
    CodeField,
    DateField,
    HiddenField,
    ManyField,
    NumberField,
    OnceForm,
    Password,
    PhoneField,
    PickField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_, lazy
from webapp.volunteering.volunteers.models import Skill
from webapp.volunteering.volunteers.services import Person

SKILL_WORDS = {
    Skill.LAW: N_("法律"),
    Skill.MEDICAL: N_("医疗咨询"),
    Skill.REPAIR: N_("维修"),
    Skill.ARTS: N_("文艺"),
    Skill.SPORTS: N_("体育"),
    Skill.TUTORING: N_("辅导孩子"),
    Skill.CARE: N_("照护"),
    Skill.PATROL: N_("巡逻"),
    Skill.OTHER: N_("其他"),
}
SKILLS = [(skill.value, words) for skill, words in SKILL_WORDS.items()]
SIX_DIGITS = [validators.Regexp(r"[0-9]{6}\Z", message=lazy(N_("要填 6 位数字。")))]
DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 6}


class VolunteerForm(OnceForm):
    name = Text(N_("姓名"), most=40)
    phone = PhoneField(N_("手机号"), optional=True, hint=N_("用来登录和找人，只有社区看得到"))
    skills = ManyField(N_("会什么"), SKILLS, optional=True)
    born_on = DateField(N_("出生日期"), optional=True, hint=N_("未满 18 岁要有监护人"))
    guardian_name = Text(N_("监护人姓名"), optional=N_("未满 18 岁要写"), most=40)
    guardian_phone = PhoneField(N_("监护人电话"), optional=N_("未满 18 岁要写"))
    national_number = CodeField(N_("全国志愿者编号"), optional=True, most=30, hint=N_("对得上全国系统的时长"))
    document_number = CodeField(N_("证件号"), optional=True, most=30, hint=N_("开证明时才要，加密存放"))
    consent = TickField(N_("本人同意登记，知道用来做什么"))

    @property
    def person(self) -> Person:
        kept: dict[str, Any] = {key: value for key, value in self.values.items() if key != "consent"}
        return Person(**kept | {"skills": tuple(self.skills.data or ())})


class LeaveForm(BaseForm):
    left_on = DateField(N_("哪天离开"))
    reason = Text(N_("原因"), most=120)


class QualificationForm(OnceForm):
    skill = PickField(N_("哪一项"), SKILLS)
    name = Text(N_("证件名称"), most=80)
    number = Text(N_("证号"), optional=True, most=60)
    issuer = Text(N_("发证单位"), optional=True, most=80)
    valid_to = DateField(N_("有效到"), optional=True)
    is_seen = TickField(N_("原件我看过了"))


SPOKEN = [validators.Regexp(r"[0-9]{3}\s*[0-9]{3}\Z", message=lazy(N_("要填 6 位数字。")))]


class CodeForm(BaseForm):
    """The code stands on the counter's screen as 123 456, and is copied as it stands."""

    next = HiddenField(N_("登录后去哪"), optional=True, most=500)
    who = CodeField(N_("手机号或卡上的编号"), most=20, render_kw={"inputmode": "tel", "autocomplete": "username"})
    code = CodeField(N_("前台给的口令"), rules=SPOKEN, render_kw=DIGITS | {"maxlength": 7})
    own = TickField(N_("这是我自己的手机，下次记得我"))


class PinEntryForm(BaseForm):
    next = HiddenField(N_("登录后去哪"), optional=True, most=500)
    who = CodeField(N_("手机号或卡上的编号"), most=20, render_kw={"inputmode": "tel", "autocomplete": "username"})
    pin = Password(N_("六位数字"), rules=SIX_DIGITS, render_kw=DIGITS)


class PinForm(BaseForm):
    pin = Password(N_("六位数字"), rules=SIX_DIGITS, hint=N_("自己记得住、别人猜不到"), render_kw=DIGITS)
    again = Password(N_("再写一遍"), rules=SIX_DIGITS, render_kw=DIGITS)

    def validate_again(self, field: Any) -> None:
        if field.data != self.pin.data:
            raise validators.ValidationError(str(lazy(N_("两遍不一样，再写一次。"))))


class DonationForm(BaseForm):
    points = NumberField(N_("捐多少分"), least=1, most=100_000)
    key = Text(N_("编号"), most=36)
