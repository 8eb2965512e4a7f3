"""What a token may read, what may be asked, and how an answer is written."""
