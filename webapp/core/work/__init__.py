"""What the machine does: jobs, the night, health, logs, commands."""
