"""The demo: organisation, accounts and simulators. Nothing of it runs under `onething serve`. See README.md."""
