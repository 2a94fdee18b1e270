"""What the verbs of set-up, settings and ways to sign in are called in the history."""

from webapp.core.text.i18n import N_

START = {
    "name_columns": N_("对了一张表的列名"),
    "accept_slip": N_("用登录条定了密码"),
    "add_one_time_code": N_("开始用动态码"),
    "add_passkey": N_("加了通行密钥"),
    "change_setting": N_("改了设置"),
    "forget_credentials": N_("清掉了通行密钥和备用码"),
    "found_installation": N_("建起这套满格"),
    "print_slip": N_("打了登录条"),
    "prove_backup": N_("试了一次备份"),
    "remove_one_time_code": N_("不用动态码了"),
    "remove_passkey": N_("去掉了通行密钥"),
    "renew_recovery_codes": N_("换了备用码"),
    "set_up": N_("第一次设置"),
    "use_recovery_code": N_("用了备用码"),
}
