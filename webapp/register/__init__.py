"""Where people live and work: buildings, households and residents, shops and partner units, their lists in and out."""
