"""What a change means for the rows that are there: the values they need, and the choices they may have."""
