from webapp.core.forms.forms import BaseForm, ChoiceField, PickField, Text
from webapp.core.text.i18n import N_
from webapp.people.notices.rules import KIND_WORDS


class DigestForm(BaseForm):
    kind = ChoiceField(N_("发到哪里"), list(KIND_WORDS.items()), default="email")
    key = Text(N_("邮箱，或机器人的地址"), most=200, hint=N_("机器人把群里给的地址整个贴进来"))
    secret = Text(N_("加签密钥"), most=200, optional=N_("只有钉钉加签机器人要填"))


class ChannelForm(BaseForm):
    unit_id = PickField(N_("哪个单位的"))
    kind = ChoiceField(N_("什么渠道"), list(KIND_WORDS.items()))
    name = Text(N_("怎么称呼"), most=40)
    key = Text(N_("密钥或邮箱"), most=200, hint=N_("群机器人把群里给的地址整个贴进来，邮箱填收信地址"))
    secret = Text(N_("加签密钥"), most=200, optional=N_("只有钉钉加签机器人要填"))
