"""Files, folders, links, special files, permissions, exclusion, standard input."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import unittest

from tamis import BIN, LEAK, LOOKALIKE, Case


class Places(Case):
    def paths(self, run):
        return [r["path"] for r in run.records("finding")]

    def test_standard_input(self):
        run = self.scan("--stdin-name", "a.ps1", "-", stdin=LEAK.encode())
        self.assertEqual((run.status, self.paths(run)), (1, ["-"]))
        self.assertEqual(self.scan("-", stdin=b"").status, 0)
        run = self.scan("--stdin-name", "a.ps1", "-", stdin=b"#" * (20 << 20) + b"\n" + LEAK.encode())
        self.assertEqual(self.paths(run), ["-"])

    def test_links_and_loops(self):
        self.write("real/a.ps1", LEAK)
        os.symlink("..", self.dir / "real/up")
        os.symlink("self", self.dir / "self")
        os.symlink("real", self.dir / "other")
        self.assertEqual(self.paths(self.scan(".")), ["./real/a.ps1"])
        run = self.scan("--follow-links", ".")
        self.assertEqual(len(self.paths(run)), 1)
        self.assertEqual(run.skipped(), {("up", "repeated"), ("self", "unreadable")})
        self.assertEqual(self.paths(self.scan("other")), ["other/a.ps1"])

    def test_special_files(self):
        # A socket's path must be short.
        with tempfile.TemporaryDirectory(prefix="tse", dir="/tmp") as folder, \
                socket.socket(socket.AF_UNIX) as listener:
            listener.bind(os.path.join(folder, "sock"))
            os.mkfifo(os.path.join(folder, "pipe"))
            run = self.scan(folder, timeout=30)
            self.assertEqual((run.status, run.skipped()), (3, {("sock", "special"), ("pipe", "special")}))

    def test_unreadable(self):
        prefix = self.as_other_user()
        self.write("a.ps1", LEAK)
        os.chmod(self.write("locked.ps1", LEAK), 0)
        self.write("folder/b.ps1", LEAK)
        os.chmod(self.dir / "folder", 0)
        self.addCleanup(os.chmod, self.dir / "folder", 0o700)
        env = self.other_environment()
        run = self.scan("a.ps1", "locked.ps1", "folder", prefix=prefix, env=env)
        self.assertEqual((run.status, self.paths(run)), (1, ["a.ps1"]))
        self.assertEqual(run.skipped(), {("locked.ps1", "unreadable"), ("folder", "unreadable")})
        self.assertEqual(self.scan("locked.ps1", prefix=prefix, env=env).status, 3)

    def test_vanishing_files_cost_nothing_else(self):
        for i in range(4000):
            self.write(f"{i % 20}/{i}.txt", LOOKALIKE)
        self.write("zz/leak.ps1", LEAK)

        def remove():
            for i in range(19, -1, -1):
                shutil.rmtree(self.dir / str(i), ignore_errors=True)

        remover = threading.Thread(target=remove)
        remover.start()
        run = self.scan(".")
        remover.join()
        self.assertEqual((run.status, self.paths(run)), (1, ["./zz/leak.ps1"]))
        self.assertLessEqual({reason for _, reason in run.skipped()}, {"vanished", "changed"})

    def test_exclude_and_ignore_files(self):
        for name in ("a.ps1", "keep/b.ps1", "node_modules/c.ps1", "gen/d.ps1", "gen/e.ps1"):
            self.write(name, LEAK)
        self.assertEqual(self.paths(self.scan("--exclude", "node_modules/", "--exclude", "/gen/*", ".")),
                         ["./a.ps1", "./keep/b.ps1"])
        self.write(".tamisignore", "# ours\n*.ps1\n!b.ps1\n")
        self.assertEqual(self.paths(self.scan(".")), ["./keep/b.ps1"])
        self.assertEqual(len(self.paths(self.scan("--no-ignore", "."))), 5)
        self.assertEqual(self.paths(self.scan("a.ps1")), ["a.ps1"])

    def test_a_path_longer_than_the_system_allows(self):
        folder = os.open(self.dir, os.O_RDONLY)
        for _ in range(300):
            os.mkdir("d" * 30, dir_fd=folder)
            deeper = os.open("d" * 30, os.O_RDONLY, dir_fd=folder)
            os.close(folder)
            folder = deeper
        leak = os.open("leak.ps1", os.O_CREAT | os.O_WRONLY, 0o600, dir_fd=folder)
        os.write(leak, LEAK.encode())
        os.close(leak)
        os.close(folder)
        run = self.scan(".")
        self.assertEqual((run.status, len(self.paths(run)), run.skipped()), (1, 1, set()))
        self.assertGreater(len(self.paths(run)[0]), 4096)
        subprocess.run(["rm", "-rf", str(self.dir)], check=False)

    def test_the_cache_is_not_scanned(self):
        self.write("a.txt", "x")
        self.scan("--cache-dir", "cache", ".")
        self.assertTrue(os.listdir(self.dir / "cache"))
        self.assertEqual(self.scan("--cache-dir", "cache", ".").records("summary")[0]["files"], 1)

    def test_no_cache_writes_nothing(self):
        self.write("a.txt", "x")
        cache = self.dir / "xdg"
        self.scan("--no-cache", "a.txt", env=self.environment(XDG_CACHE_HOME=str(cache)))
        self.assertFalse(cache.exists())

    def test_closed_standard_streams_harm_no_file(self):
        victim = self.write("a.ps1", LEAK)
        subprocess.run(["sh", "-c", f'exec "{BIN}" scan a.ps1 <&- >&- 2>&-'], cwd=self.dir, env=self.environment(),
                       timeout=60, check=False)
        self.assertEqual(victim.read_text(), LEAK)


if __name__ == "__main__":
    unittest.main()
