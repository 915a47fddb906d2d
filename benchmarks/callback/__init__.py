"""`python -m benchmarks.callback`: a push, from the socket to the encrypted answer after the commit."""
