"""Released audits, for whoever manages the practitioner and for the practitioner."""
