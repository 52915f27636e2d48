"""Generate Next.js apps that ask who is calling before they answer."""

__version__ = "0.3.0"
