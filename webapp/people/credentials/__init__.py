"""What proves who somebody is besides the password: passkeys, one-time codes, recovery codes, and the link that lets
somebody choose the first password.

Words: 通行密钥 passkey, 动态码 one-time code, 备用码 recovery code, 登录条 sign-in slip, 再验一次 step-up.
Invariants: nothing that opens a door is stored as it was told: hashes and sealed secrets only; each code and each link
opens once; whoever opens the second door has opened the first in the same browser.
"""
