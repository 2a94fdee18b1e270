"""Files from outside and large contents: spreadsheets, pictures, the blob store."""
