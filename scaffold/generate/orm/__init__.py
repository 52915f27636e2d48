"""How records are stored: a module for each ORM, and its own templates for the table and the data module."""
