"""S5 and S9, the people: 志愿者 volunteers, their hours, their own page and their sign-in.

Words: 志愿者 volunteer, 资质 qualification, 监护人 guardian, 服务时长 hours, 爱心存折 passbook page, 认得的手机 device,
一次性口令 counter code.
Invariants: hours only grow by confirmed attendance and only shrink by a reversing line (the database refuses change and
delete); no act of the shop touches them; a minor has a guardian; a PIN alone never opens a page.
"""
