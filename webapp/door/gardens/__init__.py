"""Micro-gardens."""
