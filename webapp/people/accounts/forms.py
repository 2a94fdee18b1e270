from webapp.core.forms.forms import (
    BaseForm,
    DateField,
    HiddenField,
    IdField,
    LongText,
    OnceForm,
    Password,
    PhoneField,
    PickField,
    Text,
    TickField,
)  # fmt: skip
from webapp.core.text.i18n import N_
from webapp.people.accounts.models import Role
from webapp.people.accounts.rules import ROLE_WORDS


class SignInForm(BaseForm):
    login = Text(N_("手机号或登录名"), most=60, render_kw={"autocomplete": "username"})
    password = Password(N_("密码"), render_kw={"autocomplete": "current-password"})
    shared = TickField(N_("这是几个人合用的手机"), hint=N_("合用的手机半小时不用就退出。"))
    next = HiddenField(N_("登录后去哪"), optional=True, most=500)


class PasswordForm(BaseForm):
    old = Password(N_("现在的密码"), render_kw={"autocomplete": "current-password"})
    new = Password(N_("新密码"), hint=N_("至少 8 位"), render_kw={"autocomplete": "new-password"})


class PersonForm(BaseForm):
    name = Text(N_("姓名"), most=40)
    login = Text(N_("登录名"), most=60, hint=N_("可以用姓名拼音，登录时填它或手机号"))
    phone = PhoneField(N_("手机号"), optional=True)
    role = PickField(N_("岗位"), [(role.value, words) for role, words in ROLE_WORDS.items()])
    unit_id = PickField(N_("管哪里"))
    valid_from = DateField(N_("从哪天起"))
    valid_to = DateField(N_("到哪天止"), optional=True)
    document = Text(N_("任命文件"), optional=True, most=120)

    @property
    def chosen_role(self) -> Role:
        return Role(self.role.data)


class CoverForm(BaseForm):
    by = PickField(N_("谁来顶岗"))
    valid_from = DateField(N_("从哪天起"), planned=True)
    valid_to = DateField(N_("到哪天止"), planned=True)


class EndPostForm(BaseForm):
    last_day = DateField(N_("最后一天"))
    reason = Text(N_("原因"), most=200)


class HandoverForm(OnceForm):
    unit_id = PickField(N_("交接哪里"))
    giver = PickField(N_("谁交"))
    taker = PickField(N_("谁接"))
    note = LongText(N_("交代的事"), optional=True, most=500)


class ComplaintForm(OnceForm):
    words = LongText(N_("想说什么"), most=1000)
    contact = Text(N_("怎么找您"), optional=True, most=60, hint=N_("留了就回您；不留也一样处理"))
    community_id = IdField(N_("哪个社区"), optional=True)


class AnswerForm(BaseForm):
    answer = LongText(N_("答复"), most=1000)
