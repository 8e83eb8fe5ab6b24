"""Ctrl-C, the terminal, start-up."""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
import unittest

from tamis import BIN, LEAK, Case


class Interruption(Case):
    def big_tree(self):
        self.write("0.ps1", LEAK)
        line = b"Les journaux tournent chaque nuit et gardent trente jours.\n" * 20000
        first = self.write("big/000.log", line)
        for i in range(1, 3000):
            os.link(first, self.dir / f"big/{i:04}.log")

    def wait_until_full(self, pipe):
        """However slow the machine is: until the writer of `pipe` waits for room in it."""
        held = -1
        for _ in range(300):
            before, held = held, struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0]
            if held == before and held >= 32 << 10:
                return
            time.sleep(0.2)
        self.fail(f"the pipe holds {held} bytes only")

    def interrupted(self, number):
        self.big_tree()
        scan = subprocess.Popen([BIN, "scan", "-f", "ndjson", "--jobs", "2", "."], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, cwd=self.dir, env=self.environment())
        first = scan.stdout.readline()  # it is at work now
        scan.send_signal(number)
        out, err = scan.communicate(timeout=30)
        self.assertEqual(scan.returncode, 2)
        self.assertIn(b"interrupted", err)
        records = [json.loads(line) for line in (first + out).splitlines()]
        self.assertEqual(records[0]["type"], "finding")
        self.assertEqual(records[-1]["type"], "summary")
        self.assertTrue(records[-1]["interrupted"])
        self.assertLess(records[-1]["files"], 3000)

    def test_ctrl_c_reports_what_was_found(self):
        self.interrupted(signal.SIGINT)

    def test_terminate_too(self):
        self.interrupted(signal.SIGTERM)

    def test_a_second_ctrl_c_kills_even_with_a_full_pipe(self):
        for i in range(2000):
            self.write(f"{i}.ps1", LEAK)
        scan = subprocess.Popen([BIN, "scan", "-f", "ndjson", "."], stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, cwd=self.dir, env=self.environment())
        scan.stdout.read(1)  # then nobody reads on
        self.wait_until_full(scan.stdout)
        for _ in range(100):  # signals that come before the first one was taken count as one
            scan.send_signal(signal.SIGINT)
            time.sleep(0.3)
            if scan.poll() is not None:
                break
        self.assertEqual(scan.wait(timeout=10), -signal.SIGINT)
        scan.stdout.close()

    def test_waiting_for_standard_input_can_be_interrupted(self):
        scan = subprocess.Popen([BIN, "scan", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, env=self.environment())
        time.sleep(2)
        scan.send_signal(signal.SIGINT)
        self.assertEqual(scan.wait(timeout=10), 2)
        scan.stdin.close()


class Terminal(Case):
    def on_terminal(self, *arguments):
        """What a run writes to a terminal that is both its standard output and error."""
        master, slave = pty.openpty()
        scan = subprocess.Popen([BIN, *arguments], stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, cwd=self.dir,
                                env=self.environment(TERM="xterm"))
        os.close(slave)
        written = b""
        while select.select([master], [], [], 60)[0]:
            try:
                block = os.read(master, 65536)
            except OSError:
                break
            if not block:
                break
            written += block
        scan.wait(timeout=60)
        os.close(master)
        return written

    def test_colours_and_progress_on_a_terminal_only(self):
        self.write("a.ps1", LEAK)
        line = b"Les journaux tournent chaque nuit et gardent trente jours.\n" * 20000
        first = self.write("big/000.log", line)
        for i in range(1, 500):
            os.link(first, self.dir / f"big/{i:04}.log")
        shown = self.on_terminal("scan", ".")
        self.assertIn(b"\x1b[1m", shown)
        self.assertIn(b" files, ", shown)
        self.assertNotIn(b"MB/s", self.on_terminal("scan", "--no-progress", "."))
        plain = self.on_terminal("scan", "--no-progress", "--no-color", ".")
        self.assertNotIn(b"\x1b", plain)


class Start(Case):
    def test_rules_are_compiled_once(self):
        # How long a start takes is measured by tests/bench/compare.sh; compiling the rules would be most of it.
        self.write("a.ps1", LEAK)
        own = self.environment(XDG_CACHE_HOME=str(self.dir / "cache"))
        first = self.tamis("scan", "--verbose", "a.ps1", env=own)
        self.assertIn(b"not from the cache", first.err)
        second = self.tamis("scan", "--verbose", "a.ps1", env=own)
        self.assertIn(b", from the cache", second.err)


if __name__ == "__main__":
    unittest.main()
