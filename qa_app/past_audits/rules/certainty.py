"""How far imported audits can be trusted, said wherever one is shown."""

IMPORTED = (
    "Imported audits are known with less certainty: they come from workbooks that were kept by hand, were "
    "graded to another standard, and nobody here has checked them. They stand apart from the audits that "
    "were done here, and no rule about change uses them."
)
