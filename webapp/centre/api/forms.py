from webapp.centre.api.rules import SCOPE_WORDS
from webapp.core.forms.forms import ManyField, OnceForm, PickField, Text
from webapp.core.text.i18n import N_


class KeyForm(OnceForm):
    name = Text(N_("给哪个平台"), most=40, hint=N_("比如：12345 热线、市治理平台"))
    unit_id = PickField(N_("管哪里"))
    scopes = ManyField(N_("能做什么"), [(scope.value, words) for scope, words in SCOPE_WORDS.items()])
    hook_url = Text(
        N_("推送网址"), optional=True, most=300, hint=N_("受理、办好、结案时往这里发一条签过名的消息；不写就不推送")
    )
