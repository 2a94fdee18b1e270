from webapp.core.forms.forms import BaseForm, ChoiceField, HiddenField, Text
from webapp.core.text.i18n import N_


class ViewForm(BaseForm):
    title = Text(N_("叫什么"), most=30)
    query = HiddenField("", optional=True, most=1000)
    unit_id = ChoiceField(N_("谁能用"), optional=True)
