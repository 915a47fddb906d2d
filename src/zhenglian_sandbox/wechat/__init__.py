"""The WeChat official-account API below /cgi-bin and the events that it pushes."""
