"""Output does not depend on the number of threads."""

import gzip
import unittest

from tamis import LEAK, LOOKALIKE, Case


class Order(Case):
    def test_any_number_of_jobs_gives_the_same_bytes(self):
        for i in range(600):
            if i % 50 == 7:
                self.write(f"{i % 13}/{i}.txt", LOOKALIKE * 40)
            elif i % 31 == 0:
                self.write(f"{i % 13}/{i}.ps1.gz", gzip.compress(LEAK.encode()))
            elif i % 17 == 0:
                self.write(f"{i % 13}/{i}.zip", b"PK\x03\x04broken" * 5)
            else:
                self.write(f"{i % 13}/{i}.ps1", LEAK if i % 3 == 0 else LOOKALIKE)
        for form in ("text", "ndjson", "json"):
            outputs = []
            for jobs in (1, 2, 8):
                out = self.tamis("scan", "-f", form, "--jobs", jobs, ".", "missing", "0").out.decode()
                # Only the time may differ.
                lines = out.splitlines()
                outputs.append([line for line in lines if '"type":"summary"' not in line and "files (" not in line])
            self.assertGreater(len(outputs[0]), 100)
            self.assertEqual(outputs[0], outputs[1])
            self.assertEqual(outputs[0], outputs[2])


if __name__ == "__main__":
    unittest.main()
