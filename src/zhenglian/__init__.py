"""Zhenglian 政联: a government department runs WeChat, Weibo and website as one house."""
