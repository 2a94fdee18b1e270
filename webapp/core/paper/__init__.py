"""Print: PDFs, Word files, QR codes, faces."""
