"""The contract of an app's API: what of it changed, and whom that breaks; it knows documents, and no disk."""
