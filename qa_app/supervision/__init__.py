"""What an audit brings to the practitioner: a sheet for supervision, thanks, and a record of their own growth."""
