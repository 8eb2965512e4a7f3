"""A small list to copy: what a report needs to hold, with invented references."""

EXAMPLE = (
    ("Child ID", "Case Status", "Date of Birth", "Allocated Team", "Allocated Worker", "Status Start Date", "Last Visit Date", "Last Review Date", "Restricted"),
    ("0010001", "Child in care", "14/05/2012", "Safeguarding South", "Ada Thornley", "03/02/2025", "12/10/2026", "01/09/2026", "No"),
    ("0010002", "Child protection plan", "02/11/2019", "Safeguarding South", "Ada Thornley", "17/07/2026", "20/10/2026", "05/10/2026", "No"),
    ("0010003", "Child in need", "30/01/2023", "Assessment Team", "Ben Dunmore", "09/09/2026", "28/10/2026", "", "No"),
)  # fmt: skip
