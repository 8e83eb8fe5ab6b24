"""Exit statuses, flags, help."""

import json
import unittest

from tamis import LEAK, LOOKALIKE, Case


class ExitStatus(Case):
    def test_clean_is_0(self):
        self.write("a.ps1", LOOKALIKE)
        run = self.tamis("scan", ".")
        self.assertEqual((run.status, run.err), (0, b""))
        self.assertIn(b"No secrets found in 1 file", run.out)

    def test_findings_are_1_or_as_asked(self):
        self.write("a.ps1", LEAK)
        self.assertEqual(self.tamis("scan", ".").status, 1)
        self.assertEqual(self.tamis("scan", "--exit-code", "42", ".").status, 42)
        self.assertEqual(self.tamis("scan", "--exit-code", "0", ".").status, 0)

    def test_an_error_outranks_findings(self):
        self.write("a.ps1", LEAK)
        run = self.scan("missing", "a.ps1")
        self.assertEqual(run.status, 2)
        self.assertEqual(len(run.records("finding")), 1)
        self.assertEqual([r["path"] for r in run.records("error")], ["missing"])
        self.assertIn(b"'missing': No such file", run.err)

    def test_only_unscannable_is_3_unless_ignored(self):
        self.write("a.zip", b"PK\x03\x04" + b"\x00" * 40)
        run = self.scan(".", "--max-file-size", "10")
        self.assertEqual((run.status, run.skipped()), (3, {("a.zip", "size")}))
        self.assertEqual(self.scan(".", "--max-file-size", "10", "--incomplete=ignore").status, 0)

    def test_findings_outrank_unscannable(self):
        self.write("a.ps1", LEAK)
        self.write("big.bin", b"x" * 5000)
        run = self.scan(".", "--max-file-size", "2K")
        self.assertEqual((run.status, run.skipped()), (1, {("big.bin", "size")}))


class Usage(Case):
    def refused(self, *arguments):
        run = self.tamis(*arguments)
        self.assertEqual((run.status, run.out), (2, b""))
        self.assertEqual(run.err.count(b"\n"), 1, run.err)
        return run.err.decode()

    def test_unknown_flags_name_the_nearest(self):
        self.assertIn("'--foramt', did you mean '--format'?", self.refused("scan", ".", "--foramt", "json"))
        self.assertIn("'--versoin', did you mean '--version'?", self.refused("--versoin"))

    def test_unknown_format_and_command(self):
        self.assertIn("'sarfi'", self.refused("scan", ".", "--format", "sarfi"))
        self.assertIn("did you mean 'json'?", self.refused("scan", ".", "--format", "jason"))
        self.assertIn("did you mean 'scan'?", self.refused("sacn", "."))
        self.assertIn("did you mean 'list'?", self.refused("rules", "lsit"))

    def test_a_message_shows_no_escape_sequences(self):
        message = self.refused("scan", ".", "--\x1b[2Jx")
        self.assertNotIn("\x1b", message)

    def test_no_arguments_show_the_help_as_an_error(self):
        run = self.tamis()
        self.assertEqual((run.status, run.out), (2, b""))
        self.assertIn(b"Usage: tamis", run.err)

    def test_help_and_version(self):
        for arguments in (["--help"], ["scan", "--help"], ["rules", "--help"], ["rules", "list", "--help"],
                          ["rules", "show", "--help"], ["rules", "test", "--help"], ["rules", "schema", "--help"]):
            run = self.tamis(*arguments)
            self.assertEqual((run.status, run.err), (0, b""), arguments)
            self.assertIn(b"Usage: tamis", run.out)
        self.assertRegex(self.tamis("--version").out, rb"^tamis \d+\.\d+\.\d+\n$")


class Rules(Case):
    def test_list_show_schema(self):
        rules = json.loads(self.tamis("rules", "list", "--format", "json").out)
        self.assertGreater(len(rules), 10)
        self.assertEqual(len({r["id"] for r in rules}), len(rules))
        for rule in rules:
            self.assertTrue(rule["remediation"]["en"] and rule["remediation"]["fr"], rule["id"])
        shown = self.tamis("rules", "show", rules[0]["id"])
        self.assertEqual(shown.status, 0)
        self.assertIn(rules[0]["name"].encode(), shown.out)
        self.assertIn("$schema", json.loads(self.tamis("rules", "schema").out))
        self.assertEqual(self.tamis("rules", "show", "tamis.nonsense").status, 2)

    def test_a_broken_rule_file_names_file_and_line(self):
        self.write("a.txt", "x")
        for text in ("rules: [", "family: x\nrules:\n  - id: x.y\n    kind: nonsense\n", "\x00\x01", "- 1\n"):
            self.write("mine.yaml", text)
            run = self.tamis("scan", "--rules", "mine.yaml", "a.txt")
            self.assertEqual((run.status, run.out), (2, b""), text)
            self.assertIn(b"mine.yaml", run.err)
        self.assertEqual(self.tamis("scan", "--rules", "missing.yaml", "a.txt").status, 2)

    def test_each_fault_of_a_rule_file_has_its_line(self):
        self.write("mine.yaml", "family: x\nrules:\n  - id: x.y\n    kind: nonsense\n")
        faults = self.tamis("scan", "--rules", "mine.yaml", ".").err.decode().splitlines()
        self.assertGreaterEqual(len(faults), 2)
        for fault in faults:
            self.assertRegex(fault, r"^tamis: mine\.yaml:\d+:\d+: \w+: ")

    OWN = """family: house
rules:
  - id: house.ticket-key
    name: House ticket key
    kind: token
    reports: token
    severity: high
    confidence: high
    pattern: 'hausz_[0-9a-f]{24}'
    anchors: [hausz_]
    tags: [house]
    description: A key of our ticket system.
    remediation: {en: "Revoke it.", fr: "Révoquez-la."}
    references: ["house wiki"]
    examples:
      - file: a.txt
        text: "key hausz_0123456789abcdef01234567 end"
        secrets: [hausz_0123456789abcdef01234567]
    negative_examples:
      - file: a.txt
        text: "key hausz_tooshort end"
"""

    def test_own_rules_beside_and_instead_of_ours(self):
        self.write("mine.yaml", self.OWN)
        self.write("in/a.txt", "key hausz_0123456789abcdef01234567 end\n")
        self.write("in/b.ps1", LEAK)
        ids = lambda run: {r["rule_id"] for r in run.records("finding")}
        self.assertIn("house.ticket-key", ids(self.scan("--rules", "mine.yaml", "in")))
        self.assertEqual(ids(self.scan("--rules", "mine.yaml", "--no-builtin-rules", "in")), {"house.ticket-key"})
        self.assertEqual(ids(self.scan("--rules", "mine.yaml", "--enable-rule", "house", "in")), {"house.ticket-key"})
        without = ids(self.scan("--rules", "mine.yaml", "--disable-rule", "house.*", "in"))
        self.assertNotIn("house.ticket-key", without)
        self.assertTrue(without)

    def test_rules_test_passes_and_fails(self):
        self.write("mine.yaml", self.OWN)
        run = self.tamis("rules", "test", "mine.yaml")
        self.assertEqual(run.status, 0, run.out)
        self.assertIn(b"1 examples, 1 negative examples: all pass", run.out)
        self.assertIn(b"MB/s", run.out)
        self.write("wrong.yaml", self.OWN.replace("secrets: [hausz_0123456789abcdef01234567]", "secrets: [other]"))
        run = self.tamis("rules", "test", "wrong.yaml")
        self.assertEqual(run.status, 1)
        self.assertIn(b"FAIL house.ticket-key: example 1 (a.txt)", run.out)
        self.write("loud.yaml", self.OWN.replace("hausz_tooshort", "hausz_fedcba9876543210fedcba98"))
        run = self.tamis("rules", "test", "loud.yaml")
        self.assertEqual(run.status, 1)
        self.assertIn(b"negative example 1 (a.txt)", run.out)

    def test_the_built_in_rules_pass_their_examples(self):
        run = self.tamis("rules", "test", timeout=590)
        self.assertEqual(run.status, 0, run.out.decode(errors="replace")[-4000:])


if __name__ == "__main__":
    unittest.main()
