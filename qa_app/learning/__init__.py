"""What audits teach: the themes of what they found, checked by somebody who reads many of them."""
