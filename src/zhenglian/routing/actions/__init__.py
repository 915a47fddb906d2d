"""What people decide about the table, one verb a function. Who may is asked inside."""
