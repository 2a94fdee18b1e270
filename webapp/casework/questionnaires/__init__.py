"""Questionnaires (S14): a spreadsheet that ODK, Kobo and CHT users already write, asked at a door. 问卷 · XLSForm.

Words: 问卷 questionnaire, 版本 version, 题 question, 组 group, 重复组 repeat, 选项表 choice list, 名册里已有 held.
Invariants: a workbook works whole or is refused by sheet, row and column; a version never changes, answers name theirs;
server and phone evaluate the same text of an expression and agree (one table of cases holds both); what a question's
condition rules out is neither asked nor kept.
"""
