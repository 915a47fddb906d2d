"""The Weibo API v2 below /2 and the authorisation pages below /oauth2."""
