from webapp.core.forms.forms import BaseForm, FileField
from webapp.core.text.i18n import N_


class EstateForm(BaseForm):
    picture = FileField(N_("小区平面图"), accept="image/*", hint=N_("一张照片或截图，只给本社区和上级看。"))
