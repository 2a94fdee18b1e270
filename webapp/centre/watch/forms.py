from webapp.core.forms.forms import BaseForm, DateField, HiddenField, Text
from webapp.core.text.i18n import N_


class LookForm(BaseForm):
    """Who and when; asked by GET, so that an answer has an address."""

    who = Text(N_("谁"), most=60, hint=N_("登录名，或者完整的姓名"))
    first = DateField(N_("从哪天"), optional=True)
    last = DateField(N_("到哪天"), optional=True)


class TakeForm(BaseForm):
    """The whole list leaves the product."""

    first = HiddenField("", optional=True)
    last = HiddenField("", optional=True)
    device = HiddenField("", optional=True)
    why = Text(N_("为什么要查"), most=200, hint=N_("写进操作记录，比如“手机丢了，查这部手机上有谁”"))
