"""From what the app consists of to the text of every file: the only place with paths and TypeScript."""
