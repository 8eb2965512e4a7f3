"""The real things that tests run against: PostgreSQL, a mail server, an OpenID provider, a browser."""
