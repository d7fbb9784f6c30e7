"""What runs outside a request.

A row of `job` is the truth about a piece of work: use cases put it down with `queue.enqueue`,
and `rows` says how workers take, hold and end it, with the `leases` that messages have, too.
`wakeups` and their `bells` only wake workers, and may lose whatever they like: the table is
looked at every few seconds in any case. `worker` runs the handlers that `registry` names;
`context` is what a handler gets.
"""
