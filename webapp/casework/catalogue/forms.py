from webapp.core.forms.forms import BaseForm, DateField, FileField, Text, TickField
from webapp.core.text.i18n import N_


class CatalogueForm(BaseForm):
    file = FileField(N_("改好的表"), accept=".xlsx,.csv")
    valid_from = DateField(N_("从哪天起生效"))
    retire_missing = TickField(N_("表里没有的类别停用"))


class CalendarForm(BaseForm):
    file = FileField(N_("放假和调休表"), accept=".xlsx,.csv")
    document = Text(N_("文号"), optional=True, most=80)
