"""A machine that runs two browsers at once is slower than a person is patient: what is awaited may take longer."""

from playwright.sync_api import expect

expect.set_options(timeout=20_000)
