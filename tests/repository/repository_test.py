"""The tree itself: include edges, dependencies listed once, documents true. usage: repository_test.py ROOT"""
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(sys.argv.pop(1)).resolve()
CHECK = ROOT / 'tests/repository/check_includes.py'


def check(root):
    return subprocess.run([sys.executable, str(CHECK), str(root)], capture_output=True, text=True, check=False)


class Includes(unittest.TestCase):
    def test_the_tree_keeps_its_edges(self):
        done = check(ROOT)
        self.assertEqual(done.returncode, 0, done.stdout)

    def with_line(self, file, line):
        """The result of the check on a copy of the tree in which `file` begins with `line`."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder)
            shutil.copy(ROOT / 'ARCHITECTURE.md', copy)
            shutil.copytree(ROOT / 'scanner', copy / 'scanner')
            target = copy / 'scanner' / file
            target.write_text(line + '\n' + target.read_text(encoding='utf-8'), encoding='utf-8')
            return check(copy)

    def test_a_forbidden_edge_fails(self):
        done = self.with_line('extract/extractor.h', '#include "detect/detector.h"')
        self.assertEqual(done.returncode, 1)
        self.assertIn('extract may not include detect', done.stdout)

    def test_siblings_may_not_meet(self):
        self.assertEqual(self.with_line('report/reporter.h', '#include "sources/paths.h"').returncode, 1)

    def test_a_library_stays_in_its_folder(self):
        done = self.with_line('scan/scanner.cpp', '#include <re2/re2.h>')
        self.assertEqual(done.returncode, 1)
        self.assertIn('belongs to rules', done.stdout)

    def test_an_unknown_library_is_named(self):
        self.assertEqual(self.with_line('scan/scanner.cpp', '#include <curl/curl.h>').returncode, 1)


class Dependencies(unittest.TestCase):
    def test_every_line_has_a_known_role(self):
        for line in (ROOT / 'packaging/dependencies.txt').read_text(encoding='utf-8').splitlines():
            if line.strip() and not line.startswith('#'):
                role, _, package = line.partition(' ')
                self.assertIn(role, ('run', 'build', 'test', 'lint'), line)
                self.assertTrue(package.strip(), line)

    def test_no_package_is_listed_elsewhere(self):
        for name in ('packaging/setup.sh', 'packaging/Containerfile'):
            text = (ROOT / name).read_text(encoding='utf-8')
            self.assertNotIn('libhyperscan', text, name)
            self.assertIn('dependencies.txt', text, name)


class Documents(unittest.TestCase):
    def test_paths_named_in_the_map_exist(self):
        import re
        text = (ROOT / 'ARCHITECTURE.md').read_text(encoding='utf-8')
        for path in re.findall(r'`((?:scanner|patterns|tests|packaging|docs|testdata|plugins)/[A-Za-z0-9_./-]*)`', text):
            self.assertTrue((ROOT / path).exists(), path)

    def test_the_readme_names_commands_that_exist(self):
        text = (ROOT / 'README.md').read_text(encoding='utf-8')
        for script in ('packaging/demo.sh', 'packaging/test.sh'):
            self.assertIn(script, text)
            self.assertTrue((ROOT / script).stat().st_mode & 0o111, script)


if __name__ == '__main__':
    unittest.main(verbosity=2)
