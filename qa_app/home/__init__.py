"""First pages by role, search, and the pages about the service itself. It reads everything and decides nothing."""
