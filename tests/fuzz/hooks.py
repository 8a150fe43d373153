"""What the contract says in words, which a schema cannot say."""

import schemathesis

# Node answers 431 by itself before any route is asked.
LONGEST = 6000


@schemathesis.hook
def filter_query(context, query):
    """A parameter that is empty was left open in a page's form: it is as one that was not sent."""
    if not query:
        return True
    values = [value for value in query.values()]
    if any(value == "" or value == [] or value == [""] for value in values):
        return False
    return sum(len(str(value)) for value in values) < LONGEST


@schemathesis.hook
def filter_headers(context, headers):
    return not headers or sum(len(str(value)) for value in headers.values()) < LONGEST
