"""Turns the desk's input into clean values. What is allowed is asked by the actions."""
