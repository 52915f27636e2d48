"""What the app consists of: scaffold.toml, read, edited, checked and written; no disk, no template."""
