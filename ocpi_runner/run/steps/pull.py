"""`pull`: walk a paginated list to its end."""

from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome, failed
from ocpi_runner.run.place import Place
from ocpi_runner.run.subject import Subject
from ocpi_runner.scenario.model import Pull, Step


async def pull(step: Step, action: Pull, context: Context, place: Place) -> Outcome:
    """`$` is the list of all objects of all pages."""
    limit, pages = context.render(action.limit), context.render(action.pages)
    outcome = await context.actor(step).pull(
        str(context.render(action.module)),
        date_from=context.render(action.date_from),
        date_to=context.render(action.date_to),
        limit=None if limit is None else int(limit),
        pages=None if pages is None else int(pages),
    )
    subject = Subject(list(outcome.objects))
    return failed(outcome.problem, subject=subject) if outcome.problem else Outcome(subject=subject)
