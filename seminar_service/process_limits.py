"""What a process may take that reads or makes what strangers have sent.

Such a process is one of our own, started for one file (`busy`, `printing`). Its memory and time
come to an end here, whatever the file makes a library do.
"""

import resource


def limit_process(*, processor_seconds: int, most_bytes: int) -> None:
    """Let this process end after so much processor time, and take no more memory than that.

    Beyond the time the system kills it; beyond the memory, Python raises `MemoryError`.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    except (OSError, ValueError):  # macOS knows no such limit
        return
