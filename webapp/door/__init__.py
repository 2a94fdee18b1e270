"""What is said and seen at doors: visits, hazards, what liaisons pass on, what strangers say by the door QR."""
