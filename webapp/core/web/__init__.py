"""Requests and answers: pages, forms and their fields, guards, errors, static files."""
