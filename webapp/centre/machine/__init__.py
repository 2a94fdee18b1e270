"""The worst day, prepared for: backups and where they go, the key ring's three holders, restore drills, the lights of
the machine's page.

Words: 第二个地方 second place, 演练 drill, 三份钥匙 shares, 灯 light.
Invariants: what leaves the machine is sealed before it leaves and read back after; a drill touches nothing that is in
use; the lights speak of machines and counts, never of a resident.
"""
