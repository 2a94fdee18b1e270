"""Points and what they buy, tools that are lent, and the micro-platform of jobs and offers."""
