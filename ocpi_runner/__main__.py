"""`python -m ocpi_runner` is `ocpi-run`."""

from ocpi_runner.cli.main import main

if __name__ == "__main__":
    main()
