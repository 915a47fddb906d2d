"""Simulated WeChat official-account and Weibo platforms over HTTP: a program of its own.

It never imports the product, and the product never imports it; both meet on the wire only.
"""
