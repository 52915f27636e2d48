"""What scaffold can do, as functions: values in, a Report out; nothing here prints or asks."""
