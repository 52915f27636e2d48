"""The command line: options, questions and what people see."""
