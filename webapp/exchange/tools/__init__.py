"""S8, the tool station's shelf: 便民工具站.

Words: 站点 station, 闭站日 closed day, 品类 model, 一件 copy (a row of `tool`), 编号 number, 标签 label, 维修单 ticket,
检查 inspection, 安全提示 safety note, 配件 accessories.
Invariants: a number names one copy for good; a copy has at most one open ticket; what is in repair, lost, retired or
past its inspection is never free. Who has a copy is told one slice further up, in `loans`.
"""
