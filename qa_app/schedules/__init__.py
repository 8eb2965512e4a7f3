"""Reports that come by themselves, on days that somebody chose, to people who may each open them."""
