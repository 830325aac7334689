"""In what the versions price differently, as values, and how the text can be read in several ways."""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the text. The defaults are what the newer editions say."""

    name: str = ""  #: in words; "" for the reading that we hold to be right
    requirement: str = ""  #: the row of the requirements that it breaks; "" when it may be held
    steps: str = "parking_else_charging"  #: a row of `steps.STEPS`
    elements: str = "by_dimension"  #: a row of `select.MATCHES`
    flat_once: bool = True  #: else once for every element that becomes active
    forgiving: bool = True  #: a step is not begun by what rounding an hour to its decimals may have added
    unpriced: bool = False  #: volume that costs nothing counts when step_size rounds
    split: bool = False  #: a period is cut where the price changes inside it
    totals: bool = False  #: restrictions look at the whole session, not at the start of the period
    inclusive: bool = False  #: an upper bound of a restriction still matches
    universal: bool = False  #: times of day are UTC
    untied: bool = False  #: periods without a tariff_id are priced too
    reserving: bool = True  #: elements for reservations price reservations only
    expiring: bool = True  #: elements for expired reservations go before those for any
    parking_fees: bool = True  #: the FLAT of an element that prices parking only is a cost of parking
    waiting: bool = False  #: the time of a reservation counts in min_duration and max_duration
    always_limited: bool = False  #: min_price and max_price count for a reservation that was never used


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything in which versions price differently."""

    number: str
    end: str  #: member of a CDR that tells its end
    location: str  #: member of a CDR that holds its Location
    net: str  #: member of a Price before taxes; "" when a price is a number
    gross: str  #: the same after taxes; "" when there is none
    limit_gross: str  #: member of min_price and max_price after taxes
    taxes: str  #: member of a Price that lists its taxes; "" when there is none
    tax: str  #: row of `taxes.TAXES`; "" when the tariff tells it in `tax_included`
    limits: bool  #: a tariff has min_price and max_price
    links: bool  #: a period names its tariff
    counted_flat: bool  #: FLAT is a dimension of a period, with a count
    unpriced: tuple[
        str, ...
    ]  #: restrictions that the version knows, of which it does not say what they mean for a price
    average_power: bool  #: there is no power in a period, it is energy over time
    free: str  #: the requirement about free tariffs
    dates: str  #: the requirement about dates
    totals: Mapping[str, str]  #: bucket -> member of a CDR
    readings: tuple[Reading, ...]  #: what may be held, ours first
    mistakes: tuple[Reading, ...]  #: what is often made of the text and is wrong


FLAT = Reading("a FLAT fee is due once for every element that becomes active", flat_once=False)
FIXED = Reading("the FLAT fee of an element for parking is a fixed cost", parking_fees=False)
SPLIT = Reading("periods are cut where the price changes inside them", split=True)
EXACT = Reading("a step begins with the first fraction of a second", forgiving=False)
UNPRICED = Reading("volume that costs nothing counts when step_size rounds", unpriced=True)
TOGETHER = Reading("step_size rounds charging and parking time together", steps="together")
RESUMED = Reading("step_size rounds the kind of time that came last", steps="last_dimension")
APART = Reading("step_size rounds charging and parking time each on its own", steps="each_dimension")
EACH_PERIOD = Reading("step_size rounds every period on its own", steps="each_period")
EACH_ELEMENT = Reading("step_size rounds the part of each tariff element on its own", steps="each_component")
EACH_TARIFF = Reading("step_size rounds the part of each tariff on its own", steps="each_tariff")
NO_STEPS = Reading("step_size is not applied", steps="none")
WHOLE = Reading("one element prices all dimensions, the first whose restrictions match", elements="whole")
ADDED = Reading("all elements whose restrictions match are added up", elements="all")
TOTALS = Reading("restrictions are compared with the totals of the session", totals=True)
INCLUSIVE = Reading("the upper bound of a restriction belongs to it", inclusive=True)
UNIVERSAL = Reading("times of day are taken as UTC", universal=True)
UNTIED = Reading("periods without a `tariff_id` are charged", untied=True)
MIXED = Reading("elements for reservations price charging too", reserving=False)
EXPIRED = Reading("an expired reservation is priced as one that was used", expiring=False)
WAITING = Reading("`min_duration` and `max_duration` count the reservation before the charge too", waiting=True)
LIMITED = Reading("`min_price` and `max_price` count for a reservation that was never used", always_limited=True)


def wrong(reading: Reading, requirement: str) -> Reading:
    """The reading as a mistake."""
    return replace(reading, requirement=requirement)


#: Where a cost is told in a CDR, in the order of its members.
BUCKETS = {
    "fixed": "total_fixed_cost",
    "energy": "total_energy_cost",
    "time": "total_time_cost",
    "parking": "total_parking_cost",
    "reservation": "total_reservation_cost",
}

V2_1_1 = Rules(
    number="2.1.1",
    end="stop_date_time",
    location="location",
    net="",
    gross="",
    limit_gross="",
    taxes="",
    tax="NONE",
    limits=False,
    links=False,
    counted_flat=True,
    unpriced=(),
    average_power=True,
    free="TAR-096",
    dates="TAR-067",
    totals={},
    readings=(Reading(), EXACT, WHOLE, EACH_PERIOD, APART, TOGETHER, EACH_ELEMENT, FLAT, SPLIT),
    mistakes=(wrong(NO_STEPS, "CDR-168"),),
)

MISTAKES = (
    wrong(WHOLE, "CDR-149"),
    wrong(ADDED, "CDR-149"),
    wrong(UNTIED, "CDR-135"),
    wrong(INCLUSIVE, "CDR-155"),
    wrong(TOTALS, "CDR-156"),
    wrong(MIXED, "CDR-158"),
    wrong(EXPIRED, "CDR-159"),
    wrong(UNIVERSAL, "TAR-085"),
    wrong(EACH_TARIFF, "CDR-175"),
    wrong(EACH_PERIOD, "CDR-169"),
    wrong(EACH_ELEMENT, "CDR-173"),
)

V2_2 = replace(
    V2_1_1,
    number="2.2",
    end="end_date_time",
    location="cdr_location",
    net="excl_vat",
    gross="incl_vat",
    limit_gross="incl_vat",
    tax="VAT",
    limits=True,
    dates="TAR-068",
    links=True,
    counted_flat=False,
    average_power=False,
    totals=BUCKETS,
    readings=(
        Reading(steps="together"),
        replace(EXACT, steps="together"),
        Reading("step_size rounds parking time only, as OCPI 2.2.1 says"),
        RESUMED,
        FLAT,
        FIXED,
        UNPRICED,
        replace(WAITING, steps="together"),
        replace(LIMITED, steps="together"),
        replace(SPLIT, steps="together"),
    ),
    mistakes=(*MISTAKES, wrong(APART, "CDR-172"), wrong(NO_STEPS, "CDR-170")),
)

V2_2_1 = replace(
    V2_2,
    number="2.2.1",
    free="TAR-097",
    readings=(Reading(), EXACT, RESUMED, FLAT, FIXED, UNPRICED, WAITING, LIMITED, SPLIT),
    mistakes=(*MISTAKES, wrong(TOGETHER, "CDR-171"), wrong(APART, "CDR-172"), wrong(NO_STEPS, "CDR-171")),
)

V2_3_0 = replace(
    V2_2_1,
    number="2.3.0",
    net="before_taxes",
    gross="",
    limit_gross="after_taxes",
    taxes="taxes",
    tax="",
    unpriced=("booking",),
)

RULES: Mapping[str, Rules] = {rules.number: rules for rules in (V2_1_1, V2_2, V2_2_1, V2_3_0)}
