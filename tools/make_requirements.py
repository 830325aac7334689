"""Makes the requirement catalogue of the product: `python tools/make_requirements.py FOLDER_OF_CSV_FILES`.

Columns out: id, versions, module, who, level, how, derived (1 where the text does not say it literally), chapter, text.
"""

import csv
import sys
from pathlib import Path

OUT = Path(__file__).parent.parent / "ocpi_runner" / "ocpi" / "requirements" / "catalogue.tsv"
MARKS = ("[derived]", "[ambiguous]", "[spec gap]", "[spec defect]")


def chapter(section: str) -> str:
    """The newest name of the place: the last alternative, without file endings."""
    last = section.replace("|", ";").split(";")[-1]
    for mark in (*MARKS, ".asciidoc", ".md"):
        last = last.replace(mark, "")
    return " ".join(last.replace(" §", ",").replace("§", "").split())


def rows(folder: Path) -> list[list[str]]:
    """All rows of all files, in the order of their ids."""
    out = []
    for file in sorted(folder.glob("*.csv")):
        with file.open(newline="", encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                marked = any(mark in row["section"] + row["requirement"] for mark in MARKS)
                text = row["requirement"]
                for mark in MARKS:
                    text = text.replace(mark, "")
                words = (row["id"], row["versions"], row["module"], row["obligated"], row["level"], row["how"])
                out.append([*words, "1" if marked else "0", chapter(row["section"]), " ".join(text.split())])
    return sorted(out)


def main() -> None:
    """Write the catalogue."""
    lines = ["\t".join(cell.replace("\t", " ") for cell in row) for row in rows(Path(sys.argv[1]))]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} requirements in {OUT.name}")


if __name__ == "__main__":
    main()
