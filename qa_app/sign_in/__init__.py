"""Who is here: passwords, second factors, sessions, one-use links and single sign-on."""
