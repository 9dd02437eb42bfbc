"""Mail over SMTP, into a folder, or into a list for tests; one contract suite (tests/adapters/test_mail.py) covers all three."""
