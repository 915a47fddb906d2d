"""China's divisions, their boundaries, positions, and from an address to a county. Knows no case."""
