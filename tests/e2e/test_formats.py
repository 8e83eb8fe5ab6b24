"""Text, JSON, NDJSON, --output, redaction."""

import json
import os
import subprocess
import unittest

from tamis import BIN, LEAK, SECRET, Case

FINDING = {
    "type": str, "path": str, "member": str, "line": (int, type(None)), "column": (int, type(None)),
    "end_line": (int, type(None)), "end_column": (int, type(None)), "byte_start": int, "byte_end": int, "rule_id": str,
    "rule_name": str, "kind": str, "severity": str, "confidence": str, "secret": (str, type(None)), "redacted": str,
    "fingerprint": str, "why": str, "decoded_by": list, "places": list, "remediation": str}
SKIPPED = {"type": str, "path": str, "member": str, "reason": str, "detail": str}
ERROR = {"type": str, "path": str, "message": str}
SUMMARY = {"type": str, "files": int, "members": int, "bytes": int, "findings": dict, "skipped": dict, "errors": int,
           "seconds": float, "version": str, "rule_set": str, "interrupted": bool}
REASONS = set("encrypted depth size members time memory overlap repeated malformed truncated unsupported crashed "
              "unreadable vanished special changed layers".split())


class Records(Case):
    def check(self, record):
        schema = {"finding": FINDING, "skipped": SKIPPED, "error": ERROR, "summary": SUMMARY}[record["type"]]
        self.assertEqual(list(record), list(schema))
        for key, kind in schema.items():
            self.assertIsInstance(record[key], kind, key)
        if record["type"] == "finding":
            self.assertIn(record["severity"], ("low", "medium", "high", "critical"))
            self.assertIn(record["confidence"], ("low", "medium", "high"))
            self.assertIn(record["kind"], ("password", "ldap-bind", "token", "key", "hash"))
            self.assertLess(record["byte_start"], record["byte_end"])
            self.assertTrue(record["fingerprint"] and record["why"] and record["remediation"])
            self.assertEqual(record["line"] is None, record["column"] is None)
            for place in record["places"]:
                self.assertEqual(set(place), {"line", "column"})
        if record["type"] == "skipped":
            self.assertIn(record["reason"], REASONS)

    def tree(self):
        self.write("a.ps1", LEAK)
        self.write("b/c.ps1", LEAK)
        self.write(b"bad\xff\x1b[2J.ps1".decode("utf-8", "surrogateescape"), LEAK)
        self.write("new\nline.ps1", LEAK)
        os.mkfifo(self.dir / "pipe")

    def test_every_record_fits_and_every_line_is_json(self):
        self.tree()
        run = self.scan(".", "missing")
        records = run.records()
        for record in records:
            self.check(record)
        self.assertEqual([r["type"] for r in records].count("summary"), 1)
        self.assertEqual(records[-1]["type"], "summary")
        self.assertEqual(len(run.records("finding")), 4)
        self.assertEqual(records[-1]["errors"], 1)
        self.assertEqual(records[-1]["skipped"], {"special": 1})
        self.assertEqual(sum(records[-1]["findings"].values()), 4)
        self.assertIn("./bad\ufffd\x1b[2J.ps1", {r["path"] for r in records if "path" in r})
        self.assertNotIn(b"\x1b", run.out)
        self.assert_no_secret(run)

    def test_json_is_one_document_of_the_same_records(self):
        self.tree()
        run = self.tamis("scan", "-f", "json", ".", "missing")
        document = json.loads(run.out)
        self.assertEqual(list(document), ["version", "findings", "skipped", "errors", "summary"])
        ndjson = self.scan(".", "missing")
        self.assertEqual(document["findings"], ndjson.records("finding"))
        self.assertEqual(document["skipped"], ndjson.records("skipped"))
        self.assertEqual(document["errors"], ndjson.records("error"))
        self.assertNotIn(b"\x1b", run.out)

    def test_places_are_right(self):
        self.write("a.ps1", LEAK)
        (finding,) = self.scan("--no-redact", "a.ps1").records("finding")
        self.assertEqual(finding["secret"], SECRET)
        line = LEAK.splitlines()[finding["line"] - 1]
        self.assertEqual(line[finding["column"] - 1:finding["end_column"] - 1], SECRET)
        self.assertEqual(LEAK.encode()[finding["byte_start"]:finding["byte_end"]].decode(), SECRET)

    def test_text_is_safe_and_says_what_is_needed(self):
        self.tree()
        run = self.tamis("scan", ".")
        text = run.out.decode()
        self.assertNotIn("\x1b", text)
        self.assertIn("bad\\xff\\x1b[2J.ps1", text)
        self.assertIn("new\\nline.ps1", text)
        for word in ("3:9", "why", "advice", "rule", "4 secrets in 4 of 4 files", "pipe", "1 special"):
            self.assertIn(word, text)
        self.assert_no_secret(run)

    def test_french_advice(self):
        self.write("a.ps1", LEAK)
        run = self.tamis("scan", ".", env=self.environment(LC_ALL="fr_FR.UTF-8"))
        self.assertIn("conseil", run.out.decode())
        self.assertIn("1 secret dans 1 sur 1 fichier", run.out.decode())

    def test_colours(self):
        self.write("a.ps1", LEAK)
        self.assertNotIn(b"\x1b", self.tamis("scan", ".").out)
        self.assertIn(b"\x1b[", self.tamis("scan", "--color", "always", ".").out)
        self.assertNotIn(b"\x1b", self.tamis("scan", "--color", "always", "--no-color", ".").out)

    def test_redaction(self):
        self.write("a.ps1", LEAK)
        for arguments in ((), ("--redact",), ("--verbose",), ("-f", "json"), ("-f", "ndjson", "--verbose")):
            self.assert_no_secret(self.tamis("scan", *arguments, "."))
        masked = self.tamis("scan", "--redact", ".")
        self.assertNotIn(SECRET[:2].encode(), masked.out)
        # Of a short secret fewer are shown than asked for.
        shown = self.tamis("scan", "--redact=4", ".")
        self.assert_no_secret(shown)
        self.assertIn(SECRET[:2].encode(), shown.out)
        for form in ("text", "json", "ndjson"):
            run = self.tamis("scan", "--no-redact", "--verbose", "-f", form, ".")
            self.assertIn(SECRET.encode(), run.out)
            self.assertNotIn(SECRET.encode(), run.err)

    def test_quiet_and_verbose(self):
        self.write("a.ps1", LEAK)
        quiet = self.tamis("scan", "--quiet", ".")
        self.assertNotIn(b"secret in", quiet.out)
        self.assertIn(b"a.ps1", quiet.out)
        self.assertEqual(quiet.err, b"")
        self.assertIn(b"rule set", self.tamis("scan", "--verbose", ".").err)


class Output(Case):
    def test_a_file_is_owner_only_and_whole(self):
        self.write("in/a.ps1", LEAK)
        target = self.write("out/r.json", "old")
        os.chmod(target, 0o644)
        run = self.tamis("scan", "-f", "json", "-o", target, "in")
        self.assertEqual((run.status, run.out), (1, b""))
        self.assertEqual(len(json.loads(target.read_text())["findings"]), 1)
        self.assertEqual(target.stat().st_mode & 0o777, 0o600)
        self.assertEqual(os.listdir(target.parent), ["r.json"])

    def test_the_report_inside_the_tree_is_not_scanned(self):
        self.write("a.ps1", LEAK)
        run = self.tamis("scan", "-f", "json", "-o", "r.json", ".")
        self.assertEqual(run.status, 1)
        self.assertEqual(json.loads((self.dir / "r.json").read_text())["summary"]["files"], 1)

    def test_what_cannot_be_written_is_an_error(self):
        self.write("a.ps1", LEAK)
        run = self.tamis("scan", "-o", "no/such/r.json", ".")
        self.assertEqual(run.status, 2)
        self.assertIn(b"no/such/r.json", run.err)
        run = self.tamis("scan", "-o", "/dev/full", ".")
        self.assertEqual(run.status, 2)
        self.assertIn(b"No space", run.err)

    def test_a_closed_pipe_ends_the_scan_quietly(self):
        for i in range(300):
            self.write(f"{i}.ps1", LEAK)
        scan = subprocess.Popen([BIN, "scan", "-f", "ndjson", "."], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                cwd=self.dir, env=self.environment())
        scan.stdout.readline()
        scan.stdout.close()
        error = scan.stderr.read()
        scan.stderr.close()
        self.assertIn(scan.wait(timeout=60), (1, 2))
        self.assertEqual(error, b"")


if __name__ == "__main__":
    unittest.main()
