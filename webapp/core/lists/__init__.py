"""Lists described once: columns, orders, filters, their address and their cells; and the first rows of longer ones."""
