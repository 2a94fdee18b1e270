from webapp.core.forms.forms import BaseForm, ChoiceField, LongText, PickField, Text
from webapp.core.text.i18n import N_


class WordsForm(BaseForm):
    opening = LongText(N_("开头另加的话"), optional=True, most=800)
    closing = LongText(N_("结尾另加的话"), optional=True, most=800)


class ObjectionForm(BaseForm):
    party_id = PickField(N_("谁提的"))
    words = LongText(N_("哪里不对"), most=500)


class AnswerForm(BaseForm):
    answer = Text(N_("答复"), most=300)


class SignForm(BaseForm):
    role = ChoiceField(
        N_("以什么身份签"), (("host", N_("主持人")), ("recorder", N_("记录人")), ("resident", N_("居民代表")))
    )
    party_id = PickField(N_("谁签的"))

    def without(self, signed: set[str]) -> "SignForm":
        """Only the parts nobody has signed for yet are offered; the service refuses the others anyway."""
        self.role.choices = [one for one in self.role.choices if one.value not in signed]
        return self


class VersionForm(BaseForm):
    reason = Text(N_("为什么要改"), most=200)
