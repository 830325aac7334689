"""A party: its role, and the country code and party id that own its objects."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """One role of one party. OCPI 2.2.1, 7.4.1 (CredentialsRole)."""

    role: str  #: "CPO"
    country_code: str  #: "NL"
    party_id: str  #: "TST"
    name: str = ""  #: of business_details

    @property
    def path(self) -> str:
        """As it stands in addresses: "NL/TST"."""
        return f"{self.country_code}/{self.party_id}"
