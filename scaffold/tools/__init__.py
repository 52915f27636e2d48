"""The programs around a project: Node, its package manager, drizzle-kit, git, copier."""
