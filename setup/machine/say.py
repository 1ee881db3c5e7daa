"""Progress messages, and the error that ends a command with a sentence instead of a
traceback.
"""

import functools
import sys
import time

_started = time.monotonic()


class Missing(Exception):
    """Something is missing on this machine or has failed; the text says what, and how
    to correct it.
    """


def step(text):
    print(f"[{time.monotonic() - _started:6.1f} s] {text}", flush=True)


def detail(text):
    print(f"           {text}", flush=True)


def command(main):
    """Run ``main`` as a command: its return value is the exit status; a
    :class:`Missing` prints one sentence, with status 1.
    """

    @functools.wraps(main)
    def run():
        try:
            status = main()
        except Missing as problem:
            print(f"\nStopped: {problem}", file=sys.stderr, flush=True)
            status = 1
        except KeyboardInterrupt:
            print("\nStopped by you.", file=sys.stderr, flush=True)
            status = 130
        sys.exit(status or 0)

    return run
