"""Secrets and proof: sealed fields, history, signatures, throttles, https."""
