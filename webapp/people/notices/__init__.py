"""Notices: what somebody needs to know, in the product, and to a group robot or mailbox where one is set.

Words: 通知 notice, 通知渠道 channel, 外发 delivery.
Invariants: a cause is told once per person and channel; what leaves the product holds numbers and dates, never a name,
a door or anybody's words; a channel that is down delays nothing else.
"""
