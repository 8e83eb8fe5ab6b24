#!/usr/bin/env python3
"""Makes seeds for the fuzz targets from testdata/: make_seeds.py FOLDER writes FOLDER/{extract,read,scan}.

read_fuzz takes the language from the first byte and scan_fuzz the file's name: a seed stands there under the language
and the name that its file has. Files larger than 16 KiB say nothing that a smaller one does not and cost speed."""
import hashlib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LARGEST = 16 << 10

LANGUAGE_OF = {
    "ps1": "powershell", "psm1": "powershell", "psd1": "powershell", "bat": "batch", "cmd": "batch", "vbs": "vbscript",
    "sh": "shell", "py": "python", "js": "javascript", "ts": "javascript", "php": "php", "java": "java", "kt": "java",
    "cs": "csharp", "vb": "vbnet", "go": "go", "rs": "rust", "rb": "ruby", "pl": "perl", "lua": "lua", "c": "c",
    "cpp": "c", "sql": "sql", "yaml": "yaml", "yml": "yaml", "json": "json", "toml": "toml", "ini": "ini", "conf": "conf",
    "xml": "xml", "html": "html", "ldif": "ldif", "tf": "hcl", "reg": "reg", "csv": "csv", "md": "markdown", "http": "http",
}


def languages():
    """The enumerators of model::Language, in order."""
    text = (ROOT / "scanner/model/language.h").read_text()
    body = re.search(r"enum class Language[^{]*\{(.*?)\}", text, re.S).group(1)
    return [word for word in re.findall(r"^\s*(\w+),", body, re.M) if word != "count_"]


def names():
    """The file names of scan_fuzz.cpp, in order."""
    text = (ROOT / "tests/fuzz/scan_fuzz.cpp").read_text()
    return re.findall(r'"(a[.\w]*)"', re.search(r"kNames\[\] = \{(.*?)\}", text, re.S).group(1))


def write(folder, content):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(content).hexdigest()).write_bytes(content)


def main():
    target = pathlib.Path(sys.argv[1])
    known, files = languages(), names()
    for path in sorted((ROOT / "testdata").rglob("*")):
        if not path.is_file() or path.suffix == ".expect" or path.stat().st_size > LARGEST:
            continue
        content = path.read_bytes()
        write(target / "extract", content)
        ending = path.suffix[1:].lower()
        language = LANGUAGE_OF.get(ending, "conf")
        write(target / "read", bytes([known.index(language)]) + content)
        name = "a." + ending if "a." + ending in files else "a"
        write(target / "scan", bytes([files.index(name)]) + content)


if __name__ == "__main__":
    main()
