"""`zhenglian chaos callbacks`: pushes are doubled and delivered again while web and workers are killed."""
