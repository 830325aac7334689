"""What a charge costs under a tariff, in exact decimals, with every line of the bill explained. Pure."""
