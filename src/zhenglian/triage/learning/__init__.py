"""Training and measuring: numpy and scipy, loaded only by those who train. Judging needs no scipy."""
