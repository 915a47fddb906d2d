"""Category tree and the classifier that abstains. Knows no case and no message: only text and names."""
