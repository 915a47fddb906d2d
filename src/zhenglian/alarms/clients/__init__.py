"""The ways on which notices leave: mail and webhook. They know no table."""
