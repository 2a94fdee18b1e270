"""What changes hands: points and the shop that takes them."""
