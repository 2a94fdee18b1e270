"""What looks over all of it: the desk of each post, the phones' outbox, what is kept and how long."""
