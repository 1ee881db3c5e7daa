# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A separate process with limited memory and time for files from users: a file that
uses all memory, never ends or crashes its process does so there.
"""

import gc
import os
import sys

#: The exit status of a child that ran out of memory.
_NO_MEMORY = 3


class ChildFailed(Exception):
    """The child gave no answer; ``reason``: too_much_work or damaged."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def ask(program, folder, said, seconds):
    """Return what ``program``, a text that calls :func:`answer`, writes about the bytes
    ``said``. It gets ``folder`` as its first argument and the paths of this process as
    the others.

    :raise ChildFailed: when it needs more than its memory or ``seconds``, or breaks
    """
    # Imported here because the child imports this module, too, and does not need it.
    import subprocess

    # The child does not run its own start-up files: it gets the paths of this process.
    command = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        program,
        folder,
        *filter(None, sys.path),
    ]
    try:
        done = subprocess.run(
            command,
            input=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise ChildFailed("too_much_work") from error
    # The status is negative when a signal ended the child.
    if done.returncode < 0 or done.returncode == _NO_MEMORY:
        raise ChildFailed("too_much_work")
    if done.returncode:
        raise ChildFailed("damaged")
    return done.stdout


def answer(work, memory, seconds):
    """In the child: call ``work(source, target)`` with the binary files of what was
    said and of the answer, within ``memory`` (bytes) and ``seconds``, and exit.

    No memory is freed, neither while reading nor at the end: the process ends anyway,
    and freeing each cell takes a fifth of its time.
    """
    gc.disable()
    _limit(memory, seconds)
    try:
        work(sys.stdin.buffer, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except MemoryError:
        os._exit(_NO_MEMORY)
    os._exit(0)


def _limit(memory, seconds):
    try:
        import resource
    except ImportError:
        # Windows has no such limits. The time limit of the parent works there, too.
        return
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            hard = resource.getrlimit(limit)[1]
            resource.setrlimit(
                limit,
                (most if hard == resource.RLIM_INFINITY else min(most, hard), hard),
            )
        except (ValueError, OSError):
            # Not every system has all of them.
            continue
