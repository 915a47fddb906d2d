"""Measurements that anybody can repeat: each starts what it measures, in a folder that goes afterwards."""
