"""How long things are, so that a drift is seen: python -m tests.size."""

import ast
import math
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "qa_app"
LONGEST_SHOWN = 5
BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.comprehension, ast.Assert)

Function = ast.FunctionDef | ast.AsyncFunctionDef
Sized = list[tuple[int, str]]


def functions(folder: Path) -> Iterator[tuple[Path, Function]]:
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, Function):
                yield file, node


def name_of(file: Path, node: Function) -> str:
    return f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"


def length(node: Function) -> int:
    """Lines from the first word of the definition to the last of the body."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def body_length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.body[0].lineno + 1


def complexity(node: Function) -> int:
    """Ways through: one, and one more for each place where the way divides."""
    inside = list(ast.walk(node))
    forks = sum(isinstance(one, BRANCHES) for one in inside)
    return 1 + forks + sum(len(one.values) - 1 for one in inside if isinstance(one, ast.BoolOp))


def percentile(sizes: Sized, share: float) -> int:
    """The size that this share of things does not pass; 0 of nothing."""
    ordered = sorted(size for size, _ in sizes)
    return ordered[math.ceil(share * len(ordered)) - 1] if ordered else 0


def report(what: str, sizes: Sized, aim: int) -> None:
    largest = max(sizes, default=(0, ""))[0]
    p50, p95 = percentile(sizes, 0.5), percentile(sizes, 0.95)
    print(f"{what:24}{len(sizes):6}{p50:8}{p95:8}{largest:8}{aim:8}")  # noqa: T201


def name_longest(what: str, sizes: Sized, aim: int) -> None:
    over = sorted((one for one in sizes if one[0] > aim), reverse=True)
    if over:
        print(f"\n{what} over {aim}: {len(over)}")  # noqa: T201
        for size, name in over[:LONGEST_SHOWN]:
            print(f"  {size:5}  {name}")  # noqa: T201


def main() -> None:
    ours = list(functions(PACKAGE))
    tests = [(file, one) for file, one in functions(ROOT / "tests") if one.name[:5] == "test_"]
    routes = [one for one in ours if "routes" in one[0].relative_to(PACKAGE).as_posix()]
    files = [(file, len(file.read_text().splitlines())) for file in sorted(PACKAGE.rglob("*.py"))]
    measured: list[tuple[str, Sized, int]] = [
        ("Function, lines", [(length(one), name_of(file, one)) for file, one in ours], 40),
        ("Function, complexity", [(complexity(one), name_of(file, one)) for file, one in ours], 8),
        ("Route body, lines", [(body_length(one), name_of(file, one)) for file, one in routes], 12),
        ("File, lines", [(lines, str(file.relative_to(ROOT))) for file, lines in files], 250),
        ("Test, lines", [(length(one), name_of(file, one)) for file, one in tests], 25),
    ]
    print(f"{'':24}{'count':>6}{'median':>8}{'p95':>8}{'largest':>8}{'aim':>8}")  # noqa: T201
    for row in measured:
        report(*row)
    for row in measured:
        name_longest(*row)


if __name__ == "__main__":
    main()
