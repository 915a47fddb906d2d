"""`zhenglian chaos fuzz`: malformed requests by the hundred thousand, and what the gateway says to them."""
