"""Requests and answers: pages, guards, errors, static files."""
