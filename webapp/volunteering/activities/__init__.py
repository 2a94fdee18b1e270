"""S5 功能服务部: departments, what residents ask of them, activities with shifts, and who was there and how long.

Words: 服务部 department, 点单 demand, 派单 dispatch, 接单 acceptance, 评单 rating, 活动 activity, 班次 shift,
候补 waiting list, 到岗 attendance, 确认 confirmation, 值勤 duty.
Invariants: nobody is assigned, acceptance is the volunteer's own act; risky work is insured before it is announced;
minutes are computed here from in and out; two people confirm, neither of them the volunteer; duty is not service.
"""
