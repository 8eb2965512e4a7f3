"""What happens to saved work when the service is killed: run by `make faults`."""
