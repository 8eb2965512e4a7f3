"""Workbooks and documents made from what the service knows."""
