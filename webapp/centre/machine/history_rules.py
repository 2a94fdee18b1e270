from webapp.core.text.i18n import N_

WORDS = {
    "print_key_papers": N_("印了一套钥匙纸"),
    "run_drill": N_("演练了一次恢复"),
}
