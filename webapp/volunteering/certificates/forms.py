from webapp.core.forms.forms import BaseForm, ChoiceField, DateField, LongText, Text, TickField
from webapp.core.text.i18n import N_
from webapp.volunteering.certificates.models import BatchForm
from webapp.volunteering.certificates.rules import KIND_WORDS

FORM_WORDS = {BatchForm.ONE_FILE: N_("合成一个文件，直接打印"), BatchForm.ZIP: N_("一人一个文件，打成压缩包")}


class EndForm(BaseForm):
    reason = LongText(N_("为什么作废"), most=300, hint=N_("扫码的人会看到从哪天起作废，看不到原因。"))


class ReplaceForm(BaseForm):
    name = Text(N_("新证书上的姓名"), most=40)
    replace_reason = LongText(N_("为什么换发"), most=300)


class BatchOrderForm(BaseForm):
    title = Text(N_("这一批叫什么"), most=60)
    kind = ChoiceField(N_("哪种证书"), [(kind.value, words) for kind, words in KIND_WORDS.items()])
    first = DateField(N_("发证日期从"))
    last = DateField(N_("到"))
    form = ChoiceField(N_("要成什么样"), [(form.value, words) for form, words in FORM_WORDS.items()])
    archive = TickField(N_("存档格式（PDF/A）"))
