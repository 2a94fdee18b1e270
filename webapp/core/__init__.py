"""What every slice stands on, without a word of the district: database, requests, texts, print, files,
time, jobs, secrets.
"""
