"""What runs outside a request.

A row of `job` is the truth about a piece of work: use cases put it down with `queue.enqueue`,
and `rows` has every statement by which workers take, renew and end it. `wakeups` only wakes
them, and may lose whatever it likes: they look at the table by themselves every few seconds.
`worker` runs the handlers that `registry` names; `context` is what a handler gets.
"""
