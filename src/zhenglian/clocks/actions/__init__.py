"""What people and machines do here, one verb a function. Who may is asked inside."""
