from webapp.core.forms.forms import BaseForm, LongText, PickField
from webapp.core.text.i18n import N_


class OpenCaseForm(BaseForm):
    """An agenda line becomes a case: what it is about is known, what kind of thing it is somebody must say."""

    category_id = PickField(N_("哪一类"))
    words = LongText(N_("怎么回事"), most=2000)
