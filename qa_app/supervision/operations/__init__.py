"""What managers, practitioners and whoever reads good work do with a released audit."""
