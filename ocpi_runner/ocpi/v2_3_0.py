"""OCPI 2.3.0: 2.2.1 with taxes instead of VAT, reconciled invoices, and the add-on modules bookings and payments.

What belongs to an add-on is met at addresses that a party announced for it, and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ocpi_runner.ocpi.endpoint_table import changed
from ocpi_runner.ocpi.form import Form
from ocpi_runner.ocpi.v2_2_1 import V2_2_1
from ocpi_runner.ocpi.version import ObjectType

ENDPOINTS = """
invoicereconciliation.sender.get_list              GET     -                             -                            InvoiceReconciliationRecord*  paged
invoicereconciliation.receiver.get                 GET     {owner}/{id}                  -                            InvoiceReconciliationRecord
invoicereconciliation.receiver.post                POST    -                             InvoiceReconciliationRecord  -
invoicereconciliation.receiver.put                 PUT     {owner}/{id}                  InvoiceReconciliationRecord  -
invoicereconciliation.receiver.delete              DELETE  {owner}/{id}                  -                            -
bookings.sender.get_booking_locations              GET     booking_locations             -                            BookingLocation*              paged ?timeslot_from ?timeslot_to
bookings.sender.get_booking_location               GET     booking_locations/{booking_location_id}                          -                 BookingLocation
bookings.sender.get_calendar                       GET     booking_locations/{booking_location_id}/{calendar_id}            -                 Calendar
bookings.sender.get_bookings                       GET     -                             -                            Booking*                      paged
bookings.sender.post_booking_request               POST    -                             BookingRequest               Booking
bookings.receiver.get_booking_location             GET     {owner}/booking_locations/{booking_location_id}                  -                 BookingLocation
bookings.receiver.put_booking_location             PUT     {owner}/booking_locations/{booking_location_id}                  BookingLocation   -
bookings.receiver.patch_booking_location           PATCH   {owner}/booking_locations/{booking_location_id}                  ~BookingLocation  -
bookings.receiver.get_calendar                     GET     {owner}/booking_locations/{booking_location_id}/{calendar_id}    -                 Calendar
bookings.receiver.put_calendar                     PUT     {owner}/booking_locations/{booking_location_id}/{calendar_id}    Calendar          -
bookings.receiver.patch_calendar                   PATCH   {owner}/booking_locations/{booking_location_id}/{calendar_id}    ~Calendar         -
bookings.receiver.get_booking                      GET     {owner}/{booking_id}          -                            Booking
bookings.receiver.put_booking                      PUT     {owner}/{booking_id}          Booking                      -
bookings.receiver.patch_booking                    PATCH   {owner}/{booking_id}          ~Booking                     -
payments.sender.get_terminals                      GET     terminals                     -                            Terminal*                     paged
payments.sender.get_terminal                       GET     terminals/{terminal_id}       -                            Terminal
payments.sender.patch_terminal                     PATCH   terminals/{terminal_id}       ~Terminal                    -
payments.sender.put_terminal                       PUT     terminals/{terminal_id}       Terminal                     -
payments.sender.post_activate                      POST    terminals/activate            ~Terminal                    -
payments.sender.post_deactivate                    POST    terminals/{terminal_id}/deactivate                               -                 -
payments.sender.get_financial_advice_confirmations  GET    financial-advice-confirmations                                   -                 FinancialAdviceConfirmation*  paged
payments.sender.get_financial_advice_confirmation  GET     financial-advice-confirmations/{financial_advice_confirmation_id}  -               FinancialAdviceConfirmation
payments.receiver.get_terminal                     GET     terminals/{terminal_id}       -                            Terminal
payments.receiver.post_terminal                    POST    terminals                     ~Terminal                    -
payments.receiver.get_financial_advice_confirmation  GET   financial-advice-confirmations/{financial_advice_confirmation_id}  -               FinancialAdviceConfirmation
payments.receiver.post_financial_advice_confirmation  POST  financial-advice-confirmations                              FinancialAdviceConfirmation  -
"""

OBJECTS = (
    ObjectType("InvoiceReconciliationRecord", "invoicereconciliation", "id", "id"),
    ObjectType("BookingLocation", "bookings", "id", "booking_location_id", children=(("calendars", "Calendar"),)),
    ObjectType("Calendar", "bookings", "id", "calendar_id"),
    ObjectType("Booking", "bookings", "id", "booking_id"),
    ObjectType("Terminal", "payments", "terminal_id", "terminal_id"),
    ObjectType("FinancialAdviceConfirmation", "payments", "id", "financial_advice_confirmation_id"),
)
COSTS = (
    "total_cost",
    "total_energy_cost",
    "total_fixed_cost",
    "total_parking_cost",
    "total_reservation_cost",
    "total_time_cost",
)
DECIMALS = 4


def taxed(price: Any) -> Any:
    """A Price with VAT as one with taxes. OCPI 2.3.0, 16.5."""
    if not isinstance(price, Mapping) or "excl_vat" not in price:
        return price
    net, gross = price["excl_vat"], price.get("incl_vat")
    if gross is None:
        return {"before_taxes": net}
    return {"before_taxes": net, "taxes": [{"name": "VAT", "amount": round(gross - net, DECIMALS)}]}


V2_3_0 = replace(
    V2_2_1,
    number="2.3.0",
    endpoints=changed(V2_2_1.endpoints, ENDPOINTS),
    objects=(*V2_2_1.objects, *OBJECTS),
    shapes={**V2_2_1.shapes, "Price": "before_taxes:n", "Tariff": V2_2_1.shapes["Tariff"] + " tax_included:s"},
    forms={
        "Session": Form(unknown=("_location",), values={"total_cost": taxed}),
        "CDR": Form(unknown=("_location",), values=dict.fromkeys(COSTS, taxed)),
    },
)
