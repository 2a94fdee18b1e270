from typing import Any

from webapp.core.forms.forms import UNLESS_SHOWN, BaseForm, DateField, IdField, LongText, PickField
from webapp.core.text.i18n import N_


class GoForm(BaseForm):
    id = IdField(N_("编号"), optional=True)
    duty_id = PickField(N_("清单依据"), hint=N_("派给网格的事都要有清单里的依据"))
    due_on = DateField(N_("哪天前去到"), planned=True)
    words = LongText(N_("带一句话给网格员"), most=300, optional=True)
    reason = LongText(N_("超过上限，为什么还要发"), most=300, optional=UNLESS_SHOWN)

    def offer(self, duties: list[Any]) -> None:
        self.duty_id.offer([(one.id, f"{one.code} {one.name}") for one in duties])
