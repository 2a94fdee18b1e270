"""What the product keeps of people, why, on what ground and for how long; and the nightly work that blanks or
deletes it when its time is over.

Words: 存什么 what is kept, 存多久 how long, 到期清除 purge, 试清 dry run.
Invariant: a column that names or describes a person stands in the table, or a test fails; what the table promises to
end is ended by a job that stands beside it.
"""
