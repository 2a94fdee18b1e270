
from webapp.centre.overview.plan_rules import Spot
from webapp.core.forms.forms import UNLESS_SHOWN, BaseForm, FileField, NumberField, PickField
from webapp.core.text.i18n import N_


class EstateForm(BaseForm):
    picture = FileField(N_("小区平面图"), accept="image/*", hint=N_("一张照片或截图，只给本社区和上级看。"))


class MarkForm(BaseForm):
    WHERE = N_("在图上点一下，或者写从左、从上各百分之几。")
    building_id = PickField(N_("哪一栋"))
    # Both, or a tap on the picture.
    x = NumberField(N_("从左边起百分之几"), optional=UNLESS_SHOWN, least=0, most=100)
    y = NumberField(N_("从上边起百分之几"), optional=UNLESS_SHOWN, least=0, most=100)

    @property
    def spot(self) -> Spot | None:
        if self.x.data is None or self.y.data is None:
            return None
        return Spot(10 * self.x.data, 10 * self.y.data)
