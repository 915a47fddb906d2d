"""Pages of the staff side below /staff/desk/deliveries/: the board, and what people do by hand."""
