"""The duty officer's pages below /staff/desk/inbox/ (`desk*`), and the citizens' pages (`public*`)."""
