"""Makes the requirement catalogue of the product: `python tools/make_requirements.py FOLDER_OF_CSV_FILES`.

Columns out: id, versions, module, who, level, how, derived (1 where the text does not say it literally), chapter, text.
"""

import csv
import re
import sys
from pathlib import Path

OUT = Path(__file__).parent.parent / "ocpi_runner" / "ocpi" / "requirements" / "catalogue.tsv"

#: A mark in brackets that is about the whole row; "[derived: …]" is about the words that follow in it only.
MARK = re.compile(r"\s*\[(?:[^\]]*\bderived(?!:)\b[^\]]*|ambiguous|spec gap|spec defect)\]")
DOCUMENT = re.compile(r"(?:/?\.(?:asciidoc|md))+")


def chapter(section: str) -> str:
    """The newest name of the place, as "document, heading"; the older ones stand before it."""
    pieces = MARK.sub("", section).split("|")[-1].split(";")
    start = max((at for at, piece in enumerate(pieces) if "§" in piece or DOCUMENT.search(piece)), default=0)
    place = DOCUMENT.sub("", ";".join(pieces[start:]))
    parts = (" ".join(part.split()).strip(",/ ") for part in place.split("§"))
    return ", ".join(part for part in parts if part)


def who(obligated: str) -> str:
    """Who is obliged: "cpo/sender", "any/client"."""
    return re.sub(r"^(\w+) (sender|receiver)$", r"\1/\2", obligated.replace(" / ", "/"))


def rows(folder: Path) -> list[list[str]]:
    """All rows of all files, in the order of their ids."""
    out = []
    for file in sorted(folder.glob("*.csv")):
        with file.open(newline="", encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                marked = MARK.search(row["section"] + row["requirement"]) is not None
                text = " ".join(MARK.sub("", row["requirement"]).split())
                words = (row["id"], row["versions"], row["module"], who(row["obligated"]), row["level"], row["how"])
                out.append([*words, "1" if marked else "0", chapter(row["section"]), text])
    return sorted(out)


def main() -> int:
    """Write the catalogue."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    lines = ["\t".join(cell.replace("\t", " ") for cell in row) for row in rows(Path(sys.argv[1]))]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} requirements in {OUT.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
