"""Lists described once: columns, orders, filters, their address and their cells."""
