"""The “网格+”议事厅: meetings, what they decide, the promises that come of it and the board that shows them."""
