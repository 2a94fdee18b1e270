from typing import Any

from webapp.core.crypto.ciphers import Family
from webapp.core.forms.forms import BaseForm, FileField, NumberField, Password, PhoneField, PickField, Text, TickField
from webapp.core.text.i18n import N_, gettext
from webapp.people.settings.rules import SETTINGS, ZONES, Name

TOLD = (Name.OWNER, Name.SITE, Name.ZONE, Name.ROUND, Name.KEEP_MOVED)
NOT_THE_SAME = N_("两遍写的不一样。")


class CodeForm(BaseForm):
    code = Text(N_("一次性口令"), most=20, hint=N_("印在启动满格的那个终端窗口里"),
                render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})  # fmt: skip


class DistrictForm(BaseForm):
    code = PickField(N_("哪个区"))


class FileForm(BaseForm):
    file = FileField(N_("区划表"), accept=".csv", hint=N_("四列：code、name、level、parent_code"))
    code = Text(N_("区的编码"), most=6, optional=N_("表里只有一个区时不用填"), hint=N_("六位"))


class FoundForm(BaseForm):
    """Who owns it, who keeps it, and the five settings that are wanted from the first day on."""

    owner = Text(N_("主办单位"), most=60, hint=N_("区一级以上的单位，写在每页下面"))
    name = Text(N_("您的姓名"), most=40)
    login = Text(N_("登录名"), most=60, hint=N_("可以用姓名拼音"), render_kw={"autocomplete": "username"})
    phone = PhoneField(N_("手机号"), optional=True)
    password = Password(N_("密码"), optional=True, hint=N_("至少 8 位。只用通行密钥的话空着，下一步加"),
                        render_kw={"autocomplete": "new-password"})  # fmt: skip
    again = Password(N_("密码再写一遍"), optional=N_("写了密码要再写一遍"), render_kw={"autocomplete": "new-password"})
    site = Text(SETTINGS[Name.SITE].label, optional=True, most=120, hint=SETTINGS[Name.SITE].hint)
    zone = PickField(SETTINGS[Name.ZONE].label, ZONES)
    round = NumberField(SETTINGS[Name.ROUND].label, least=SETTINGS[Name.ROUND].least, most=SETTINGS[Name.ROUND].most)
    keep_moved = NumberField(
        SETTINGS[Name.KEEP_MOVED].label, least=SETTINGS[Name.KEEP_MOVED].least, most=SETTINGS[Name.KEEP_MOVED].most
    )
    sm = TickField(N_("区里要求用商用密码（国密 SM2、SM3、SM4）"),
                   hint=N_("只有现在能选，以后换不了。没有这个要求就不用勾。"))  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if (self.password.data or "") != (self.again.data or ""):
            self.fail("again", gettext(NOT_THE_SAME))
            return False
        return fine

    @property
    def told(self) -> dict[Name, Any]:
        return {name: self.values[name.value] for name in TOLD}

    @property
    def family(self) -> Family:
        return Family.SM4 if self.sm.data else Family.AES


def found_form(given: Any = None, **known: Any) -> FoundForm:
    """Filled with what counts until somebody says otherwise."""
    defaults = {name.value: SETTINGS[name].default for name in TOLD} | known
    return FoundForm(given, **defaults)
