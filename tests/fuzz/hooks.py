"""What the contract says in words, which a schema cannot say."""

import ast
import threading

import schemathesis

# Two workers that parse at once spoil each other's count of depth in CPython 3.11 (SystemError "AST constructor recursion
# depth mismatch"), which ended a round that had found nothing.
_parse = ast.parse
_one_at_a_time = threading.RLock()


def _parse_alone(*args, **kwargs):
    with _one_at_a_time:
        return _parse(*args, **kwargs)


ast.parse = _parse_alone

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
