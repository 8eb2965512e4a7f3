"""Text as it was typed into a page."""


def length_on_the_page(text: str) -> int:
    """As a browser counts it, so that no page counts down to another end than the service keeps to."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")) // 2
