"""What the calendar puts on other pages of the staff side: a panel on the home page, links."""
