from typing import Any

from webapp.core.forms.forms import UNLESS_SHOWN, BaseForm, HiddenField, Password, Text
from webapp.core.text.i18n import N_, gettext

NOT_THE_SAME = N_("两遍写的不一样。")


class FirstPasswordForm(BaseForm):
    password = Password(N_("自己定一个密码"), hint=N_("至少 8 位，别人猜不到的"),
                        render_kw={"autocomplete": "new-password"})  # fmt: skip
    again = Password(N_("再写一遍"), render_kw={"autocomplete": "new-password"})

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if fine and self.password.data != self.again.data:
            self.fail("again", gettext(NOT_THE_SAME))
            return False
        return fine


class RecoveryForm(BaseForm):
    login = Text(N_("手机号或登录名"), most=60, render_kw={"autocomplete": "username"})
    code = Text(N_("备用码"), most=20, hint=N_("纸上十个里没用过的一个"), render_kw={"autocomplete": "off"})
    password = Password(N_("新密码"), hint=N_("至少 8 位"), render_kw={"autocomplete": "new-password"})


class SecondForm(BaseForm):
    code = Text(N_("动态码或备用码"), most=20, hint=N_("动态码是手机上验证器里的六位数"),
                render_kw={"autocomplete": "one-time-code", "inputmode": "text"})  # fmt: skip


class ProofForm(BaseForm):
    # One of the two, as the page shows it.
    password = Password(N_("密码"), optional=UNLESS_SHOWN, render_kw={"autocomplete": "current-password"})
    code = Text(N_("动态码"), optional=UNLESS_SHOWN, most=20,
                render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"})  # fmt: skip
    next = HiddenField(N_("验完去哪"), optional=True, most=500)


class OneTimeForm(BaseForm):
    code = Text(N_("验证器里的六位数"), most=8, render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"})


class PasskeyForm(BaseForm):
    """What the browser's key answered, put here by the script."""

    answer = HiddenField(N_("通行密钥的回答"), most=8000)
    next = HiddenField(N_("登录后去哪"), optional=True, most=500)


class LinkForm(BaseForm):
    login = Text(N_("手机号或登录名"), most=60, render_kw={"autocomplete": "username"})
    password = Password(N_("密码"), render_kw={"autocomplete": "current-password"})
