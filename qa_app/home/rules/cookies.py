"""Every cookie that the service sets, in the words of the page about cookies."""

COOKIES = (
    ("sign-in", "Knows that you are signed in. It holds a random number and nothing about you.", "Until you sign out, close the browser, or do not use the service for the time your council has set; never more than 12 hours"),
    ("session", "Protects forms from being sent by another website, and carries a message such as “Saved” to the next page.", "Until you close the browser"),
)  # fmt: skip
