from webapp.core.forms.forms import BaseForm, FileField, LongText, PickField, TickField
from webapp.core.text.i18n import N_


class UploadForm(BaseForm):
    community_id = PickField(N_("哪个社区"))
    file = FileField(N_("填好的表"), accept=".xlsx,.csv")


class ExportForm(BaseForm):
    unit_id = PickField(N_("导出哪里"))
    reason = LongText(N_("为什么要导出"), most=300)
    with_phone = TickField(N_("要完整的电话号码"))
