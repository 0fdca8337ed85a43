"""``python -m learning``: the same as ``focusflow``."""

import signal


def main() -> None:
    """Read the command line. Until all is imported, which takes a second, Ctrl-C ends the process without a word."""
    is_heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_heard:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from learning.cli import main as read_command_line

    if is_heard:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    read_command_line()


if __name__ == "__main__":
    main()
