"""What an edit of the spec means for the files of an app: what each is compared with, and who uses it."""
