"""What is a good password, a right code, a living session; when to slow down; whom an issuer may name."""
