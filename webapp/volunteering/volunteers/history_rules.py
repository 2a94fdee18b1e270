"""What the verbs of volunteers that came later are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "volunteer_returns": N_("志愿者回来了"), "withdraw_volunteer_consent": N_("撤回了志愿者登记的同意"),
    "record_volunteer_death": N_("登记志愿者去世"), "undo_volunteer_death": N_("撤回志愿者的去世登记"),
}  # fmt: skip
