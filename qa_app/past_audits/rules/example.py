"""A small workbook to copy, with invented references."""

EXAMPLE = (
    ("Audit month", "Date completed", "Child ID", "Team", "Auditor", "Voice of the child", "Assessment", "Planning", "Overall grade", "Moderated", "Moderated grade"),
    ("October 2024", "10/10/2024", "0010001", "Safeguarding South", "Jude Merrydew", "Good", "Requires improvement", "Good", "Good", "Yes", "Requires improvement"),
    ("October 2024", "27/10/2024", "0010002", "Assessment Team", "Zara Pennyfeather", "Outstanding", "Good", "Good", "Good", "No", ""),
)  # fmt: skip
