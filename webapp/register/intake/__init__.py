"""Intake: the register as a spreadsheet, in and out.

Words: 名册 roster, 导入 import, 预览 preview, 导出申请 export request.
Invariants: an import is all or nothing; the preview names every bad cell. A file of residents leaves only with a
second person's approval, once, watermarked, and logged.
"""
