"""Intake: the register as a spreadsheet, in and out.

Words: 名册 roster, 导入 import, 预览 preview, 导出申请 export request, 撤回 return.
Invariants: an import is all or nothing; the preview names every bad cell. It can be
taken back for a fortnight: what was built upon since stays, with the reason. A file of residents leaves only with a
second person's approval, once, watermarked, and logged.
"""
