from typing import Any

from webapp.core.forms.forms import BaseForm, ChoiceField, HiddenField, IdField, LongText, MomentField, Text
from webapp.core.text.i18n import N_, gettext
from webapp.door.hazards.rules import Where

WAYS = (("take", N_("我来办")), ("up", N_("报上去")))
SHOW_OR_SAY = N_("拍一张照片，或写一句怎么回事。")


class HazardForm(BaseForm):
    """The page's form and the phone's. Version 1: id, category, words, way, building_id, spot, photos,
    same_as."""

    id = IdField(N_("记录编号"), optional=True)
    category = Text(N_("哪一类"), most=20)
    words = LongText(N_("怎么回事"), optional=N_("话和照片，有一样就行"), most=500)
    way = ChoiceField(N_("谁来办"), WAYS)
    building_id = IdField(N_("哪栋楼"), optional=True)
    spot = Text(N_("具体在哪"), optional=True, most=60, hint=N_("比如 2 门 3 楼拐角"))
    photos = HiddenField(N_("照片"), optional=True, most=400)
    same_as = HiddenField(N_("是不是同一件"), optional=True, most=36)
    captured_at = MomentField(N_("什么时候"), optional=True)
    has_picture = False

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if not self.words.data and not self.photos.data and not self.has_picture:
            self.fail("words", gettext(SHOW_OR_SAY))
            return False
        return fine

    @property
    def told(self) -> dict[str, Any]:
        return {
            "id": self.id.data, "category": self.category.data, "words": self.words.data or "", "way": self.way.data,
            "where": Where(self.building_id.data, self.spot.data or ""), "same_as": self.same_as.data,
            "captured_at": self.captured_at.data,
        }  # fmt: skip
