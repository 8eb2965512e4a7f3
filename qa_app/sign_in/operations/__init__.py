"""What people do to sign in, stay in and get out, and what administrators do for them."""
