"""Reports to take away: asked for, made in the background, fetched by whoever asked, deleted after a week."""
