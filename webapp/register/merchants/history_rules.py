"""What the verbs of shops that came later are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {"reopen_merchant": N_("商户重新开张")}
