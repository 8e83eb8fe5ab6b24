"""Hostile and broken content: a record or nothing, never a crash, nothing else lost."""

import gzip
import io
import os
import random
import subprocess
import time
import unittest
import zipfile

from tamis import BIN, LEAK, SANITIZED, SECRET, SLOW_BUILD, Case


class BadInput(Case):
    def survives(self, *arguments, statuses=(0, 1, 3), timeout=60):
        run = self.scan("--verbose", *arguments, timeout=timeout)
        self.assertIn(run.status, statuses, run.err[-500:])
        self.assert_no_secret(run)
        self.assertEqual(run.records()[-1]["type"], "summary")
        return run

    def test_empty_and_noise(self):
        self.write("empty")
        self.assertEqual(self.scan(".").status, 0)
        noise = random.Random(4711)
        for i in range(20):
            self.write(f"noise{i}", noise.randbytes(100000))
        self.write("leak.ps1", LEAK)
        run = self.survives(".", statuses=(1,))
        self.assertEqual([r["path"] for r in run.records("finding")], ["./leak.ps1"])

    def test_broken_archives_are_said_and_the_next_file_is_scanned(self):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("a.ps1", LEAK + "# fill\n" * 2000)
            out.writestr("b.bin", random.Random(1).randbytes(50000))
        whole = archive.getvalue()
        self.write("cut.zip", whole[:len(whole) // 2])
        self.write("cut.gz", gzip.compress(random.Random(2).randbytes(50000))[:20000])
        self.write("liar.zip", whole.replace(b"a.ps1", b"z.ps1", 1))
        self.write("z-leak.ps1", LEAK)
        run = self.survives(".", statuses=(1,))
        names = {r["path"] for r in run.records("finding")}
        self.assertIn("./z-leak.ps1", names)
        self.assertTrue({n for n, _ in run.skipped()} >= {"cut.zip", "cut.gz"}, run.skipped())

    def test_brackets_and_quotes_without_end(self):
        for name, text in (("a.json", "[" * 100000), ("b.json", '{"a":' * 100000), ("c.ps1", "(" * 100000),
                           ("d.xml", "<a>" * 100000), ("e.yaml", "[" * 100000), ("f.ps1", "@{" * 100000),
                           ("g.py", '"' * 100001), ("h.sh", "$(" * 100000), ("i.ps1", "'" * 100001)):
            # A hit at the end makes the readers look at it.
            self.write(name, text + f"\npassword = '{SECRET}'\n")
        self.survives(".")

    def test_a_long_line(self):
        size = int(os.environ.get("TAMIS_LONG_LINE_MB", "50")) << 20
        text = b"x = 'abc'; " * (size // 11)
        self.write("long.js", text + f"password = '{SECRET}';".encode())
        self.survives("long.js", timeout=120)

    def peak_kilobytes(self, *arguments):
        """Status and peak memory of a run."""
        scan = subprocess.Popen([BIN, "scan", "-f", "ndjson", *arguments], stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, cwd=self.dir, env=self.environment())
        scan.stdout.read()
        scan.stdout.close()
        _, status, usage = os.wait4(scan.pid, 0)
        scan.returncode = os.waitstatus_to_exitcode(status)
        return scan.returncode, usage.ru_maxrss

    def test_five_gigabytes_in_little_memory(self):
        self.tamis("scan", self.write("warm.txt", "x"))
        size = (1 << 29) if SLOW_BUILD else (5 << 30)
        path = self.write("sparse.bin")
        with open(path, "r+b") as out:
            out.truncate(size)
            out.seek(size - (1 << 20) + 12345)
            out.write(b"\n" + LEAK.encode())
        status, peak = self.peak_kilobytes("--timeout", "10m", "sparse.bin")
        self.assertIn(status, (0, 1))
        if not SANITIZED:
            self.assertLess(peak, 200 * 1024)

    def test_limits_bite_and_say_so(self):
        inner = LEAK.encode()
        for _ in range(5):
            inner = gzip.compress(inner)
        self.write("deep.gz", inner)
        self.assertEqual(self.scan("deep.gz").status, 1)
        run = self.scan("--max-archive-depth", "2", "deep.gz")
        self.assertEqual((run.status, {reason for _, reason in run.skipped()}), (3, {"depth"}))
        self.write("bomb.gz", gzip.compress(b"\0" * (64 << 20)))
        run = self.scan("--max-member-size", "1M", "bomb.gz")
        self.assertEqual((run.status, {reason for _, reason in run.skipped()}), (3, {"size"}))
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as out:
            for i in range(50):
                out.writestr(f"{i}.txt", "x")
        self.write("many.zip", archive.getvalue())
        run = self.scan("--max-members", "10", "many.zip")
        self.assertEqual((run.status, {reason for _, reason in run.skipped()}), (3, {"members"}))

    def test_no_core_file_and_no_peeking(self):
        scan = subprocess.Popen([BIN, "scan", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                env=self.environment())
        try:
            time.sleep(0.5)
            with open(f"/proc/{scan.pid}/limits") as limits:
                core = [line for line in limits if line.startswith("Max core file size")]
            self.assertRegex(core[0], r"size\s+0\s+0\s")
        finally:
            scan.communicate(b"")


if __name__ == "__main__":
    unittest.main()
