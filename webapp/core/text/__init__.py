"""Words: translation, sound of names, masks, phone numbers."""
