"""Training and measuring; needs scikit-learn (extra `triage`). Judging needs none of it."""
