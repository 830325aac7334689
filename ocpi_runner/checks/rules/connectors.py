"""Rules of Connectors: which standard, format and power fit, and the tariffs they name. OCPI 2.2.1, 8.3.3."""

from collections.abc import Iterator
from decimal import Decimal

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.rules.rule import Rule

#: Beginnings of standards that give one kind of current only, and how their plug is fixed.
CABLES = ("CHADEMO", "CHAOJI", "GBT_DC", "IEC_62196_T1_COMBO", "IEC_62196_T2_COMBO", "MCS")
ALTERNATING = ("DOMESTIC_", "NEMA_", "IEC_60309_", "GBT_AC", "IEC_62196_T3")
PHASES = {"AC_1_PHASE": 1, "AC_2_PHASE": 2, "AC_2_PHASE_SPLIT": 2, "AC_3_PHASE": 3, "DC": 1}
BETWEEN_PHASES = (380, 420)
PLENTY, FIFTH = Decimal("1.05"), Decimal("0.2")
#: Watts that the largest chargers deliver, by the beginning of their standard.
HUGE = {"MCS": 3_750_000, "": 500_000}


def standard_fits(item: Item) -> Iterator[Defect]:
    """A standard for direct current has DC and a cable; one for sockets in walls has AC."""
    standard, power, form = item.text("standard") or "", item.text("power_type"), item.text("format")
    if standard.startswith(CABLES) and power and power != "DC":
        message = f"{shown(standard)} gives direct current, and `power_type` is {shown(power)}"
        yield Defect(message, item.at("power_type"), "DC", power)
    if standard.startswith(CABLES) and form and form != "CABLE":
        message = f"{shown(standard)} always has a cable, and `format` is {shown(form)}"
        yield Defect(message, item.at("format"), "CABLE", form)
    if standard.startswith(ALTERNATING) and power == "DC":
        yield Defect(f"{shown(standard)} gives alternating current", item.at("power_type"), "AC_…", power)


def voltage_to_neutral(item: Item) -> Iterator[Defect]:
    """The voltage of three phases is that to the neutral wire."""
    volts = item.number("max_voltage", "voltage")
    if item.text("power_type") == "AC_3_PHASE" and volts and BETWEEN_PHASES[0] <= volts <= BETWEEN_PHASES[1]:
        name = item.named("max_voltage", "voltage")
        message = f"`{name}` is {volts}, as between two phases; that to the neutral wire is meant"
        yield Defect(message, item.at(name), 230, item.get(name), "warned")


def power_within(item: Item) -> Iterator[Defect]:
    """The power is given in watts, and not more than voltage, current and phases allow."""
    power, volts, amperes = (item.number(name) for name in ("max_electric_power", "max_voltage", "max_amperage"))
    phases = PHASES.get(item.text("power_type") or "")
    if not power or not volts or not amperes or not phases:
        return
    most = volts * amperes * phases
    if power > most * PLENTY and volts < BETWEEN_PHASES[0]:
        message = f"`max_electric_power` is {power} W; {volts} V, {amperes} A and {phases} phase(s) give {most} W"
        yield Defect(message, item.at("max_electric_power"), f"at most {most}", item.get("max_electric_power"))
    elif most * FIFTH <= power * 1000 <= most * PLENTY:
        message = f"`max_electric_power` is {power}, in watts; {volts} V and {amperes} A give {most} W"
        yield Defect(message, item.at("max_electric_power"), "watts", item.get("max_electric_power"))


def power_told(item: Item) -> Iterator[Defect]:
    """A charger says its power when that is less than voltage times current, as it is of the largest."""
    volts, amperes, standard = item.number("max_voltage"), item.number("max_amperage"), item.text("standard") or ""
    largest = next(watts for start, watts in HUGE.items() if standard.startswith(start))
    if item.get("max_electric_power") is None and volts and amperes and volts * amperes > largest:
        message = f"`max_electric_power` is missing, and {volts} V times {amperes} A is more than chargers deliver"
        yield Defect(message, item.at("max_electric_power"), "watts", None)


RULES = (
    Rule("LOC-191", "Connector", standard_fits, ("standard",)),
    Rule("LOC-193", "Connector", voltage_to_neutral, ("power_type",)),
    Rule("LOC-195", "Connector", power_within, ("max_electric_power",)),
    Rule("LOC-194", "Connector", power_told, ("power_type",)),
)
