"""The licence of every package that is installed here: python -m tests.licences."""

from importlib.metadata import Distribution, distributions

CLASSIFIER = "License :: OSI Approved :: "


def licence(package: Distribution) -> str:
    """As the package states it: the expression, else the classifiers, else its first line of words."""
    about = package.metadata
    classified = [
        line.removeprefix(CLASSIFIER)
        for line in about.get_all("Classifier", [])
        if line.startswith(CLASSIFIER)
    ]
    words = (about.get("License") or "not stated").strip().splitlines()[0]
    return about.get("License-Expression") or ", ".join(classified) or words


def main() -> None:
    installed = {one.metadata["Name"].lower(): one for one in distributions()}
    for _, package in sorted(installed.items()):
        print(f"{package.metadata['Name']:32}{package.version:14}{licence(package)}")  # noqa: T201


if __name__ == "__main__":
    main()
