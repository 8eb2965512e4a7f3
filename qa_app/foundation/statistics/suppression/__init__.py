"""What leaves the service without telling of anybody: small counts hidden, and tried out as an outsider would."""
