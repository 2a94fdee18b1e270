
from webapp.core.text.i18n import N_, lazy
from webapp.core.web.forms import BaseForm, ChoiceField, HiddenField, Text


class ViewForm(BaseForm):
    title = Text(lazy(N_("叫什么")), most=30)
    query = HiddenField("")
    unit_id = ChoiceField(lazy(N_("谁能用")), optional=True)
