"""The main thing: a UTF-16 PowerShell script inside a zip, and its look-alike beside it."""

import io
import tarfile
import unittest
import zipfile

from tamis import LEAK, LOOKALIKE, SECRET, Case


class Detection(Case):
    def zipped(self, **members):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
            for name, content in members.items():
                out.writestr(name.replace("__", "/") + ".ps1", content)
        return archive.getvalue()

    def test_utf16_in_a_zip_is_found_with_place_and_rule(self):
        windows = LEAK.replace("\n", "\r\n")
        for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
            self.write("share.zip", self.zipped(scripts__bind=windows.encode(encoding),
                                                scripts__good=LOOKALIKE.encode(encoding)))
            run = self.scan("--no-redact", "share.zip")
            self.assertEqual(run.status, 1, encoding)
            (finding,) = run.records("finding")
            self.assertEqual((finding["path"], finding["member"], finding["line"], finding["column"], finding["secret"]),
                             ("share.zip", "scripts/bind.ps1", 3, 9, SECRET))
            self.assertTrue(finding["rule_id"].startswith("tamis.powershell."), finding["rule_id"])
            self.assertIn("DirectoryEntry", finding["why"])
            self.assertTrue(finding["remediation"])
            self.assertEqual(finding["places"] != [] or "$mdp" in finding["why"], True)

    def test_members_are_joined_by_exclamation_marks(self):
        inner = self.zipped(bind=LEAK)
        outer = io.BytesIO()
        with tarfile.open(fileobj=outer, mode="w:gz") as out:
            info = tarfile.TarInfo("in/share.zip")
            info.size = len(inner)
            out.addfile(info, io.BytesIO(inner))
        self.write("backup.tar.gz", outer.getvalue())
        (finding,) = self.scan("backup.tar.gz").records("finding")
        self.assertTrue(finding["member"].endswith("in/share.zip!bind.ps1"), finding["member"])

    def test_the_lookalike_is_silent(self):
        self.write("good.ps1", LOOKALIKE)
        self.write("good.zip", self.zipped(good=LOOKALIKE.encode("utf-16")))
        run = self.scan("--min-confidence", "medium", ".")
        self.assertEqual((run.status, run.records("finding")), (0, []))

    def test_the_fingerprint_survives_a_moved_line(self):
        self.write("a.ps1", LEAK)
        before = self.scan("a.ps1").records("finding")[0]["fingerprint"]
        self.write("a.ps1", "# a line more\n" + LEAK)
        self.assertEqual(self.scan("a.ps1").records("finding")[0]["fingerprint"], before)
        self.write("a.ps1", LEAK.replace(SECRET, SECRET + "x"))
        self.assertNotEqual(self.scan("a.ps1").records("finding")[0]["fingerprint"], before)

    def test_ldap_configuration(self):
        self.write("sssd.conf", "[domain/example]\nldap_uri = ldap://dc01\nldap_default_authtok = Hiver2021\n")
        (finding,) = self.scan("--no-redact", "sssd.conf").records("finding")
        self.assertEqual((finding["line"], finding["secret"]), (3, "Hiver2021"))


if __name__ == "__main__":
    unittest.main()
