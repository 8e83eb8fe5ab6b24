#!/usr/bin/env python3
"""Fails on an #include that ARCHITECTURE.md does not allow.

usage: check_includes.py ROOT
Reads the two tables of ROOT/ARCHITECTURE.md (module edges; library headers) and every #include under ROOT/scanner.
Prints one line for each violation; exit status 1 when there is any."""
import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def rows(text, first_header):
    """The cells of each row of the Markdown table whose first header is `first_header`."""
    found = []
    inside = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip('|').split('|')]
        if not line.startswith('|'):
            inside = False
        elif cells[0] == first_header:
            inside = True
        elif inside and not set(cells[0]) <= set('- :'):
            found.append(cells)
    return found


def names(cell):
    return {name.strip() for name in cell.split(',') if name.strip()}


def owner_of(header, libraries):
    for patterns, modules in libraries:
        if any(header == p or (p.endswith('/') and header.startswith(p)) for p in patterns):
            return modules
    return None


def violations(root):
    text = (root / 'ARCHITECTURE.md').read_text(encoding='utf-8')
    edges = {row[0]: names(row[2]) for row in rows(text, 'module')}
    libraries = [(names(row[0]), names(row[1])) for row in rows(text, 'library header')]
    if not edges or not libraries:
        yield 'ARCHITECTURE.md: a table is missing'
        return
    for module in sorted(p.name for p in (root / 'scanner').iterdir() if p.is_dir()):
        if module not in edges:
            yield f'scanner/{module}: not in ARCHITECTURE.md'
    for path in sorted((root / 'scanner').rglob('*')):
        if path.suffix not in ('.h', '.cpp', '.inc'):
            continue
        shown = path.relative_to(root)
        module = path.relative_to(root / 'scanner').parts[0]
        for kind, header in INCLUDE.findall(path.read_text(encoding='utf-8')):
            target = header.split('/')[0]
            if target in edges:
                if target != module and target not in edges.get(module, set()):
                    yield f'{shown}: {module} may not include {target} ("{header}")'
            elif kind == '"':
                yield f'{shown}: "{header}" is not rooted at scanner/'
            else:
                owner = owner_of(header, libraries)
                if owner is not None and module not in owner:
                    yield f'{shown}: <{header}> belongs to {", ".join(sorted(owner))}'
                if owner is None and ('/' in header or header.endswith('.h')) and not SYSTEM.match(header):
                    yield f'{shown}: <{header}> is in no row of ARCHITECTURE.md'


# The C library, POSIX and Linux headers, and processor intrinsics.
SYSTEM = re.compile(r'(sys|linux|arpa|netinet|asm)/.*|(fcntl|unistd|signal|dirent|errno|poll|pthread|iconv|locale|'
                    r'[a-z0-9]+intrin|cpuid|termios|langinfo|sched|fnmatch|pwd)\.h$')


def main():
    found = list(violations(Path(sys.argv[1])))
    for line in found:
        print(line)
    sys.exit(1 if found else 0)


if __name__ == '__main__':
    main()
