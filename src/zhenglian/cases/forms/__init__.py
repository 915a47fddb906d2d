"""Forms of cases: what a page asks for before an action is called."""
