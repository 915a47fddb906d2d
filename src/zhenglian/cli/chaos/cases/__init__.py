"""Reports and cases while web and workers are killed."""
