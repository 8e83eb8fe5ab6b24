"""What the end-to-end tests share: running the binary, folders with files, records as dictionaries."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

BIN = os.environ.get("TAMIS_BIN", "")
SANITIZED = bool(os.environ.get("TAMIS_SANITIZE"))
# Built to be debugged, not to be fast: times and the largest inputs say nothing there.
SLOW_BUILD = SANITIZED or os.environ.get("TAMIS_BUILD_TYPE", "Debug") == "Debug"

# Invented, in a form that the built-in rules find: a bind's password in PowerShell.
SECRET = "Automne-2019!kP"
LEAK = f"""param([string]$Server = 'dc01.example.net')
$user = 'EXAMPLE\\svc-annuaire'
$mdp = '{SECRET}'
$racine = New-Object System.DirectoryServices.DirectoryEntry("LDAP://$Server", $user, $mdp)
$racine.RefreshCache()
"""
# The same script as it should be written: nothing to find.
LOOKALIKE = """param([string]$Server = 'dc01.example.net')
$cred = Get-Credential -Message 'Compte de service'
$mdp = $cred.GetNetworkCredential().Password
$racine = New-Object System.DirectoryServices.DirectoryEntry("LDAP://$Server", $cred.UserName, $mdp)
$racine.RefreshCache()
"""


class Run:
    """A finished run: status, out and err (bytes), and the records of NDJSON."""

    def __init__(self, completed):
        self.status = completed.returncode
        self.out = completed.stdout
        self.err = completed.stderr

    def records(self, kind=None):
        lines = [json.loads(line) for line in self.out.decode("utf-8").splitlines()]
        return [r for r in lines if kind is None or r["type"] == kind]

    def skipped(self):
        return {(os.path.basename(r["path"]), r["reason"]) for r in self.records("skipped")}


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        if not BIN:
            self.skipTest("TAMIS_BIN names no binary")
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="tamis-e2e-"))
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)
        os.chmod(self.dir, 0o755)

    # One cache for all tests, so that rules are compiled once.
    CACHE = os.path.join(tempfile.gettempdir(), f"tamis-e2e-cache-{os.getuid()}")

    def environment(self, **extra):
        clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "LANG", "LC_MESSAGES")}
        return {**clean, "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": self.CACHE, **extra}

    def tamis(self, *arguments, stdin=b"", timeout=120, prefix=(), env=None):
        command = [*prefix, BIN, *[a if isinstance(a, bytes) else str(a) for a in arguments]]
        done = subprocess.run(command, input=stdin, capture_output=True, timeout=timeout, cwd=self.dir,
                              env=env or self.environment(), check=False)
        self.assertGreaterEqual(done.returncode, 0, f"died by a signal: {done.stderr[-2000:]!r}")
        return Run(done)

    def scan(self, *arguments, **options):
        """NDJSON of a scan."""
        return self.tamis("scan", "--format", "ndjson", *arguments, **options)

    def write(self, name, content=b""):
        path = self.dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def assert_no_secret(self, run, secret=SECRET):
        for stream in (run.out, run.err):
            self.assertNotIn(secret.encode(), stream)

    def as_other_user(self):
        """A command prefix that drops root, for permissions to count."""
        if os.geteuid() != 0:
            return ()
        setpriv = shutil.which("setpriv")
        if not setpriv:
            self.skipTest("root without setpriv: permissions do not count")
        prefix = (setpriv, "--reuid=65534", "--regid=65534", "--clear-groups")
        probe = subprocess.run([*prefix, BIN, "--version"], capture_output=True, check=False)
        if probe.returncode != 0:
            self.skipTest("the binary cannot be run by another user from here")
        return prefix

    def other_environment(self):
        cache = self.dir / "other-cache"
        cache.mkdir(exist_ok=True)
        os.chmod(cache, 0o777)
        return self.environment(XDG_CACHE_HOME=str(cache), HOME=str(cache))
