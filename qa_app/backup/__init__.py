"""An encrypted copy of everything, made while the service is in use, and the way back from it."""
